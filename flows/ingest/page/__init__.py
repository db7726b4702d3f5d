"""From an HTML page to a draft: what the page says of itself, its headline, its body without boilerplate."""
