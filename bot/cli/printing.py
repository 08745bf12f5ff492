"""What came of a roster import or an invitation, for the eyes of whoever started it.

Knows no database. Names and codes go to the terminal and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.family.circles import shown_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.store.importing import Imported, Invitation

_KINDS = {
    "caseworker": ("caseworker", "caseworkers"),
    "supervisor": ("supervisor", "supervisors"),
    "home": ("home", "homes"),
    "family": ("family", "families"),
    "child": ("child", "children"),
    "person": ("person", "people"),
    "circle": ("circle", "circles"),
    "no-contact": ("no-contact", "no-contacts"),
    "connection": ("connection", "connections"),
    "permission": ("permission", "permissions"),
}


def import_lines(imported: Imported, join_link: str, hours: int) -> Iterator[str]:
    """Yield what was created, how the file differs, and one line for each invitation."""
    yield f"Created: {_counted(imported.created)}."
    if imported.unchanged:
        yield f"Already there: {_counted(imported.unchanged)}."
    if imported.differences:
        yield ""
        yield "To look at (an import only adds; where the file differs from the record, the record stays):"
        yield from (f"  {difference}" for difference in imported.differences)
    if imported.waiting:
        yield ""
        yield (
            f"Not joined yet, with a code that still works: {', '.join(imported.waiting)}. "
            "For new codes: --renew"
        )
    if imported.invitations:
        yield ""
        yield f"Invitations. Each code is for one person, works once within {hours} h, and is shown only now:"
        yield from invitation_lines(imported.invitations, join_link)


def invitation_lines(invitations: tuple[Invitation, ...], join_link: str) -> Iterator[str]:
    """Yield a line for each: name, role, code, and the link where Telegram's is known."""
    widths = [max(len(one[place]) for one in invitations) for place in (1, 2)]
    for one in invitations:
        link = f"  {join_link}{one.code}" if join_link else ""
        yield f"  {one.name:{widths[0]}}  {one.role:{widths[1]}}  {shown_code(one.code)}{link}"


def _counted(counts: dict[str, int]) -> str:
    parts = [f"{counts[kind]} {words[counts[kind] != 1]}" for kind, words in _KINDS.items() if kind in counts]
    return ", ".join(parts) or "nothing"
