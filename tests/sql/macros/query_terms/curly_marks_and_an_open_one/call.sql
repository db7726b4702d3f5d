select term from query_terms('“political climate” "bridge')
