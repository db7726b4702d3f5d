"""From what a night is given to articles: files are found, read record by record, made into rows and triaged.

Belongs here: everything between the bytes of an input and a row of `records.ARTICLES`, and the outcome of every input.
Does not: the warehouse, the ledger, Prefect, the language pipeline. What is already known comes in as a frame.
"""
