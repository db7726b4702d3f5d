"""Alerts: whether the night is unusual, what has been failing since when, and who is told, once."""
