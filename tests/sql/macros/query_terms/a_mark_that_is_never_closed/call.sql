select term from query_terms('minister "climate change')
