"""On Record: a nightly news warehouse. Who said what, about whom, where first, and what changed overnight."""
