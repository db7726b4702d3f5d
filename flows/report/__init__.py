"""What a person reads after a night: a summary, and the state of the warehouse."""
