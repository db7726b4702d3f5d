"""From a file to its units: one reader per format."""
