"""What a person reads after a night: the summary, the state of the warehouse, the quality page."""
