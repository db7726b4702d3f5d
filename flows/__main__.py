"""`python -m flows`: the command line, from a checkout."""

from flows.cli import main

# Worker processes import this module too, under another name.
if __name__ == "__main__":
    main()
