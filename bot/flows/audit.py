"""Who read or did what: for a family or a person, over a time, the newest first.

Knows no entry's meaning: what each says is `family.logbook`.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.draft import Choice, Run
from bot.chat.people import DESK
from bot.chat.text import Literal, Moment, MomentStyle, Text, Value, text
from bot.family.commands import Command, ReadLog, Show
from bot.family.facts import Need, Noted
from bot.family.logbook import line
from bot.flows.choices import told_apart, words_at_desk
from bot.flows.form import Flow, OneOf, Option

PERIODS = ("day", "week", "month", "year")
FAMILY, PERSON = "family:", "person:"


def _whom_options(flow: AuditFlow, _item: str) -> list[Option]:
    facts = flow.facts
    families = {one.id: one.name for one in (*facts.desk.families, *facts.team.families)}
    people = [Option(f"{PERSON}{one.id}", Literal(one.name)) for one in facts.desk.people if one.family]
    more = {f"{PERSON}{one.id}": words_at_desk(facts.desk, one) for one in facts.desk.people}
    known = {one.value for one in people}
    team = {f"{PERSON}{member.id}": member.name for circle in facts.team.circles for member in circle.members}
    people += [Option(one, Literal(name)) for one, name in team.items() if one not in known]
    return [
        *(
            Option(f"{FAMILY}{one}", text("label-family", name=name), name=name)
            for one, name in families.items()
        ),
        *told_apart(people, more),
    ]


class AuditFlow(Flow):
    """Show a page of the log. That it was read stands in it from then on."""

    id, command, offered_to = "audit", "audit", DESK
    needs = frozenset({Need.DESK, Need.TEAM, Need.AUDIT})

    whom = OneOf(options=_whom_options, when=lambda flow: not flow.given("whom"))
    since = OneOf(
        options=lambda _flow, _item: [Option(one, Text(f"label-audit-{one}")) for one in PERIODS],
        when=lambda flow: bool(flow.about) and not flow.given("since"),
    )

    @property
    def about(self) -> str:
        """The family or the person that was chosen, if they are the speaker's to ask about."""
        wanted = self.given("whom") or self.whom
        return wanted if any(one.value == wanted for one in _whom_options(self, "")) else ""

    @property
    def opened(self) -> int:
        """Which page is open, from 0."""
        return int(self.given("page")) if self.given("page").isdecimal() else 0

    def finish(self) -> Sequence[Command]:
        """Show it."""
        if not self.about:
            return (Show((text("audit-nobody"),)),)
        log, since = self.facts.log, self.given("since") or self.since
        label = next(one.label for one in _whom_options(self, "") if one.value == self.about)
        if log is None:
            # It was all typed behind the command: what to load is only known now.
            show = Choice(Text("label-show"), Run("audit", {"whom": self.about, "since": since}))
            return (Show((text("audit-ready", whom=label, since=Text(f"label-audit-{since}")),), ((show,),)),)
        parts: list[Value] = [text("audit-title", whom=label, since=Text(f"label-audit-{since}"))]
        parts += [self._line(one) for one in log.entries] or [Text("audit-nothing")]
        turn = {"whom": self.about, "since": since}
        rows: list[Choice] = []
        if self.opened:
            rows.append(Choice(Text("label-newer"), Run("audit", {**turn, "page": str(self.opened - 1)})))
        if log.has_more:
            rows.append(Choice(Text("label-older"), Run("audit", {**turn, "page": str(self.opened + 1)})))
        kind, _, wanted = self.about.partition(":")
        family = wanted if kind == "family" else self._family_of(wanted)
        page = Show(tuple(parts), (tuple(rows),) if rows else ())
        return (ReadLog(page, family, wanted if kind == "person" else None),)

    def _family_of(self, person: str) -> str | None:
        known = self.facts.desk.person(person)
        if known is not None:
            return known.family
        circles = self.facts.team.circles
        return next((one.family for one in circles if one.member(person) is not None), None)

    def _line(self, noted: Noted) -> Value:
        return text("audit-line", at=Moment(noted.at, MomentStyle.FULL), what=line(noted))
