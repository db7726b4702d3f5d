from quotes_about('') union all from quotes_about('%') union all from quotes_about('.') union all from quotes_about(null)
