"""Lets ``python -m bot`` be the same as ``coparenting``.

Knows nothing but the command line's entry.
"""

from bot.cli import main

if __name__ == "__main__":
    main(prog_name="coparenting")
