"""When each had what the house has of them: written down, and looked up before it is made anew."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.chat.people import View
from bot.family import events as e
from bot.store.audit import AGENCY, Entry
from bot.store.inbox import get_setting, put_setting
from bot.store.session import Session


def given(session: Session, event: e.MineGiven, _spoke: object) -> list[Entry]:
    """Write down that somebody had it now."""
    put_setting(session, _row(event.by), session.now.isoformat().encode())
    return [Entry(AGENCY, "mydata", event.by, event.by)]


def given_facts(session: Session, view: View, _about: Mapping[str, str]) -> dict[str, Any]:
    """Return when the speaker had it last."""
    at = get_setting(session, _row(view.speaker.id))
    return {"mine_at": datetime.fromisoformat(at.decode()) if at else None}


def _row(person: str) -> str:
    return f"mydata:{person}"
