"""Rebuilds all weights that ship: `python -m train`; about half an hour on one core."""

import subprocess
import sys

# Each in a process of its own: one alone takes more than 2 GB.
MODULES = (
    "train.fields",
    "train.segments",
    "train.worth",
    "train.kindred",
    "train.claims",
    "train.markers",
    "train.matching",
)


def main() -> None:
    """Run the trainings one after the other."""
    for module in MODULES:
        subprocess.run([sys.executable, "-m", module], check=True)


if __name__ == "__main__":
    main()
