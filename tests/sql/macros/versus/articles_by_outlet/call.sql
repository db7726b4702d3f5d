from versus('GOP', 'Democrats')
