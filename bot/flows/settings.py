"""What everybody may set for themself, one thing at a time.

Knows nothing of what an agency or a caseworker sets.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.chat.people import Willing, word_value
from bot.chat.text import Literal, Moment, MomentStyle, Text, Value, text
from bot.family.commands import (
    ChangeSettings,
    ChooseAccount,
    Command,
    OfferLink,
    PutOnCall,
    SayWilling,
    Show,
    TurnOffers,
)
from bot.family.facts import Need
from bot.flows.choices import (
    Called,
    Clock,
    Name,
    QuietHours,
    Zone,
    language_options,
    quiet_options,
    stored_word,
    told_apart,
    word_options,
    words_of,
    yes_no_options,
    zone_called,
    zone_options,
)
from bot.flows.form import Flow, OneOf, Option
from bot.flows.join import other_of, pair_args
from bot.flows.offers import is_off, offer_options

THINGS = (
    "language",
    "name",
    "word",
    "zone",
    "quiet",
    "reminders",
    "digest",
    "watched",
    "sign",
    "discreet",
    "checks",
    "people",
    "on-call",
    "account",
    "link",
    "offers",
)
LEADS = {"24h 2h": "both", "24h": "day", "2h": "hours", "48h 24h 2h": "early", "off": "off"}
"""How long before a meeting somebody may be reminded, and what that is called."""
MORNINGS = {"07:00": "seven", "08:00": "eight", "09:00": "nine", "off": "off"}
"""When a caseworker may be told what the day brings."""
_SEVERAL = 2
_ONLY = "only"


def _thing_options(flow: Flow, _item: str) -> list[Option]:
    offered = [thing for thing in THINGS if thing != "people" or _pair_options(flow, "")]
    offered = [thing for thing in offered if thing != "on-call" or flow.facts.colleagues]
    if len(flow.facts.accounts) < _SEVERAL:
        offered.remove("account")
    if flow.view.speaker.is_caseworker:
        offered = [thing for thing in offered if thing not in ("word", "sign", "checks", "offers")]
    else:
        offered = [thing for thing in offered if thing not in ("digest", "watched")]
        if not flow.facts.offers.is_on:
            offered.remove("offers")
    return [
        Option(thing, Text(f"label-set-{thing}"), names=(Text(f"label-set-{thing}.typed"),))
        for thing in offered
    ]


def _account_options(flow: Flow, _item: str) -> list[Option]:
    here = flow.view.speaker.account
    options = [
        Option(one.id, Text("label-account-here" if one.id == here else "label-account-other"))
        for one in sorted(flow.facts.accounts, key=lambda one: one.id != here)
    ]
    several = told_apart(options, {one.id: (Moment(one.since),) for one in flow.facts.accounts})
    return [*several, Option(_ONLY, Text("label-account-only"))]


def _pair_options(flow: Flow, _item: str) -> list[Option]:
    speaker = flow.view.speaker.id
    several = len(flow.view.circles) > 1
    found, words = [], {}
    for circle in flow.view.circles:
        for other in circle.others(speaker):
            label: Value = Literal(other.name)
            if several:
                label = text("person-in-circle", name=other.name, circle=circle.label)
            pair = f"{circle.id}/{other.id}"
            found.append(Option(pair, label, names=(Literal(other.name),)))
            words[pair] = words_of(other)
    return told_apart(found, words)


def _answer_options(_flow: Flow, _item: str) -> list[Option]:
    return [
        Option(Willing.YES, Text("label-yes")),
        Option(Willing.NOT_YET, Text("label-not-yet"), "no"),
        Option(Willing.BREAK, Text("label-break")),
    ]


class SettingsFlow(Flow):
    """Change one thing; `settings` again for the next."""

    id, version, command = "settings", 1, "settings"
    needs = frozenset({Need.KEPT, Need.DESK, Need.COLLEAGUES, Need.ACCOUNTS, Need.GUARD, Need.OFFERS})

    which = OneOf(options=_thing_options)
    language = OneOf(options=language_options, when=lambda flow: flow.which == "language")
    name = Name(limit=24, when=lambda flow: flow.which == "name")
    word = Called(limit=30, options=word_options, when=lambda flow: flow.which == "word")
    zone = Zone(
        limit=60,
        options=zone_options,
        when=lambda flow: flow.which == "zone",
        args=lambda flow, _item: {"zone": zone_called(flow.view.speaker.timezone)},
    )
    quiet = QuietHours(limit=20, options=quiet_options, when=lambda flow: flow.which == "quiet")
    reminders = OneOf(
        options=lambda _flow, _item: [
            Option(leads, Text(f"label-remind-{name}")) for leads, name in LEADS.items()
        ],
        when=lambda flow: flow.which == "reminders",
    )
    digest = Clock(
        limit=20,
        options=lambda _flow, _item: [
            Option(hour, Text(f"label-digest-{name}")) for hour, name in MORNINGS.items()
        ],
        when=lambda flow: flow.which == "digest",
    )
    watched = OneOf(options=yes_no_options, when=lambda flow: flow.which == "watched")
    sign = OneOf(options=yes_no_options, when=lambda flow: flow.which == "sign")
    discreet = OneOf(options=yes_no_options, when=lambda flow: flow.which == "discreet")
    checks = OneOf(options=yes_no_options, when=lambda flow: flow.which == "checks")
    on_call = OneOf(
        options=lambda flow, _item: [
            *(Option(one.id, Literal(one.name)) for one in flow.facts.colleagues),
            Option("nobody", Text("label-nobody"), is_pinned=True),
        ],
        when=lambda flow: flow.which == "on-call",
    )
    person = OneOf(options=_pair_options, when=lambda flow: flow.which == "people")
    willing = OneOf(
        options=_answer_options,
        when=lambda flow: bool(flow.person),
        args=lambda flow, _item: pair_args(flow, flow.person),
    )

    offers = OneOf(options=offer_options, when=lambda flow: flow.which == "offers")
    account = OneOf(options=_account_options, when=lambda flow: flow.which == "account")

    def finish(self) -> Sequence[Command]:
        """Change the one thing that was chosen and say so."""
        if self.which == "link":
            return (OfferLink(),)
        if self.which == "account":
            is_only = self.account == _ONLY
            return (ChooseAccount(self.view.speaker.account if is_only else self.account, is_only=is_only),)
        if self.which == "offers":
            return (TurnOffers(self.offers, is_on=is_off(self.offers, self.facts.offers.off)),)
        if self.which == "people":
            circle, _, person = self.person.partition("/")
            member, _ = other_of(self, self.person)
            said = Willing(self.willing)
            if said == Willing.YES:
                return (SayWilling(circle, person, said),)
            name, prefix = member.name if member else "", self.view.speaker.prefix
            told = text(f"settings-{said.value}", name=name, prefix=prefix)
            return (SayWilling(circle, person, said), Show((told,)))
        if self.which == "on-call":
            return (PutOnCall(None if self.on_call == "nobody" else self.on_call),)
        changes: dict[str, dict[str, str | bool | None]] = {
            "language": {"language": self.language},
            "name": {"name": self.name},
            "word": {"word": stored_word(self.word)},
            "zone": {"timezone": self.zone},
            "quiet": {"quiet": "" if self.quiet == "off" else self.quiet},
            "reminders": {"leads": "" if self.reminders == "off" else self.reminders},
            "digest": {"digest": "" if self.digest == "off" else self.digest},
            "watched": {"shows_watched": self.watched == "yes"},
            "sign": {"wants_sign": self.sign == "yes"},
            "discreet": {"is_discreet": self.discreet == "yes"},
            "checks": {"checks_words": self.checks == "yes"},
        }
        return (ChangeSettings(changes[self.which]), Show((self._done(),)))

    def _done(self) -> Value:
        if self.which == "zone":
            return text("settings-done-zone", now=Moment(self.view.now, MomentStyle.TIME))
        if self.which in ("name", "word"):
            me = self.view.speaker
            word = stored_word(self.word) if self.which == "word" else me.word
            who = text("header", name=self.name or me.name, word=word_value(word, me.role))
            return text("settings-done-called", who=who)
        if self.which == "digest" and self.digest != "off":
            return text("settings-done-digest", hour=self._clock(self.digest))
        if self.which != "quiet":
            return text("settings-done")
        if self.quiet == "off":
            return text("settings-done-loud")
        start, _, end = self.quiet.partition("-")
        return text("settings-done-quiet", start=self._clock(start), end=self._clock(end))

    def _clock(self, wall: str) -> Moment:
        # In the middle of January no clock is changed.
        zone, year = ZoneInfo(self.view.speaker.timezone), self.view.now.year
        at = datetime.combine(date(year, 1, 15), time.fromisoformat(wall), tzinfo=zone)
        return Moment(at.astimezone(UTC), MomentStyle.TIME)
