select term from query_terms('') union all from query_terms(null) union all from query_terms('"" % “”')
