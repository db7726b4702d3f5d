"""Alerts: find what is unusual about a night, track each failure as an incident, notify the channels once."""
