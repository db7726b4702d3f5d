"""From extracted rows to rows that satisfy the rules of `expectations/`; the others go to quarantine."""
