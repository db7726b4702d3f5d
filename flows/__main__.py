"""`python -m flows`: the command line, from a checkout."""

from flows.cli import main

main()
