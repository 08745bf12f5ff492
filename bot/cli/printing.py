"""What came of a roster import, of an invitation or of the demo's start, for the eyes of whoever started it.

Knows no database. Names, codes and the demo's passwords go to the terminal and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.family.circles import shown_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.demo.matrix import Account
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


def sign_in_lines(url: str, bot: str, people: Sequence[Account]) -> Iterator[str]:
    """Yield where the demo's homeserver is, how to sign in as whom, and what to try."""
    widths = [max(len(one[place]) for one in people) for place in (0, 1, 2)]
    yield ""
    yield f"The story is under way on a Matrix homeserver at {url} . Sign in as one of its people:"
    yield ""
    for one in people:
        place = f"  {one.name:{widths[0]}}  {one.role:{widths[1]}}  {one.user:{widths[2]}}"
        yield f"{place}  password {one.password}"
    yield ""
    yield "With Element on this computer (element.io/download): Sign in, Edit beside the homeserver, then"
    yield f"{url} as the homeserver, then the Matrix id and the password. Several people at once:"
    yield "one each in Element started as `element-desktop --profile wendy`, `--profile ana`, and so on."
    yield ""
    yield "Try this:"
    yield "  1. As Wendy, read what Ana wrote in your encrypted room, and answer her there."
    yield "  2. As Ana, find Wendy's words, which waited until you signed in. Write, and see it at Wendy's."
    yield f"  3. As Tianna, follow the invitation of {bot}, and reply 1 to what Samara wrote."
    yield ""
    yield "All of it is invented, and only this computer can reach it."
    yield "Ctrl+C ends it, and nothing of it is kept."


def _counted(counts: dict[str, int]) -> str:
    parts = [f"{counts[kind]} {words[counts[kind] != 1]}" for kind, words in _KINDS.items() if kind in counts]
    return ", ".join(parts) or "nothing"
