"""Feeds and sitemaps: the articles that they list and their statements about them."""
