"""Reads a night's inputs and turns them into articles.

    files     which files a run reads, and where an input lies
    readers   a file's bytes → units, one reader per format
    listings  feeds and sitemaps
    fetch     HTTP requests, politeness and the raw archive
    text      bytes → text, and the language of a text
    dates     written times → UTC
    urls      addresses: their normal form and what they identify
    records   a record's fields → a draft
    page      an HTML page → a draft
    article   a draft → a row, and its comparison with what is known

This package does not know the warehouse, the ledger, Prefect or the language pipeline.
Known articles come in as a frame.
"""
