"""What On Record asks of the operating system: processes that end in time, files that are written whole."""
