"""One run of a warehouse: its lock, folder, log, the results of its steps, and how it is resumed."""
