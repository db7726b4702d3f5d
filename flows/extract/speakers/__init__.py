"""Who says it: the source of a cue, and the entity behind it."""
