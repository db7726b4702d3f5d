select words, bare_letters(words) as bare
from (values ('el-Masry’s  Þórdís'), ('Sætre & Ø.'), ('%_\*'), (''), (null), ('Straße')) as given (words)
