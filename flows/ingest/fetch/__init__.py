"""From configured addresses to WARC files: what servers answered, asked politely, and how every request ended."""
