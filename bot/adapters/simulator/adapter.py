"""The simulator as a messenger: the contract of every adapter, fulfilled on simulated phones.

Knows the simulated platform and the contract, and nothing of people, circles or the database.
"""

from __future__ import annotations

from bot.adapters.simulator.platform import NAME, SimulatedMessenger
from bot.chat.incoming import Press, Words
from bot.chat.media import Source
from bot.chat.messenger import Capabilities, Intake, NotSent, Refused, SendProblem, TargetGone, Uncertain
from bot.chat.outgoing import Operation, Outgoing, Receipt

CAPABILITIES = Capabilities(
    text_limit=4096,
    has_buttons=True,
    has_edits=True,
    undo_seconds=60.0,  # as on Telegram, so that a story reads the same
    per_second=1000.0,
    per_chat_per_second=100.0,
    per_chat_burst=100,
)


class Simulator:
    """The bot's connection to a `SimulatedMessenger`: made anew as often as the bot is."""

    def __init__(self, platform: SimulatedMessenger) -> None:
        self._platform = platform
        self._is_closed = False

    @property
    def name(self) -> str:
        """The word used in addresses and in the configuration."""
        return NAME

    @property
    def can_send(self) -> bool:
        """Any process can."""
        return True

    @property
    def capabilities(self) -> Capabilities:
        """What it can do; its pace is our own choice, nothing behind it needs sparing."""
        return CAPABILITIES

    async def listen(self, intake: Intake) -> None:
        """Receive until cancelled; an event counts as received only once the intake has committed it."""
        confirmed = int(await intake.cursor() or 0)
        while True:
            events = await self._platform.updates(confirmed)
            await intake.receive(events, str(events[-1].order))
            confirmed = events[-1].order
            for event in events:
                if isinstance(event.content, Words | Press):
                    self._platform.typing(event.sender.user)

    async def send(self, outgoing: Outgoing) -> Receipt:
        """Carry out one operation and return the receipt, or raise one of the SendProblems."""
        if self._is_closed:
            reason = "closed"
            raise NotSent(reason)
        shown: list[str] = []
        try:
            await self._carry_out(outgoing, shown)
        except NotSent as problem:
            if not shown:
                raise
            # The first part is on the screen already: "certainly did not arrive" would be untrue.
            raise Uncertain(problem.reason) from problem
        return Receipt(tuple(shown))

    async def fetch(self, source: Source, limit: int) -> bytes:
        """Return the file that somebody sent, or raise Refused."""
        data = self._platform.file(source.key)
        if data is None:
            raise Refused("gone")
        if len(data) > limit:
            raise Refused("too-big")
        return data

    async def close(self) -> None:
        """Send nothing any more."""
        self._is_closed = True

    async def _carry_out(self, outgoing: Outgoing, shown: list[str]) -> None:
        """Do it part by part; ``shown`` grows by each part that is on the screen."""
        if outgoing.operation is Operation.WITHDRAW:
            await self._withdraw(outgoing)
            return
        if outgoing.operation is Operation.REACT:
            await self._platform.react(outgoing.to.user, outgoing.target[0], outgoing.body or None)
            return
        targets = outgoing.target if outgoing.operation is Operation.EDIT else ()
        user = outgoing.to.user
        parts = split(outgoing.body, CAPABILITIES.text_limit - len(outgoing.header or "") - 1)
        for number, part in enumerate(parts):
            rows = outgoing.rows if number == len(parts) - 1 else ()
            if number < len(targets):
                await self._platform.amend(user, targets[number], part, header=outgoing.header, rows=rows)
                shown.append(targets[number])
            else:
                reply_to = outgoing.reply_to if number == 0 else None
                files = outgoing.files if number == 0 else ()
                shown.append(
                    await self._platform.post(
                        user,
                        part,
                        header=outgoing.header,
                        rows=rows,
                        reply_to=reply_to,
                        files=files,
                        is_silent=outgoing.is_silent,
                    )
                )
        for surplus in targets[len(parts) :]:
            await self._platform.remove(user, surplus)

    async def _withdraw(self, outgoing: Outgoing) -> None:
        """Take all copies away; those that are gone already must not keep the others there."""
        missing: list[SendProblem] = []
        for target in outgoing.target:
            try:
                await self._platform.remove(outgoing.to.user, target)
            except TargetGone as problem:
                missing.append(problem)
        if missing and len(missing) == len(outgoing.target):
            raise missing[0]


def split(body: str, limit: int) -> list[str]:
    """Cut a text into parts of at most ``limit`` characters that join to exactly the same text.

    Cuts after a line, else after a word, else anywhere; no part but that of an empty text is empty.
    """
    parts = []
    rest = body
    while len(rest) > limit:
        cut = rest.rfind("\n", 0, limit) + 1 or rest.rfind(" ", 0, limit) + 1 or limit
        parts.append(rest[:cut])
        rest = rest[cut:]
    return [*parts, rest]
