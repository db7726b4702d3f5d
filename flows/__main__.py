"""`python -m flows`: the command line, from a checkout."""

# Worker processes import this module too, under another name, and need no command line.
if __name__ == "__main__":
    from flows.cli import main

    main()
