"""The static site of a warehouse: pages, charts and search for people who look rather than type.

Reads the published file and the ledger, writes `site/`. Nothing here changes a warehouse.
"""
