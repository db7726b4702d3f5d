select words, fold(words) as folded
from (values
    ('Þórdís  HALLGRÍMSDÓTTIR'), ('el-Masry’s'), ('Łódź'), ('Sætre & Ø.'), ('%_\*'), (''), (null),
    ('Ozoliņa'), ('Straße'), ('Иван')
) as given (words)
