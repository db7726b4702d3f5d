"""On Record: a nightly news warehouse. Who said what, about whom, where it was printed first, what changed overnight."""
