"""On Record: a nightly news warehouse."""

__version__ = "0.1.0"
