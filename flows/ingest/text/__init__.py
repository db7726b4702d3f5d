"""From bytes to text, and properties of a text."""
