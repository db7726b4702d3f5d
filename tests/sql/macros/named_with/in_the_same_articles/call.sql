from named_with('Democrats')
