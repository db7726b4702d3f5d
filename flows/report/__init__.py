"""Reports for people: the summary of a night, the state of the warehouse, the quality page."""
