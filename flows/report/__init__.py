"""Reports for people: the summary of a night and the state of the warehouse."""
