"""Addresses: their normal form, and the article or site that they identify."""
