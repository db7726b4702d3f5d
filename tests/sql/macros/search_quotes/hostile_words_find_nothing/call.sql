from search_quotes('') union all from search_quotes('%') union all from search_quotes('s_fe')
union all from search_quotes('.*') union all from search_quotes(null) union all from search_quotes('saf')
