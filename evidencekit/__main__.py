"""`python -m evidencekit` is the command `evidencekit`."""

from evidencekit.cli import main

if __name__ == "__main__":
    main()
