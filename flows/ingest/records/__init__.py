"""From the fields of a record to a draft."""
