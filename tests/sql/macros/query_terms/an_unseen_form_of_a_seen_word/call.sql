select term from query_terms('openings bridged spokes')
