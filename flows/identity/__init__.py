"""Identity across articles: which names are one person, body or place. Pure functions over frames; `load` writes."""
