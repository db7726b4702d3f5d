"""The files that a run reads, on this machine and elsewhere."""
