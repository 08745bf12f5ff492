"""Files on their way in: a turn with one is taken only once it has been fetched and is clean.

Meanwhile the lane rests, and what its sender writes after it waits behind it. Whatever happens to whoever
fetches, the lane is due again after a while. Knows no messenger and no format.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import msgspec
from sqlalchemy import Row, bindparam, func, select, update

from bot.chat.incoming import Arrival, Edit, Files, Shared, Uncleaned
from bot.chat.media import CleanFile, MediaKind
from bot.engine.ports import Wanted
from bot.store import inbox, lanes, media
from bot.store.schema import inbox as inbox_table
from bot.store.schema import media as media_table
from bot.store.schema import message
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.viewing import speaker_row

FETCHED_WITHIN = timedelta(minutes=2)
GIVE_UP = timedelta(minutes=15)
ALBUM_PATIENCE = timedelta(seconds=0.8)
"""So long after the last picture of an album another one may come; apps send them all at once."""

ALBUM_MOST = 10
A_DAY = timedelta(days=1)

_IN_LANE = (
    select(inbox_table.c.id, inbox_table.c.body, inbox_table.c.at)
    .where(inbox_table.c.lane == bindparam("lane"), inbox_table.c.body.is_not(None))
    .order_by(inbox_table.c.place, inbox_table.c.id)
    .limit(ALBUM_MOST)
)
_BODY = select(inbox_table.c.body).where(inbox_table.c.id == bindparam("row"))
_REPLACE = update(inbox_table).where(inbox_table.c.id == bindparam("row")).values(body=bindparam("sealed"))
_OWN = select(message.c.id).where(
    message.c.source_account == bindparam("account"), message.c.source == bindparam("source")
)
_TODAY = select(func.count()).where(
    media_table.c.person_id == bindparam("owner"), media_table.c.at > bindparam("since")
)


def shared_in(arrival: Arrival) -> Shared | None:
    """Return what was shared and is not fetched yet, if anything."""
    content = arrival.content
    if isinstance(content, Edit) and not content.files:
        return content.shared
    return content if isinstance(content, Shared) else None


def before_turn(session: Session, held: lanes.Held, taken: inbox.Taken, arrival: Arrival) -> Arrival | Wanted:
    """Return the arrival if its turn can be taken; else what is wanted first, and the lane rests until then.

    What is not to be passed on in any case is not fetched.
    """
    shared = shared_in(arrival)
    speaker = speaker_row(session, bytes.fromhex(held.key)) if shared is not None else None
    if shared is None or speaker is None:
        return arrival
    if isinstance(arrival.content, Edit) and _is_unchanged(
        session, speaker, arrival.content, shared, arrival
    ):
        return msgspec.structs.replace(arrival, content=msgspec.structs.replace(arrival.content, shared=None))
    is_album = shared.album is not None and isinstance(arrival.content, Shared)
    rows = _album(session, held.key, shared) if is_album else [(taken.id, _alone(shared))]
    if (why := _refused(session, speaker, [one for _, one in rows])) is not None:
        for row, _ in rows[1:]:
            inbox.done_row(session, row)  # Their sender reads once why not.
        return msgspec.structs.replace(arrival, content=Uncleaned(shared.kind, why))
    return Wanted(
        messenger=taken.messenger,
        lane=held.key,
        owner=speaker.id,
        rows=tuple(row for row, _ in rows),
        shared=tuple(one for _, one in rows),
    )


def _alone(shared: Shared) -> Shared:
    # What is changed in an album is changed by itself.
    return msgspec.structs.replace(shared, album=None)


def is_still_coming(session: Session, wanted: Wanted) -> bool:
    """Whether more of an album may be on its way."""
    if wanted.shared[0].album is None or len(wanted.rows) >= ALBUM_MOST:
        return False
    found = session.connection.execute(_IN_LANE, {"lane": wanted.lane}).all()
    newest = max((row.at for row in found if row.id in wanted.rows), default=session.now)
    return bool(session.now - newest < ALBUM_PATIENCE)


def _is_unchanged(session: Session, speaker: Row[Any], edit: Edit, shared: Shared, arrival: Arrival) -> bool:
    values = {"account": speaker.account_id, "source": edit.message}
    same = media.name_of_source(session, arrival.sender.messenger, shared.source.same)
    own = session.connection.execute(_OWN, values).scalars().all()
    if not own:
        return media.is_in_question(session, speaker.id, same)
    return any(media.is_of_message(session, one, same) for one in own)


def _album(session: Session, lane: str, first: Shared) -> list[tuple[str, Shared]]:
    """Return the rows at the head of the lane that belong to one album, with what was shared in each."""
    rows: list[tuple[str, Shared]] = []
    for row in session.connection.execute(_IN_LANE, {"lane": lane}).all():
        content = _opened(session, row.id, row.body).content
        if not isinstance(content, Shared) or content.album != first.album:
            break
        rows.append((row.id, content))
    return rows


def _refused(session: Session, speaker: Row[Any], shared: Sequence[Shared]) -> str | None:
    defaults = session.defaults
    kinds = {one.kind for one in shared}  # An album may hold several, and one of them is enough.
    if MediaKind.PICTURE in kinds and defaults.photos == "off":
        return "off"
    if MediaKind.PICTURE in kinds and defaults.telegram_photos == "off" and speaker.messenger == "telegram":
        return "elsewhere"
    if MediaKind.VIDEO in kinds and defaults.videos == "off":
        return "off"
    if any((one.source.size or 0) > defaults.file_bytes for one in shared):
        return "too-big"
    values = {"owner": speaker.id, "since": session.now - A_DAY}
    if session.connection.execute(_TODAY, values).scalar_one() + len(shared) > defaults.files_per_day:
        return "enough"
    return None


def prepared(session: Session, wanted: Wanted, found: Sequence[CleanFile] | Uncleaned) -> None:
    """Put what was fetched in the place of what was shared, and let the lane's turn be taken.

    Somebody else may have been quicker: then nothing is changed.
    """
    first, *others = wanted.rows
    body = session.connection.execute(_BODY, {"row": first}).scalar()
    if body is None:
        return
    arrival = _opened(session, first, body)
    if shared_in(arrival) is None:
        return
    content = _content(session, wanted, arrival, found)
    # Which of several texts a later change is of, nobody could say: such a message is not changed, and its
    # writer is told so.
    message = arrival.message if len(_texts(wanted)) <= 1 else None
    _replace(session, first, msgspec.structs.replace(arrival, content=content, message=message))
    for row in others:
        inbox.done_row(session, row)
    lanes.resume_in(session, wanted.lane)


def _content(
    session: Session, wanted: Wanted, arrival: Arrival, found: Sequence[CleanFile] | Uncleaned
) -> Files | Edit | Uncleaned:
    if isinstance(found, Uncleaned):
        return found
    files = tuple(
        media.keep(
            session,
            wanted.owner,
            clean,
            media.name_of_source(session, arrival.sender.messenger, shared.source.same),
        )
        for clean, shared in zip(found, wanted.shared, strict=True)
    )
    if isinstance(arrival.content, Edit):
        return msgspec.structs.replace(arrival.content, shared=None, files=files)
    return Files(files, "\n".join(_texts(wanted)))


def _texts(wanted: Wanted) -> list[str]:
    """Return the texts under what was shared; in an album each picture may have one."""
    return [one.text for one in wanted.shared if one.text.strip()]


def not_fetched(session: Session, wanted: Wanted, delay: timedelta) -> None:
    """It could not be had now: try again after a while, or tell its sender after a longer one."""
    row = session.connection.execute(
        select(inbox_table.c.at).where(inbox_table.c.id == wanted.rows[0])
    ).scalar()
    if row is not None and session.now - row > GIVE_UP:
        prepared(session, wanted, Uncleaned(wanted.shared[0].kind, "gone"))
    else:
        lanes.resume_in(session, wanted.lane, delay)


def _opened(session: Session, row: str, body: bytes) -> Arrival:
    return msgspec.json.decode(session.open_bytes(Scope.agency(), "inbox.body", row, body), type=Arrival)


def _replace(session: Session, row: str, arrival: Arrival) -> None:
    sealed = session.seal(Scope.agency(), "inbox.body", row, msgspec.json.encode(arrival))
    session.connection.execute(_REPLACE, {"row": row, "sealed": sealed})
