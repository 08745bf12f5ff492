"""From a configuration to an open store, for the command line and for the running bot alike.

Knows no table but that of the keys, and no messenger. What it says of a problem never quotes an address.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Self, TypeVar

from sqlalchemy import select
from sqlalchemy.exc import DatabaseError, OperationalError

from bot.config.resources import read_resources
from bot.config.tips import read_tips
from bot.config.values import offered_languages
from bot.family.listed import Resource
from bot.family.tips import AgencyTip
from bot.store import migrating, refs
from bot.store.database import Database
from bot.store.errors import UnsupportedDatabase
from bot.store.keyring import data_key
from bot.store.locks import AlreadyRunning, RunnerLock
from bot.store.migrating import CannotMigrate, Finding, Standing
from bot.store.sealing import Master, Scope, ScopeKind, Unsealable
from bot.store.session import Defaults, Session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from bot.chat.clock import Clock
    from bot.config import Config

T = TypeVar("T")

_ANY_KEY = select(data_key.c.scope_kind, data_key.c.scope_id, data_key.c.wrapped).limit(1)


class StoreProblem(Exception):  # noqa: N818 - read by an operator, in a sentence
    """The store cannot be used as configured: the ``key`` to look at, what is the matter, and the mend."""

    def __init__(self, key: str, says: str, mend: str) -> None:
        """Take the words as the operator will see them, without any value of the configuration."""
        super().__init__(f"{says}: {mend}")
        self.key = key
        self.says = says
        self.mend = mend


class Opened:
    """An open store and what each transaction on it needs. Used as an async context, it closes itself."""

    def __init__(self, database: Database, master: Master, defaults: Defaults, url: str) -> None:
        """Take what `open_store` has made of a configuration."""
        self.database = database
        self.master = master
        self.defaults = defaults
        self.url = url

    async def run(self, work: Callable[[Session], T], clock: Clock) -> T:
        """Run ``work`` in one write transaction, as `Database.run` does; raises StoreProblem too."""
        with _answering():
            return await self.database.run(lambda connection: work(self._session(connection, clock)))

    async def read(self, work: Callable[[Session], T], clock: Clock) -> T:
        """Run ``work`` on one unchanging view, as `Database.read` does; raises StoreProblem too."""
        with _answering():
            return await self.database.read(lambda connection: work(self._session(connection, clock)))

    def at(self, clock: Clock) -> OpenedAt:
        """Return it with a clock, as what runs work without being told the time."""
        return OpenedAt(self, clock)

    def _session(self, connection: Connection, clock: Clock) -> Session:
        return Session(connection, self.master, clock.now(), self.defaults)

    async def __aenter__(self) -> Self:
        """Give itself."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Let go of the database."""
        await self.database.close()


class OpenedAt:
    """An open store that has its clock."""

    def __init__(self, opened: Opened, clock: Clock) -> None:
        self._opened = opened
        self._clock = clock

    async def run(self, work: Callable[[Session], T]) -> T:
        """Run ``work`` in one write transaction."""
        return await self._opened.run(work, self._clock)


def master_of(config: Config) -> Master:
    """Return the key that opens all other keys."""
    return Master(config.store.key.get_secret_value())


def _tips_of(config: Config) -> dict[str, AgencyTip]:
    if config.agency.tips is None:
        return {}
    found = read_tips(config.agency.tips, offered_languages())
    return {name: AgencyTip(texts, whom) for name, (texts, whom) in found.items()}


def resources_in(path: Path | None) -> tuple[Resource, ...]:
    """Return what an agency has listed in its file, nothing where it has none."""
    if path is None:
        return ()
    return tuple(
        Resource(one.name, one.topics, one.about, one.hours, one.languages, one.contacts, one.whom)
        for one in read_resources(path, offered_languages())
    )


def defaults_of(config: Config) -> Defaults:
    """Return what holds for whoever has set nothing."""
    quiet, listed = config.policy.quiet_hours, resources_in(config.agency.resources)
    return Defaults(
        language=config.agency.languages[0],
        timezone=config.agency.timezone.key,
        quiet=f"{quiet.begins:%H:%M}-{quiet.ends:%H:%M}" if quiet else None,
        introduction=config.policy.introduction,
        first_call_hours=config.policy.first_call_hours,
        digest=f"{config.policy.digest:%H:%M}" if config.policy.digest else "",
        offers=f"{config.policy.offers:%H:%M}" if config.policy.offers else None,
        waiting_digest_hours=config.policy.waiting_digest_hours,
        waiting_alert_hours=config.policy.waiting_alert_hours,
        leads=config.policy.reminders,
        agency=config.agency.name,
        calls_url=str(config.calls.base_url or ""),
        public_url=str(config.http.public_url or ""),
        invitation_hours=config.limits.invitation_hours,
        message_chars=config.limits.message_chars,
        messages_per_minute=config.limits.messages_per_minute,
        identifiers=config.policy.identifiers,
        # What families are given here, they may pass on.
        allowed=(*config.agency.contacts, *(one for it in listed for one in it.contacts.values())),
        danger_terms=config.agency.danger_words,
        glossary=config.agency.glossary or {},
        tips=_tips_of(config),
        resources=listed,
        photos=config.policy.photos,
        videos=config.policy.videos,
        telegram_photos=config.policy.telegram_photos,
        telegram_health=config.policy.telegram_health,
        files_per_day=config.limits.files_per_day,
        files_kept_days=config.policy.files_kept_days,
        guesses_per_hour=config.limits.join_guesses_per_hour,
        guesses_per_hour_total=config.limits.join_guesses_per_hour_total,
    )


def open_store(config: Config) -> Opened:
    """Open the configured database, wherever its tables stand. Creates a missing SQLite file.

    Raises StoreProblem. PostgreSQL is first connected to when first used.
    """
    url = config.store.url.get_secret_value()
    with _answering():
        return Opened(Database.open(url), master_of(config), defaults_of(config), url)


def standing(config: Config) -> Finding:
    """Tell where the configured database stands, changing nothing; raises StoreProblem if it is mute."""
    with _answering():
        return migrating.check(config.store.url.get_secret_value())


def open_ready_store(config: Config) -> Opened:
    """Open a database whose tables are those of this program; raises StoreProblem for any other."""
    finding = standing(config)
    if finding.standing != Standing.CURRENT:
        raise _unready(finding.sentence)
    return open_store(config)


def upgrade_store(config: Config) -> Finding:
    """Bring the tables up to date while nobody runs on them; raises StoreProblem, the database untouched."""
    url = config.store.url.get_secret_value()
    try:
        with _answering():
            if config.store.path is None:
                migrating.upgrade(url)
            else:
                with RunnerLock.beside(url):
                    migrating.upgrade(url)
    except AlreadyRunning:
        key, says = "store.url", "the bot is running on this database"
        raise StoreProblem(key, says, "stop it, then run `coparenting migrate` again.") from None
    except CannotMigrate as refusal:
        raise _unready(str(refusal)) from None
    return standing(config)


async def check_key(opened: Opened, clock: Clock) -> None:
    """Raise StoreProblem if the configured key is not the one that the database was sealed with."""

    def work(session: Session) -> None:
        row = session.connection.execute(_ANY_KEY).first()
        if row is not None:
            session.master.unwrap(Scope(ScopeKind(row.scope_kind), row.scope_id), row.wrapped)

    await opened.read(work, clock)


async def make_ready(opened: Opened, clock: Clock) -> None:
    """Check the key, and finish what a migration leaves to whoever has it; cheap where nothing is left."""
    await check_key(opened, clock)
    if await opened.read(refs.has_clear_refs, clock):
        await opened.run(refs.seal_clear_refs, clock)
        # Until then SQLite's log has the pages as they were.
        await opened.database.checkpoint()


def ensure_agency(session: Session) -> None:
    """Make the agency's own key in a database that holds no key at all; never mends a missing one."""
    if session.connection.execute(_ANY_KEY).first() is None:
        session.new_scope(Scope.agency())


def _unready(sentence: str) -> StoreProblem:
    says, _, mend = sentence.partition(": ")
    return StoreProblem("store.url", says[:1].lower() + says[1:], mend or "see the documentation.")


@contextmanager
def _answering() -> Iterator[None]:
    """Turn what keeps a database from answering into a sentence that quotes none of its words."""
    try:
        yield
    except Unsealable:
        key, says = "store.key_file", "this key does not open what the database holds"
        mend = "restore the key that belongs to this database, or name the right database in url."
    except UnsupportedDatabase as refusal:
        key, says, mend = "store.url", "is not usable", f"{refusal}."
    except OSError as error:
        key, says = "store.url", f"cannot be opened ({error.strerror})"
        mend = "look whether the folder is there, and who may write in it."
    except OperationalError:
        key, says = "store.url", "the database does not answer, or another program keeps it locked"
        mend = "look whether it runs, and at host, user and name in the address."
    except DatabaseError as error:
        # Its subclasses are mistakes of ours, which nobody can mend in a configuration.
        if type(error) is not DatabaseError:
            raise
        key, says = "store.url", "the file is not a database of ours, or it is damaged"
        mend = "name the right file."
    else:
        return
    raise StoreProblem(key, says, mend)
