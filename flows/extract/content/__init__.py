"""What is said: which words are the content of which cue."""
