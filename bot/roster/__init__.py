"""A roster file: families, homes, people, circles and permissions, read whole or not at all.

Knows no database, no messenger and no clock; it turns one text into values, or into every mistake in it.
"""

from bot.roster.problem import Mistake, RosterProblem
from bot.roster.reading import read
from bot.roster.values import (
    Account,
    Agency,
    Approval,
    Caseworker,
    Child,
    Circle,
    Connection,
    Family,
    Home,
    Kind,
    Language,
    NoContact,
    Permission,
    Person,
    Phase,
    QuietHours,
    Role,
    Roster,
    Supervision,
    Supervisor,
    Way,
)

__all__ = [
    "Account",
    "Agency",
    "Approval",
    "Caseworker",
    "Child",
    "Circle",
    "Connection",
    "Family",
    "Home",
    "Kind",
    "Language",
    "Mistake",
    "NoContact",
    "Permission",
    "Person",
    "Phase",
    "QuietHours",
    "Role",
    "Roster",
    "RosterProblem",
    "Supervision",
    "Supervisor",
    "Way",
    "read",
]
