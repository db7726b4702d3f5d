from quotes_by('') union all from quotes_by('%') union all from quotes_by('.*') union all from quotes_by('(')
union all from quotes_by('\') union all from quotes_by('''; drop table quotes; --') union all from quotes_by(null)
union all from quotes_by(repeat('Malakhov ', 1000))
