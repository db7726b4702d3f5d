"""The authors of an article: bylines split into names, and persons told from organisations and accounts."""
