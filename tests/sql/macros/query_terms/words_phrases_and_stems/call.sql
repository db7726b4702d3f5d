select term from query_terms('"Climate CHANGE" ministers')
