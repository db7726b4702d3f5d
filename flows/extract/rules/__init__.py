"""The rules that find quotes: one module per published rule id, and the machinery that several of them share.

`registry.py` lists the rules in their order. `docs/adding-a-rule.md` takes you through adding one.
"""
