"""From an HTML page to a draft: its metadata, headline and body."""
