"""What went wrong, in the words of the contract; and what the bot stops for, with the mend in words.

Knows nothing of what was asked. Reasons are our own words or the protocol's codes, never its sentences,
which may quote the request.
"""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from typing import Any

from aiohttp import ClientError
from nio import ErrorResponse, LocalProtocolError

from bot.chat.messenger import CredentialRevoked, NotSent, Refused, SendProblem

_REVOKED = frozenset({"M_UNKNOWN_TOKEN", "M_MISSING_TOKEN", "M_USER_DEACTIVATED", "M_USER_LOCKED"})
_TOO_MUCH = frozenset({"M_TOO_LARGE", "M_BAD_JSON"})
_DENIED = frozenset({
    "M_BAD_STATE",
    "M_FORBIDDEN",
    "M_GUEST_ACCESS_FORBIDDEN",
    "M_INVALID_PARAM",
    "M_INVALID_USERNAME",
    "M_NOT_FOUND",
})  # fmt: skip

_TOO_MANY = 429
_FLOOD_SECONDS = 5.0

NEW_DEVICE = "new-device"
"""The file by whose presence in the store's folder the operator agrees to a new device."""


class Denied(Refused):
    """The homeserver forbids or does not know what was asked for; what that means depends on the question."""


class Refusal(ClientError):  # noqa: N818 - the families' word, as in the contract
    """The homeserver, or what stands before it, answered with an error. Not to be shown: it may quote."""

    def __init__(self, status: int, answer: Mapping[str, Any]) -> None:
        super().__init__(status)
        self.status = status
        self.answer = answer


class PasswordRejected(CredentialRevoked):
    """The homeserver does not accept the account."""

    key = "matrix.password"
    says = "is not accepted"
    mend = "check user_id and password."


class SignedOut(CredentialRevoked):
    """The homeserver does not know the bot's session any more, or locked its account."""

    key = "matrix.user_id"
    says = "is signed out: somebody ended its session, changed its password, or locked the account"
    mend = f"see that password is right, put an empty file named {NEW_DEVICE} into store_path, start again."


class StoreTrouble(CredentialRevoked):
    """The keys cannot be used, and going on would lose messages unseen. Its words say what to do."""

    key = "matrix.store_path"
    says = "cannot be used"

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(reason)
        self.mend = mend

    def __str__(self) -> str:
        """Return the mend; ``reason`` is for logs."""
        return self.mend


class StoreLost(StoreTrouble):
    """The database knows a device whose keys are gone."""

    def __init__(self, folder: object) -> None:
        super().__init__(
            "store-lost",
            f"The encryption keys are not in {folder} ([matrix] store_path). Bring that folder back from "
            f"where the bot ran last, if it was moved. If it is lost, put an empty file named {NEW_DEVICE} "
            "into it and start again: the bot then signs in as a new device. What people wrote meanwhile "
            "stays unreadable, and they are told so.",
        )


class StoreForeign(StoreTrouble):
    """The keys are there, but are not those of the device that the database knows."""

    def __init__(self, folder: object) -> None:
        super().__init__(
            "store-foreign",
            f"The encryption keys in {folder} ([matrix] store_path) are not this bot's: another account's, "
            "another copy's, or of another database. Set store_path, user_id and [store] url as they "
            f"were. To give the old keys up, put an empty file named {NEW_DEVICE} into the folder and "
            "start again.",
        )


class StoreInUse(StoreTrouble):
    """Another process works with these keys."""

    def __init__(self, folder: object) -> None:
        super().__init__(
            "store-in-use",
            f"Another process uses the encryption keys in {folder} ([matrix] store_path). Two would destroy "
            "each other's keys: stop the other one, or give each bot an account and a folder of its own.",
        )


async def asked(request: Awaitable[Any]) -> Any:  # noqa: ANN401 - the library is not typed
    """Return the library's response to ``request``, which is sent when awaited, or raise a SendProblem.

    NotSent is right for a lost answer too: whatever is not harmless to repeat carries a transaction id.
    """
    try:
        response = await request
    except Refusal as refusal:
        problem = problem_of(refusal)
    except LocalProtocolError:
        problem = NotSent("not-ready")
    except (ClientError, TimeoutError, OSError):
        problem = NotSent("no-answer")
    else:
        if not isinstance(response, ErrorResponse):
            return response
        problem = NotSent("odd-answer")  # It called itself a success, and was not what was asked for.
    raise problem  # Outside of the except blocks, for the errors there quote the request.


def problem_of(refusal: Refusal) -> SendProblem:
    """Say what a refusal means."""
    code = refusal.answer.get("errcode")
    if code in _REVOKED:
        return SignedOut("token-rejected")
    if refusal.status == _TOO_MANY or code == "M_LIMIT_EXCEEDED":
        wait = refusal.answer.get("retry_after_ms")
        seconds = wait / 1000 if isinstance(wait, int | float) else _FLOOD_SECONDS
        return NotSent("flood", seconds, everywhere=True)
    if code in _DENIED:
        return Denied(str(code))
    if code in _TOO_MUCH:
        return Refused("too-large")
    return NotSent("server")
