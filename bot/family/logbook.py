"""What the audit log says in plain words: for each action the id of its sentence.

Knows nothing of who may read it.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.chat.text import Literal, Text, Value
from bot.family.facts import Noted

UNKNOWN, NAMELESS = "audit-did-other", "\N{EN DASH}"
ORDINARY = frozenset(
    {
        "said",
        "edited",
        "reacted",
        "moment",
        "letter",
        "thanks",
        "cheered",
        "withdrawn",
        "withdrawn-partly",
        "delivered",
        "edit-delivered",
        "taken-back",
    }
)
"""What people write to each other: it is read where it stands, and would hide all the rest here."""

ECHOES: Mapping[str, frozenset[str]] = {
    "phase": frozenset(
        {"pause", "resume", "phase-open", "phase-watch", "phase-hold", "phase-release", "phase-close"}
    ),
    "frozen": frozenset({"freeze"}),
    "thawed": frozenset({"thaw"}),
    "revoked": frozenset({"reissue"}),
    "invited": frozenset({"invite"}),
    "hold-renewed": frozenset({"hold-renew"}),
}
"""What says the same as another entry of the same turn, and less."""

SAYS: Mapping[str, str] = {
    "said": "audit-did-said",
    "edited": "audit-did-edited",
    "reacted": "audit-did-reacted",
    "moment": "audit-did-moment",
    "letter": "audit-did-letter",
    "letter-given": "audit-did-letter-given",
    "letter-not-given": "audit-did-letter-not-given",
    "thanks": "audit-did-thanks",
    "cheered": "audit-did-cheered",
    "moment-rhythm": "audit-did-rhythm",
    "album-wanted": "audit-did-album",
    "album-not-wanted": "audit-did-album",
    "withdrawn": "audit-did-withdrawn",
    "withdrawn-partly": "audit-did-withdrawn",
    "delivered": "audit-did-delivered",
    "edit-delivered": "audit-did-delivered",
    "taken-back": "audit-did-withdrawn",
    "read": "audit-did-read",
    "insight": "audit-did-insight",
    "insight-read": "audit-did-insight-read",
    "insight-sent": "audit-did-insight-sent",
    "audit": "audit-did-audit",
    "family-opened": "audit-did-family-opened",
    "approved": "audit-did-approved",
    "declined": "audit-did-declined",
    "say": "audit-did-say",
    "say-for": "audit-did-say-for",
    "phase": "audit-did-phase",
    "pause": "audit-did-pause",
    "resume": "audit-did-resume",
    "phase-open": "audit-did-phase-open",
    "phase-watch": "audit-did-phase-watch",
    "phase-hold": "audit-did-phase-hold",
    "phase-release": "audit-did-phase-release",
    "phase-close": "audit-did-phase-close",
    "reunion-asked": "audit-did-reunion-asked",
    "hold-renew": "audit-did-hold",
    "hold-renewed": "audit-did-hold",
    "circle-set": "audit-did-circle-set",
    "contacts-agreed": "audit-did-contacts",
    "words-protected": "audit-did-protected",
    "words-unprotected": "audit-did-unprotected",
    "invite": "audit-did-invited",
    "invited": "audit-did-invited",
    "redeemed": "audit-did-joined",
    "recorded": "audit-did-recorded",
    "greet": "audit-did-greeted",
    "by-phone": "audit-did-by-phone",
    "joined": "audit-did-joined",
    "left": "audit-did-left",
    "settings": "audit-did-settings",
    "willing": "audit-did-willing",
    "freeze": "audit-did-frozen",
    "frozen": "audit-did-frozen",
    "thaw": "audit-did-thawed",
    "thawed": "audit-did-thawed",
    "reissue": "audit-did-revoked",
    "revoked": "audit-did-revoked",
    "linked": "audit-did-linked",
    "link-offered": "audit-did-linking",
    "link-claimed": "audit-did-linking",
    "link-refused": "audit-did-link-refused",
    "account-chosen": "audit-did-account",
    "second-code": "audit-did-second-code",
    "on-call": "audit-did-on-call",
    "danger-noticed": "audit-did-danger",
    "alert-seen": "audit-did-alert-seen",
    "cannot-wait": "audit-did-cannot-wait",
    "nocontact": "audit-did-apart",
    "nocontact-over": "audit-did-together",
    "connection": "audit-did-connection",
    "permission-given": "audit-did-permission-given",
    "permission-withdrawn": "audit-did-permission-withdrawn",
    "placed": "audit-did-placed",
    "moved": "audit-did-moved",
    "feed-opened": "audit-did-feed",
    "feed-closed": "audit-did-feed",
    "call-question": "audit-did-first-call",
    "handed-over": "audit-did-handed-over",
    "form-given": "audit-did-form-given",
    "form-passed": "audit-did-form-passed",
    "form-declined": "audit-did-form-declined",
    "form-withdrawn": "audit-did-form-withdrawn",
    "form-signed": "audit-did-form-signed",
    "form-paper": "audit-did-form-paper",
    "form-cannot": "audit-did-form-cannot",
    "form-page-passed": "audit-did-form-page-passed",
    "form-page-kept": "audit-did-form-page-kept",
    "form-read": "audit-did-form-read",
    "family-made": "audit-did-family-made",
    "child-made": "audit-did-child-made",
    "child-corrected": "audit-did-corrected",
    "person-corrected": "audit-did-corrected",
    "home-made": "audit-did-home-made",
    "home-joined": "audit-did-home-made",
    "circle-made": "audit-did-circle-made",
    "member-added": "audit-did-member-added",
    "note": "audit-did-note",
    "note-read": "audit-did-note-read",
    "note-deleted": "audit-did-note-deleted",
    "handed-out": "audit-did-handed-out",
    "mydata": "audit-did-mydata",
    "cover-agreed": "audit-did-cover-agreed",
    "cover-begun": "audit-did-cover-begun",
    "cover-over": "audit-did-cover-over",
    "watch-begun": "audit-did-watch-begun",
    "watch-ended": "audit-did-watch-ended",
    "step-in": "audit-did-step-in",
    "step-out": "audit-did-step-out",
    "homecoming-begin": "audit-did-homecoming-begin",
    "homecoming-call": "audit-did-homecoming-call",
    "homecoming-go-on": "audit-did-homecoming-go-on",
    "homecoming-stop": "audit-did-homecoming-stop",
    "homecoming-home": "audit-did-homecoming-home",
}
"""The sentence of an action; of what begins alike see `KINDS`."""

KINDS: Mapping[str, str] = {
    "book-read-": "audit-did-book-read",
    "book-past-": "audit-did-book-read",
    "book-file-": "audit-did-book-read",
    "book-print-": "audit-did-book-read",
    "book-held": "audit-did-book-read",
    "book-": "audit-did-book",
    "plan-": "audit-did-plan",
    "meeting-": "audit-did-meeting",
    "checkin-": "audit-did-checkin",
    "homecoming-": "audit-did-homecoming",
    "decision-": "audit-did-decision",
    "tip-": "audit-did-tip",
    "imported-": "audit-did-imported",
    "read-": "audit-did-looked",
}
"""The sentence of actions that begin like this, the longest beginning first."""


_WHO, _ABOUT = ("who",), ("about",)
PLACES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        (
            "apart",
            "book-read",
            "by-phone",
            "circle-set",
            "corrected",
            "cover-agreed",
            "cover-begun",
            "frozen",
            "handed-over",
            "homecoming",
            "homecoming-begin",
            "homecoming-call",
            "homecoming-go-on",
            "homecoming-stop",
            "insight",
            "insight-read",
            "insight-sent",
            "invited",
            "on-call",
            "pause",
            "phase-close",
            "phase-hold",
            "phase-open",
            "phase-release",
            "phase-watch",
            "placed",
            "read",
            "recorded",
            "resume",
            "reunion-asked",
            "revoked",
            "step-in",
            "thawed",
            "together",
            "watch-begun",
            "willing",
        ),
        (*_WHO, *_ABOUT),
    ),
    **dict.fromkeys(
        (
            "cover-over",
            "danger",
            "feed",
            "hold",
            "homecoming-home",
            "joined",
            "left",
            "link-refused",
            "linked",
            "linking",
            "phase",
            "settings",
            "step-out",
            "watch-ended",
        ),
        _ABOUT,
    ),
    **dict.fromkeys(("edited", "imported", "moved", "withdrawn"), ()),
}
"""Which of who, and about whom, a sentence names; the others name who alone."""


def places(says: str) -> tuple[str, ...]:
    """Return what a sentence names."""
    return PLACES.get(says.removeprefix("audit-did-"), _WHO)


def sentence(action: str) -> str:
    """Return the id of the sentence of an action."""
    if action in SAYS:
        return SAYS[action]
    kinds = (says for beginning, says in KINDS.items() if action.startswith(beginning))
    return next(kinds, UNKNOWN)


def line(noted: Noted) -> Value:
    """Return one entry as it is read: who, and what they did."""
    says = sentence(noted.action)
    who: Value = Literal(noted.actor) if noted.actor else Text("audit-by-itself")
    named = {"who": who, "about": noted.about if noted.about != Literal("") else Literal(NAMELESS)}
    return Text(says, {place: named[place] for place in places(says)})
