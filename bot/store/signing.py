"""The agency's signing key: made once, kept sealed, so that what was handed out can be known for its own.

Knows nothing of what is signed.
"""

from __future__ import annotations

from bot.store.chain import Signer
from bot.store.inbox import get_setting, put_setting
from bot.store.sealing import Scope
from bot.store.session import Session

_ROW = "agency:signing-key"


def ensure_signer(session: Session) -> Signer:
    """Return who signs for the agency, and make the key where there is none yet."""
    sealed = get_setting(session, _ROW)
    if sealed is not None:
        return _opened(session, sealed)
    signer = Signer.fresh()
    put_setting(session, _ROW, session.seal(Scope.agency(), "setting.value", _ROW, signer.private))
    return signer


def signer(session: Session) -> Signer | None:
    """Return who signs for the agency; None where nothing was ever signed."""
    sealed = get_setting(session, _ROW)
    return None if sealed is None else _opened(session, sealed)


def _opened(session: Session, sealed: bytes) -> Signer:
    return Signer(session.open_bytes(Scope.agency(), "setting.value", _ROW, sealed))
