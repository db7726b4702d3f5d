select words, has_accents(words) as has_accents
from (values ('plain'), ('“curly” – it’s €5…'), ('Łódź'), ('Straße'), ('Иван'), ('e' || chr(769)), ('')) as given (words)
