"""What can go wrong under the store that a caller must tell apart.

Knows no table and no database; carries no content.
"""

from __future__ import annotations


class DatabaseClosed(RuntimeError):  # noqa: N818 - a state that callers name, not a mishap of ours
    """Work was handed in after ``close``; it did not run."""

    def __init__(self) -> None:
        super().__init__("the database is closed")


class CommitUncertain(RuntimeError):  # noqa: N818 - the words of DESIGN: it may have happened
    """The connection was lost during COMMIT: the work may be durable, or may not.

    It is never rerun for the caller, who alone knows how to find out or to make a repeat harmless.
    """

    def __init__(self) -> None:
        super().__init__("the connection was lost during COMMIT; the work may have been committed")


class TransactionLost(RuntimeError):  # noqa: N818 - it says what happened
    """The database itself rolled back the transaction that several pieces of work shared."""

    def __init__(self) -> None:
        super().__init__("the database rolled back the whole transaction; none of it was committed")


class UnsupportedDatabase(ValueError):  # noqa: N818 - read by an operator, in a sentence
    """The address names a database that this program does not speak.

    The message never repeats the address, which may hold a password.
    """
