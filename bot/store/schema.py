"""The tables. The database is the only state there is; what is private in it is sealed.

Knows no query. Columns that hold sealed bytes are named by what is in them and typed ``Sealed``.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    text,
)

from bot.store import keyring as _keyring  # its table belongs to the same metadata
from bot.store.metadata import EPOCH, UtcDateTime, metadata

data_key = _keyring.data_key

ID = String(32)
Sealed = LargeBinary

# --- who -----------------------------------------------------------------------------------------

person = Table(
    "person",
    metadata,
    Column("id", ID, primary_key=True),
    Column("ref", String(80), unique=True),  # what the id in the agency's roster is found by: see `refs`
    Column("roster_id", Sealed),  # that id itself, to name in reports what a later file leaves out
    Column("role", String(12), nullable=False),
    Column("state", String(8), nullable=False),
    Column("resumes_as", String(8)),  # while frozen: the state that a freeze stopped
    Column("name", Sealed, nullable=False),
    Column("recorded", Sealed),  # the name they were recorded under, where they have chosen another
    Column("word", Sealed),
    Column("language", String(8), nullable=False),
    Column("timezone", String(40), nullable=False),
    Column("quiet", String(11)),  # "21:00-07:00"; "" where the person wants none, NULL for the agency's
    Column("wants_sign", Boolean, nullable=False, default=False),
    Column("is_discreet", Boolean, nullable=False, default=False, server_default=text("false")),
    Column("checks_words", Boolean, nullable=False, default=False, server_default=text("false")),
    Column("files_told", Boolean, nullable=False, default=False, server_default=text("false")),
    Column("leads", String(40)),  # how long before a meeting they are reminded: "24h 2h"; NULL: the agency's
    Column("news_until", UtcDateTime),  # who is discreet has opened what is new, until then
    Column("on_call_id", ID),  # of a caseworker: who is called where she does not answer
    Column("supervisor_id", ID),  # of a caseworker
    Column("digest", String(5)),  # of a caseworker: "08:00"; "" where she wants none, NULL for the agency's
    Column(
        "shows_watched", Boolean
    ),  # of a caseworker: whether a phase begins a watch; NULL: where it has rooms
    # When she is next to be told what the day brings: at once where that is not known yet.
    Column("digest_at", UtcDateTime, nullable=False, default=EPOCH, server_default=text("0"), index=True),
    # What they would rather not be offered, "tip checkin"; "all": nothing. When they are looked at next.
    Column("no_offers", String(200), nullable=False, default="", server_default=""),
    Column("offer_at", UtcDateTime, nullable=False, default=EPOCH, server_default=text("0"), index=True),
    Column("home_id", ID, ForeignKey("home.id")),
    Column("served_by", ID, index=True),  # the caseworker who recorded them, for who is in no circle yet
    Column("circle_here", ID),  # where unaddressed words go, since ``chosen_at``
    Column("chosen_at", UtcDateTime),
    Column("line_used_at", UtcDateTime),
    Column("made_at", UtcDateTime, nullable=False),
)

account = Table(
    "account",
    metadata,
    Column("id", ID, primary_key=True),
    Column("person_id", ID, ForeignKey("person.id"), nullable=False, index=True),
    Column("messenger", String(12), nullable=False),
    Column("address_hash", LargeBinary, nullable=False),
    Column("address", Sealed, nullable=False),
    Column("state", String(11), nullable=False),  # active | unreachable | revoked
    Column("is_primary", Boolean, nullable=False),
    Column("last_word", ID),  # the outbox row that says that it is revoked, and is the last to go there
    Column("made_at", UtcDateTime, nullable=False),
    # One address belongs to one person at a time; revoked ones stay for the record.
    Index(
        "uq_account_live_address",
        "address_hash",
        unique=True,
        sqlite_where=text("state != 'revoked'"),
        postgresql_where=text("state != 'revoked'"),
    ),
)

invitation = Table(
    "invitation",
    metadata,
    Column("id", ID, primary_key=True),
    Column("person_id", ID, ForeignKey("person.id"), nullable=False, index=True),
    Column("code_hash", LargeBinary, nullable=False, unique=True),
    Column("until", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
    Column("is_void", Boolean, nullable=False, default=False),
)

link = Table(
    "link",  # another account that somebody would like to have: its code, then who sent the code
    metadata,
    Column("id", ID, primary_key=True),
    Column("person_id", ID, ForeignKey("person.id"), nullable=False, unique=True),  # one at a time
    Column("account_id", ID, nullable=False),  # where the code was asked for, and is confirmed
    Column("code_hash", LargeBinary, nullable=False, unique=True),
    Column("until", UtcDateTime, nullable=False, index=True),  # of the code, then of the question
    Column("messenger", String(12)),  # NULL until the code came, with where it came from
    Column("address_hash", LargeBinary),
    Column("address", Sealed),
)

guess = Table(
    "guess",
    metadata,
    Column("id", ID, primary_key=True),
    Column("sender", LargeBinary, nullable=False),
    Column("kind", String(8), nullable=False),  # code | hello
    Column("at", UtcDateTime, nullable=False),
    Index("ix_guess_at", "kind", "at"),
)

# --- families ------------------------------------------------------------------------------------

family = Table(
    "family",
    metadata,
    Column("id", ID, primary_key=True),
    Column("ref", String(80), unique=True),
    Column("roster_id", Sealed),
    Column("name", Sealed, nullable=False),
    Column("caseworker_id", ID, ForeignKey("person.id"), nullable=False, index=True),
)

cover = Table(
    "cover",  # a colleague has a caseworker's desk beside their own for some days; see `desks`
    metadata,
    Column("id", ID, primary_key=True),
    Column("caseworker_id", ID, ForeignKey("person.id"), nullable=False),
    Column("colleague_id", ID, ForeignKey("person.id"), nullable=False),
    Column("begins_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    Column("state", String(7), nullable=False),  # planned | on | over
    Index(
        "ix_cover_on",
        "caseworker_id",
        "colleague_id",
        sqlite_where=text("state = 'on'"),
        postgresql_where=text("state = 'on'"),
    ),
    Index(
        "ix_cover_open",
        "ends_at",
        sqlite_where=text("state != 'over'"),
        postgresql_where=text("state != 'over'"),
    ),
)

home = Table(
    "home",
    metadata,
    Column("id", ID, primary_key=True),
    Column("ref", String(80), unique=True),
    Column("roster_id", Sealed),
)

child = Table(
    "child",
    metadata,
    Column("id", ID, primary_key=True),
    Column("ref", String(80), unique=True),
    Column("roster_id", Sealed),
    Column("family_id", ID, ForeignKey("family.id"), nullable=False, index=True),
    Column("name", Sealed, nullable=False),
    Column("born", Sealed),
)

parentage = Table(
    "parentage",
    metadata,
    Column("child_id", ID, ForeignKey("child.id"), primary_key=True),
    Column("person_id", ID, ForeignKey("person.id"), primary_key=True),
)

placement = Table(
    "placement",
    metadata,
    Column("id", ID, primary_key=True),
    Column("child_id", ID, ForeignKey("child.id"), nullable=False, index=True),
    Column("home_id", ID, ForeignKey("home.id"), nullable=False, index=True),
    Column("since", UtcDateTime),
    Column("until", UtcDateTime),
)

connection = Table(
    "connection",
    metadata,
    Column("id", ID, primary_key=True),
    Column("child_id", ID, ForeignKey("child.id"), nullable=False, index=True),
    Column("details", Sealed, nullable=False),  # name, kind
)

no_contact = Table(
    "no_contact",
    metadata,
    Column("id", ID, primary_key=True),
    # Kept both ways round, so that one look-up by (one, other) is enough.
    Column("one_id", ID, ForeignKey("person.id"), nullable=False),
    Column("other_id", ID, ForeignKey("person.id"), nullable=False),
    Column("details", Sealed),  # order reference
    UniqueConstraint("one_id", "other_id"),
)

permission = Table(
    "permission",
    metadata,
    Column("id", ID, primary_key=True),
    Column("parent_id", ID, ForeignKey("person.id"), nullable=False),
    Column("child_id", ID, ForeignKey("child.id"), nullable=False, index=True),
    Column("kind", String(12), nullable=False),
    Column("details", Sealed, nullable=False),  # supervision, dates, order, approval, places …
    Column("is_withdrawn", Boolean, nullable=False, default=False),
    # When it is looked at for its end: at once where that is not known yet, for the terms are sealed.
    Column("due_at", UtcDateTime, nullable=False, default=EPOCH, server_default=text("0"), index=True),
    UniqueConstraint("parent_id", "child_id", "kind"),
)

circle = Table(
    "circle",
    metadata,
    Column("id", ID, primary_key=True),
    Column("ref", String(80), unique=True),
    Column("roster_id", Sealed),
    Column("family_id", ID, ForeignKey("family.id"), nullable=False, index=True),
    Column("phase", String(20), nullable=False),
    Column("way", String(5), nullable=False),
    Column("resumes_as", String(20)),
    Column("hold_until", UtcDateTime),
    Column("hold_told", Boolean, nullable=False, default=False),
    Column("files", String(4), nullable=False, default="", server_default=""),  # "" as marks say | on | off
    Column("passes_contacts", Boolean, nullable=False, default=False, server_default=text("false")),
    Column("plan_review_at", UtcDateTime, index=True),  # when both homes are asked whether it still holds
)

watch = Table(
    "watch",  # somebody of the agency reads along in a circle, and is shown what passes
    metadata,
    Column("id", ID, primary_key=True),
    Column("circle_id", ID, ForeignKey("circle.id"), nullable=False),
    Column("person_id", ID, ForeignKey("person.id"), nullable=False),
    Column("began_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("in_until", UtcDateTime),  # they have stepped in, until then if they say nothing more
    Index("ix_watch_circle", "circle_id", "person_id"),
    Index(
        "ix_watch_on",
        "person_id",
        "circle_id",
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
)

watch_told = Table(
    "watch_told",  # who knows of it
    metadata,
    Column("watch_id", ID, ForeignKey("watch.id"), primary_key=True),
    Column("person_id", ID, ForeignKey("person.id"), primary_key=True),
)

reunion = Table(
    "reunion",  # what each has said to going on by themselves, now that the children are home
    metadata,
    Column("circle_id", ID, ForeignKey("circle.id"), primary_key=True),
    Column("person_id", ID, ForeignKey("person.id"), primary_key=True),
    Column("answer", String(3), nullable=False),  # "" asked | yes | no
    Column("at", UtcDateTime, nullable=False),
)

term = Table(
    "term",  # what the caseworker keeps from being told: a family name, a school, a street
    metadata,
    Column("id", ID, primary_key=True),
    Column("family_id", ID, ForeignKey("family.id"), nullable=False, index=True),
    Column("words", Sealed, nullable=False),
)

circle_child = Table(
    "circle_child",
    metadata,
    Column("circle_id", ID, ForeignKey("circle.id"), primary_key=True),
    Column("child_id", ID, ForeignKey("child.id"), primary_key=True),
)

member = Table(
    "member",
    metadata,
    Column("circle_id", ID, ForeignKey("circle.id"), primary_key=True),
    Column("person_id", ID, ForeignKey("person.id"), primary_key=True, index=True),
    Column("reach_told", String(400), nullable=False, default=""),
    Column("agrees_contacts", Boolean, nullable=False, default=False, server_default=text("false")),
    Column("room_account", ID),  # the account for which the circle's own room was opened
)

willingness = Table(
    "willingness",
    metadata,
    Column("circle_id", ID, ForeignKey("circle.id"), primary_key=True),
    Column("person_id", ID, ForeignKey("person.id"), primary_key=True),
    Column("other_id", ID, ForeignKey("person.id"), primary_key=True),
    Column("answer", String(7), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

# --- what is said --------------------------------------------------------------------------------

message = Table(
    "message",
    metadata,
    Column("id", ID, primary_key=True),
    Column("circle_id", ID, ForeignKey("circle.id")),
    Column("line_id", ID, ForeignKey("person.id")),  # whose private line
    Column("author_id", ID, ForeignKey("person.id"), nullable=False),
    Column("words", Sealed),  # NULL once shredded
    Column("at", UtcDateTime, nullable=False),
    Column("state", String(9), nullable=False),  # passed | held | declined | withdrawn
    Column("source_account", ID),
    Column("source", String(255)),  # the platform's id in the author's own chat
    Column("reply_to", ID),
    Column("files", Integer, nullable=False, default=0, server_default="0"),  # how many came with it
    Column("ready", String(40)),  # a ready sentence, which each reads in their own language
    Column("why_held", String(12), nullable=False, default="", server_default=""),
    Index("ix_message_source", "source_account", "source"),
    Index("ix_message_author", "author_id", "id"),
    Index("ix_message_circle", "circle_id", "id"),
    Index("ix_message_circle_at", "circle_id", "at"),  # a week of years
    Index("ix_message_line", "line_id", "id"),
    Index(
        "ix_message_files",
        "author_id",
        "circle_id",
        sqlite_where=text("files > 0"),
        postgresql_where=text("files > 0"),
    ),
    Index(
        "ix_message_held",
        "circle_id",
        sqlite_where=text("state = 'held'"),
        postgresql_where=text("state = 'held'"),
    ),
)

message_version = Table(
    "message_version",
    metadata,
    Column("id", ID, primary_key=True),
    Column("message_id", ID, ForeignKey("message.id"), nullable=False, index=True),
    Column("words", Sealed),
    Column("at", UtcDateTime, nullable=False),
)

media = Table(
    "media",  # what came as a file, clean; sealed by a key of its own, which is sealed in turn
    metadata,
    Column("id", ID, primary_key=True),
    Column("person_id", ID, ForeignKey("person.id"), nullable=False),
    Column("message_id", ID, ForeignKey("message.id"), index=True),  # NULL while it is asked about
    Column("position", Integer, nullable=False, default=0),
    Column("kind", String(8), nullable=False),
    Column("mime", String(24), nullable=False),
    Column("size", Integer, nullable=False),
    Column("width", Integer),
    Column("height", Integer),
    Column("seconds", Integer),
    Column("same", LargeBinary, nullable=False),  # found by: the messenger's own word for the same file
    Column("key", Sealed),  # NULL once it is removed
    Column("digest", Sealed),  # what the record commits to; NULL where that is forgotten too
    Column("body", LargeBinary),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_media_person", "person_id", "at"),
    Index(
        "ix_media_kept",
        "at",
        sqlite_where=text("body IS NOT NULL"),
        postgresql_where=text("body IS NOT NULL"),
    ),
)

reaction = Table(
    "reaction",  # what each person has put on a message at present
    metadata,
    Column("message_id", ID, ForeignKey("message.id"), primary_key=True),
    Column("person_id", ID, ForeignKey("person.id"), primary_key=True),
    Column("source_account", ID),
    Column("source", String(255)),  # the platform's id of the reaction itself, where it has one
    Column("emoji", Sealed, nullable=False),
    Index("ix_reaction_source", "source_account", "source"),
)

alert = Table(
    "alert",  # somebody may be in danger; asked about until somebody of the agency says they have seen it
    metadata,
    Column("id", ID, primary_key=True),
    Column("person_id", ID, ForeignKey("person.id"), nullable=False),
    Column("family_id", ID, ForeignKey("family.id")),
    Column("asked_id", ID, nullable=False),  # who was asked last
    Column("step", Integer, nullable=False, default=0),
    Column("at", UtcDateTime, nullable=False),
    Column("next_at", UtcDateTime),  # NULL once it is seen, or nobody is left to ask
    Column("seen_by", ID),
    Column("seen_at", UtcDateTime),
    Index(
        "ix_alert_open",
        "next_at",
        sqlite_where=text("next_at IS NOT NULL"),
        postgresql_where=text("next_at IS NOT NULL"),
    ),
)

interview = Table(
    "interview",
    metadata,
    Column("id", ID, primary_key=True),
    Column("person_id", ID, ForeignKey("person.id"), nullable=False, index=True),
    Column("flow", String(40), nullable=False),
    Column("state", Sealed, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("is_of_danger", Boolean, nullable=False, default=False, server_default=text("false")),
    Index(
        "ix_interview_of_danger",
        "at",
        sqlite_where=text("is_of_danger = 1"),
        postgresql_where=text("is_of_danger"),
    ),
)

# --- what is known of a child --------------------------------------------------------------------

book_answer = Table(
    "book_answer",
    metadata,
    Column("id", ID, primary_key=True),
    Column("child_id", ID, ForeignKey("child.id"), nullable=False),
    Column("field", String(40), nullable=False),
    Column("author_id", ID, ForeignKey("person.id"), nullable=False),
    Column("share_id", ID, nullable=False),  # what was given at once has one
    Column("value", Sealed),  # a choice, or words behind "="; NULL once shredded
    Column("message_id", ID, ForeignKey("message.id"), index=True),  # where it is a voice or a picture
    Column("audience", String(9), nullable=False),  # circle | caregiver | later
    Column("state", String(9), nullable=False),  # passed | held | declined | removed | closed
    Column("is_current", Boolean, nullable=False),  # the author's newest about this field
    Column("at", UtcDateTime, nullable=False),
    Index(
        "ix_book_answer_current",
        "child_id",
        "field",
        sqlite_where=text("is_current = 1"),
        postgresql_where=text("is_current"),
    ),
    Index("ix_book_answer_history", "child_id", "field", "id"),
    Index("ix_book_answer_share", "share_id"),
    Index(
        "ix_book_answer_held",
        "child_id",
        sqlite_where=text("state = 'held'"),
        postgresql_where=text("state = 'held'"),
    ),
)

book_question = Table(
    "book_question",  # what one home asks the other about a child
    metadata,
    Column("id", ID, primary_key=True),
    Column("child_id", ID, ForeignKey("child.id"), nullable=False),
    Column("circle_id", ID, ForeignKey("circle.id"), nullable=False, index=True),
    Column("field", String(40)),  # NULL where it is in words of their own
    Column("asker_id", ID, ForeignKey("person.id"), nullable=False),
    Column("words", Sealed),
    Column("message_id", ID, ForeignKey("message.id"), index=True),  # where it is a voice or a picture
    Column("state", String(9), nullable=False),  # held | open | answered | unknown | ended
    Column("at", UtcDateTime, nullable=False),
    Index(
        "ix_book_question_open",
        "circle_id",
        sqlite_where=text("state IN ('open', 'held')"),
        postgresql_where=text("state IN ('open', 'held')"),
    ),
)

book_unknown = Table(
    "book_unknown",  # who has said of a question that they do not know
    metadata,
    Column("question_id", ID, ForeignKey("book_question.id"), primary_key=True),
    Column("person_id", ID, ForeignKey("person.id"), primary_key=True),
)

book_opening = Table(
    "book_opening",  # a field that only those read for whom the caseworker has opened it
    metadata,
    Column("child_id", ID, ForeignKey("child.id"), primary_key=True),
    Column("field", String(40), primary_key=True),
    Column("person_id", ID, ForeignKey("person.id"), primary_key=True),
)

# --- what both homes agree on --------------------------------------------------------------------

plan_item = Table(
    "plan_item",
    metadata,
    Column("id", ID, primary_key=True),
    Column("circle_id", ID, ForeignKey("circle.id"), nullable=False),
    Column("topic", String(20), nullable=False),
    Column("author_id", ID, ForeignKey("person.id"), nullable=False),
    Column("words", Sealed, nullable=False),
    Column("message_id", ID, ForeignKey("message.id"), index=True),  # where it is a voice or a picture
    # held | proposed | agreed | replaced | past | withdrawn | declined
    Column("state", String(9), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("agreed_at", UtcDateTime),
    Column("along", String(2000), nullable=False, default="", server_default=""),  # pages: "child/topic …"
    Index("ix_plan_item_history", "circle_id", "topic", "id"),
    Index(
        "ix_plan_item_held",
        "circle_id",
        sqlite_where=text("state = 'held'"),
        postgresql_where=text("state = 'held'"),
    ),
    # At most one that is suggested and one that holds, whoever writes at the same moment.
    Index(
        "uq_plan_item_standing",
        "circle_id",
        "topic",
        "state",
        unique=True,
        sqlite_where=text("state IN ('proposed', 'agreed')"),
        postgresql_where=text("state IN ('proposed', 'agreed')"),
    ),
)

plan_yes = Table(
    "plan_yes",
    metadata,
    Column("item_id", ID, ForeignKey("plan_item.id"), primary_key=True),
    Column("person_id", ID, ForeignKey("person.id"), primary_key=True),
    Column("by_id", ID, nullable=False),  # the caseworker, where it was told to her
    Column("at", UtcDateTime, nullable=False),
)

homecoming = Table(
    "homecoming",  # how children of a circle may come home is being planned, or was until they were home
    metadata,
    Column("id", ID, primary_key=True),
    Column("circle_id", ID, ForeignKey("circle.id"), nullable=False),
    Column("state", String(7), nullable=False),  # begun | stopped | home
    Column("aim", String(10)),  # the day that is hoped for
    Column("call_at", UtcDateTime),  # since when a caseworker wants to call before it stops
    Column("began_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),  # when it was stopped, or when they were home
    # At most one in a circle that is there to be read.
    Index(
        "uq_homecoming_live",
        "circle_id",
        unique=True,
        sqlite_where=text("state IN ('begun', 'home')"),
        postgresql_where=text("state IN ('begun', 'home')"),
    ),
)

homecoming_child = Table(
    "homecoming_child",
    metadata,
    Column("homecoming_id", ID, ForeignKey("homecoming.id"), primary_key=True),
    Column("child_id", ID, ForeignKey("child.id"), primary_key=True),
)

first_call = Table(
    "first_call",  # both homes speak soon after a child has come to one of them
    metadata,
    Column("circle_id", ID, ForeignKey("circle.id"), primary_key=True),
    Column("due_at", UtcDateTime, nullable=False),
    Column("nudge_at", UtcDateTime),  # when the caseworker is reminded; NULL once she was, or it is done
    Column("is_done", Boolean, nullable=False, default=False),
    Index(
        "ix_first_call_nudge",
        "nudge_at",
        sqlite_where=text("nudge_at IS NOT NULL"),
        postgresql_where=text("nudge_at IS NOT NULL"),
    ),
)

call_question = Table(
    "call_question",
    metadata,
    Column("id", ID, primary_key=True),
    Column("circle_id", ID, ForeignKey("circle.id"), nullable=False, index=True),
    Column("author_id", ID, ForeignKey("person.id"), nullable=False),
    Column("words", Sealed, nullable=False),
    Column("message_id", ID, ForeignKey("message.id"), index=True),  # where it is a voice or a picture
    Column("state", String(8), nullable=False, default="passed", server_default="passed"),  # held | declined
    Column("at", UtcDateTime, nullable=False),
)

# --- meetings ------------------------------------------------------------------------------------

meeting = Table(
    "meeting",
    metadata,
    Column("id", ID, primary_key=True),
    Column("root_id", ID, nullable=False),  # the first of those that were moved one into the other
    Column("family_id", ID, ForeignKey("family.id"), nullable=False),
    Column("circle_id", ID, ForeignKey("circle.id")),  # NULL where its people are of several
    Column("kind", String(12), nullable=False),
    Column("state", String(10), nullable=False),
    Column("proposer_id", ID, ForeignKey("person.id"), nullable=False),
    # Wall time, and the zone whose clocks show it; the moments are for finding it.
    Column("day", String(10), nullable=False),
    Column("start", String(5), nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("zone", String(40), nullable=False),
    Column("every", Integer),  # weeks, of a series
    Column("until", String(10)),
    Column("begins_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),  # of its last day; far away for a series without an end
    Column("details", Sealed, nullable=False),
    Column("needs_approval", Boolean, nullable=False),
    Column("is_private", Boolean, nullable=False),  # a wish that only its writer and the caseworker know of
    Column("replaces_id", ID),
    Column("instead_of", String(10)),  # the day of a series that it takes the place of
    Column("sequence", Integer, nullable=False, default=0),
    Column("ended_by", ID),
    Column("ended_at", UtcDateTime),
    Column("made_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Index("ix_meeting_family", "family_id", "ends_at"),
    Index(
        "ix_meeting_open",  # what waits for somebody, by when it would begin
        "begins_at",
        sqlite_where=text("state IN ('wished', 'proposed', 'countered', 'awaiting')"),
        postgresql_where=text("state IN ('wished', 'proposed', 'countered', 'awaiting')"),
    ),
)

attendee = Table(
    "attendee",
    metadata,
    Column("meeting_id", ID, ForeignKey("meeting.id"), primary_key=True),
    Column("person_id", ID, ForeignKey("person.id"), primary_key=True),
    Column("circle_id", ID, ForeignKey("circle.id")),  # where they hear of it
    Column("part", String(8), nullable=False),  # proposer | asked | invited
    Column("way", String(9), nullable=False),  # in-person | phone | questions | know
    Column("answer", String(4), nullable=False, default=""),  # yes | no | late, of the day that comes
    Column("ends_at", UtcDateTime, nullable=False),  # the meeting's: what is over is not looked at any more
    Index("ix_attendee_person", "person_id", "ends_at"),
)

meeting_child = Table(
    "meeting_child",
    metadata,
    Column("meeting_id", ID, ForeignKey("meeting.id"), primary_key=True),
    Column("child_id", ID, ForeignKey("child.id"), primary_key=True),
)

meeting_day = Table(
    "meeting_day",  # a day of a series that stands otherwise than the rest
    metadata,
    Column("meeting_id", ID, ForeignKey("meeting.id"), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("state", String(10), nullable=False),
    Column("by_id", ID),
    Column("at", UtcDateTime, nullable=False),
)

meeting_asked = Table(
    "meeting_asked",  # whether a parent, or a child of another home, may come: until the caseworker has said
    metadata,
    Column("meeting_id", ID, ForeignKey("meeting.id"), primary_key=True),
    Column("subject_id", ID, primary_key=True),
    Column("is_child", Boolean, nullable=False),
    Column("by_id", ID, ForeignKey("person.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

attendance = Table(
    "attendance",  # what each has said of a day: it happened, it did not, and what they wanted to add
    metadata,
    Column("meeting_id", ID, ForeignKey("meeting.id"), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("person_id", ID, ForeignKey("person.id"), primary_key=True),
    Column("outcome", String(8), nullable=False),  # happened | missed
    Column("details", Sealed, nullable=False),  # how it went, or what got in the way
    Column("at", UtcDateTime, nullable=False),
)

reminder = Table(
    "reminder",  # what the clock has to do for a meeting; for a series, for its next day only
    metadata,
    Column("id", ID, primary_key=True),
    Column("meeting_id", ID, ForeignKey("meeting.id"), nullable=False, index=True),
    Column("person_id", ID),  # NULL where it is for the meeting itself
    Column("day", String(10), nullable=False),
    Column("kind", String(6), nullable=False),  # before | end | unread
    Column("at", UtcDateTime, nullable=False, index=True),
)

feed = Table(
    "feed",  # a person's calendar under an address that nobody can guess; only its hash is known here
    metadata,
    Column("person_id", ID, ForeignKey("person.id"), primary_key=True),
    Column("secret_hash", String(64), nullable=False, unique=True),
    Column("made_at", UtcDateTime, nullable=False),
)

# --- the child's life ------------------------------------------------------------------------------

offer = Table(
    "offer",  # what somebody was offered, and what came of it; what is still "made" after a day was ignored
    metadata,
    Column("id", ID, primary_key=True),
    Column("person_id", ID, ForeignKey("person.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("about", String(80), nullable=False, default=""),  # "" where it may be offered again some day
    Column("state", String(5), nullable=False),  # made | taken | off
    Column("at", UtcDateTime, nullable=False),
    Index("ix_offer_person", "person_id", "at"),
)

rhythm = Table(
    "rhythm",  # how often a circle checks in: as both homes have agreed, and as one would like it
    metadata,
    Column("circle_id", ID, ForeignKey("circle.id"), primary_key=True),
    Column("state", String(8), primary_key=True),  # agreed | proposed
    Column("id", ID, nullable=False),
    Column("every", Integer, nullable=False),  # weeks
    Column("since", String(10), nullable=False),  # its first day
    Column("by_id", ID, ForeignKey("person.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

checkin_week = Table(
    "checkin_week",  # a week of which somebody has said how it was, until all may read it
    metadata,
    Column("circle_id", ID, ForeignKey("circle.id"), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("state", String(5), nullable=False),  # open | told
    Column("over_at", UtcDateTime, nullable=False),
    Index(
        "ix_checkin_week_open",
        "over_at",
        sqlite_where=text("state = 'open'"),
        postgresql_where=text("state = 'open'"),
    ),
)

checkin = Table(
    "checkin",  # what each has said of a week
    metadata,
    Column("id", ID, primary_key=True),
    Column("circle_id", ID, ForeignKey("circle.id"), nullable=False),
    Column("day", String(10), nullable=False),
    Column("person_id", ID, ForeignKey("person.id"), nullable=False),
    Column("how", String(8), nullable=False),  # as others may read it: "" where it was said to nobody
    Column("words", Sealed, nullable=False),
    Column("message_id", ID, ForeignKey("message.id"), index=True),  # where it is a voice
    Column("own", Sealed),  # how they are, sealed with their own key: nobody else's to read
    Column("has_question", Boolean, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_checkin_circle", "circle_id", "day"),
    Index("ix_checkin_person", "person_id", "at"),
)

tip = Table(
    "tip",  # what somebody of a circle has written that works
    metadata,
    Column("id", ID, primary_key=True),
    Column("circle_id", ID, ForeignKey("circle.id"), nullable=False),
    Column("author_id", ID, ForeignKey("person.id"), nullable=False),
    Column("words", Sealed, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_tip_circle", "circle_id", "at"),
)

tip_try = Table(
    "tip_try",  # what somebody would like to try with a child, and what came of it
    metadata,
    Column("id", ID, primary_key=True),
    Column("circle_id", ID, ForeignKey("circle.id"), nullable=False),
    Column("person_id", ID, ForeignKey("person.id"), nullable=False),
    Column("tip", String(80), nullable=False),  # of the library, the agency's, or the row of one of their own
    Column("state", String(7), nullable=False),  # trying | worked | not-yet | kept
    Column("words", Sealed, nullable=False),  # what they tell of it
    Column("at", UtcDateTime, nullable=False),
    Column("said_at", UtcDateTime),
    Index("ix_tip_try_circle", "circle_id", "at"),
)

# --- a person's own -------------------------------------------------------------------------------------

goal = Table(
    "goal",  # a step somebody means to take, sealed with their own key: in no record, and on no desk
    metadata,
    Column("id", ID, primary_key=True),
    Column("person_id", ID, ForeignKey("person.id"), nullable=False),
    Column("words", Sealed, nullable=False),
    Column("state", String(4), nullable=False),  # open | done
    Column("at", UtcDateTime, nullable=False),
    Column("touched_at", UtcDateTime, nullable=False),
    Index("ix_goal_person", "person_id", "at"),
)

goal_share = Table(
    "goal_share",  # a message that shows a step to others, as its owner chose
    metadata,
    Column("goal_id", ID, ForeignKey("goal.id"), primary_key=True),
    Column("shown_to", String(48), primary_key=True),  # circle:<id> | line:<caseworker>
    Column("message_id", ID, ForeignKey("message.id"), nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
)

# --- the caseworker's own ---------------------------------------------------------------------------

note = Table(
    "note",  # what a caseworker keeps for herself about a family, one of its children, or a person
    metadata,
    Column("id", ID, primary_key=True),
    Column("family_id", ID, ForeignKey("family.id"), nullable=False, index=True),
    Column("about_id", ID, nullable=False),
    Column("author_id", ID, ForeignKey("person.id"), nullable=False),
    Column("words", Sealed, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

overdue = Table(
    "overdue",  # what waited so long that a supervisor was told of it, once
    metadata,
    Column("item", String(80), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
)

# --- moments and thanks --------------------------------------------------------------------------

moment = Table(
    "moment",  # a message that is a moment of children; by whom, from which home, and when, to be counted
    metadata,
    Column("message_id", ID, ForeignKey("message.id"), primary_key=True),
    Column("circle_id", ID, ForeignKey("circle.id"), nullable=False),
    Column("family_id", ID, ForeignKey("family.id"), nullable=False),
    Column("author_id", ID, ForeignKey("person.id"), nullable=False),
    Column("home_id", ID, ForeignKey("home.id")),
    Column("kind", String(9), nullable=False),  # everyday | milestone
    Column("at", UtcDateTime, nullable=False),
    Index("ix_moment_circle", "circle_id", "at"),
    Index("ix_moment_author", "author_id", "at"),
)

moment_child = Table(
    "moment_child",
    metadata,
    Column("message_id", ID, ForeignKey("moment.message_id"), primary_key=True),
    Column("child_id", ID, ForeignKey("child.id"), primary_key=True, index=True),
)

cheer = Table(
    "cheer",  # what somebody put under a moment with one tap
    metadata,
    Column("message_id", ID, ForeignKey("moment.message_id"), primary_key=True),
    Column("person_id", ID, ForeignKey("person.id"), primary_key=True),
    Column("kind", String(8), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("told_at", UtcDateTime),  # its author has heard of it
    Index(
        "ix_cheer_untold",
        "at",
        sqlite_where=text("told_at IS NULL"),
        postgresql_where=text("told_at IS NULL"),
    ),
)

thanks = Table(
    "thanks",  # a message that thanks, or celebrates something
    metadata,
    Column("message_id", ID, ForeignKey("message.id"), primary_key=True),
    Column("circle_id", ID, ForeignKey("circle.id"), nullable=False),
    Column("family_id", ID, ForeignKey("family.id"), nullable=False),
    Column("author_id", ID, ForeignKey("person.id"), nullable=False),
    Column("home_id", ID, ForeignKey("home.id")),
    Column("to_id", ID, ForeignKey("person.id")),  # NULL for everybody whom it reached
    Column("kind", String(9), nullable=False),  # thanks | celebrate
    Column("at", UtcDateTime, nullable=False),
    Index("ix_thanks_circle", "circle_id", "at"),
)

decision = Table(
    "decision",  # what somebody of a circle asks the others, until it is decided; its words are messages
    metadata,
    Column("id", ID, primary_key=True),
    Column("circle_id", ID, ForeignKey("circle.id"), nullable=False),
    Column("asker_id", ID, ForeignKey("person.id"), nullable=False),
    Column("message_id", ID, ForeignKey("message.id"), nullable=False, index=True),
    Column("matter", Sealed, nullable=False),  # what it is about, answers to choose from, by when
    Column("state", String(9), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),  # when answers are waited for no more
    Column("outcome_id", ID, ForeignKey("message.id"), index=True),
    Column("decided_at", UtcDateTime),
    Column("again_id", ID),  # what it is asked anew of
    Index("ix_decision_circle", "circle_id", "id"),
    Index(
        "ix_decision_open",
        "ends_at",
        sqlite_where=text("state IN ('open', 'due')"),
        postgresql_where=text("state IN ('open', 'due')"),
    ),
)

decision_answer = Table(
    "decision_answer",  # who was asked, and what they have said
    metadata,
    Column("decision_id", ID, ForeignKey("decision.id"), primary_key=True),
    Column("person_id", ID, ForeignKey("person.id"), primary_key=True),
    Column("choice", String(6), nullable=False, default=""),  # "" until they have answered
    Column("message_id", ID, ForeignKey("message.id"), index=True),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_decision_answer_person", "person_id"),
)

moment_rhythm = Table(
    "moment_rhythm",  # how often a circle wishes for a moment
    metadata,
    Column("circle_id", ID, ForeignKey("circle.id"), primary_key=True),
    Column("days", Integer, nullable=False),
    Column("by_id", ID, ForeignKey("person.id"), nullable=False),
    Column("is_agreed", Boolean, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

album_wanted = Table(
    "album_wanted",  # who would like an album each month, and when the next is due
    metadata,
    Column("person_id", ID, ForeignKey("person.id"), primary_key=True),
    Column("due_at", UtcDateTime, nullable=False, index=True),
)

# --- documents to sign, and records ----------------------------------------------------------------

slip = Table(
    "slip",  # a document about a child that goes through the caseworker; families read "form"
    metadata,
    Column("id", ID, primary_key=True),
    Column("family_id", ID, ForeignKey("family.id"), nullable=False),
    Column("child_id", ID, ForeignKey("child.id"), nullable=False),
    Column("circle_id", ID, ForeignKey("circle.id"), nullable=False),  # where it was given
    Column("giver_id", ID, ForeignKey("person.id"), nullable=False, index=True),
    Column("kind", String(10), nullable=False),
    Column("title", Sealed, nullable=False),
    Column("message_id", ID, ForeignKey("message.id"), nullable=False, index=True),  # where its pages stand
    Column("state", String(9), nullable=False),  # waiting | passed | declined | withdrawn
    Column("due", String(10)),  # the day by which it is to be signed
    Column("is_unsure", Boolean, nullable=False),  # its giver does not know who may sign
    Column("at", UtcDateTime, nullable=False),
    Index("ix_slip_family", "family_id", "at"),
)

slip_person = Table(
    "slip_person",  # who was named to sign it; once it is passed on, who has it and what they say
    metadata,
    Column("slip_id", ID, ForeignKey("slip.id"), primary_key=True),
    Column("person_id", ID, ForeignKey("person.id"), primary_key=True, index=True),
    Column("state", String(6), nullable=False),  # named | reads | asked | signed | paper | cannot
    Column("words", Sealed),  # why they cannot, sealed with their own key
    Column("message_id", ID, ForeignKey("message.id"), index=True),  # where the signed page stands
    Column("page", String(6), nullable=False),  # of the signed page: "" | waits | passed | kept
    Column("remind_at", UtcDateTime),
    Column("at", UtcDateTime, nullable=False),
    Index(
        "ix_slip_person_due",
        "remind_at",
        sqlite_where=text("remind_at IS NOT NULL"),
        postgresql_where=text("remind_at IS NOT NULL"),
    ),
)

# --- letters, a child's voice, homework ----------------------------------------------------------

letter = Table(
    "letter",  # a message between a child and an adult who may write to it, and how it stands
    metadata,
    Column("message_id", ID, ForeignKey("message.id"), primary_key=True),
    Column("circle_id", ID, ForeignKey("circle.id"), nullable=False),
    Column("family_id", ID, ForeignKey("family.id"), nullable=False),
    Column("author_id", ID, ForeignKey("person.id"), nullable=False),
    Column("kind", String(8), nullable=False),  # letter | reply | took | voice | homework | help | ask
    Column("state", String(9), nullable=False),  # written | given | not-given | withdrawn
    Column("about", String(4), nullable=False),  # of a voice: wish | tell | feel
    Column("meeting_id", ID, ForeignKey("meeting.id"), index=True),  # the visit that a wish is for
    Column("day", String(10), nullable=False),
    Column("of_id", ID, ForeignKey("message.id")),  # what it answers
    Column("by_id", ID, ForeignKey("person.id")),  # who gave it, or could not
    Column("turned_at", UtcDateTime),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_letter_circle", "circle_id", "at"),
)

letter_child = Table(
    "letter_child",
    metadata,
    Column("message_id", ID, ForeignKey("letter.message_id"), primary_key=True),
    Column("child_id", ID, ForeignKey("child.id"), primary_key=True, index=True),
)

# --- the way in and the way out ------------------------------------------------------------------

lane = Table(
    "lane",
    metadata,
    Column("way", String(3), primary_key=True),  # in | out
    Column("key", String(64), primary_key=True),
    Column("due_at", UtcDateTime),  # NULL: nothing to do, or parked until something happens
    Column("owner", BigInteger),  # who holds the lease; NULL for nobody
    Column("lease_until", Float),
    Column("token", Integer, nullable=False, default=0),
    Column("worked", Integer, nullable=False, default=0, server_default="0"),  # arrivals in this minute
    Column("worked_since", UtcDateTime),
    Index("ix_lane_due", "way", "due_at"),
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", ID, primary_key=True),
    Column("messenger", String(12), nullable=False),
    Column("event", String(255), nullable=False),
    Column("lane", String(64), nullable=False),
    Column("place", BigInteger, nullable=False),  # in the platform's own sequence
    Column("body", Sealed),  # NULL once it has been worked
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("messenger", "event"),
    Index(
        "ix_inbox_waiting",
        "lane",
        "place",
        sqlite_where=text("body IS NOT NULL"),
        postgresql_where=text("body IS NOT NULL"),
    ),
    Index(
        "ix_inbox_worked",
        "at",
        sqlite_where=text("body IS NULL"),
        postgresql_where=text("body IS NULL"),
    ),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", ID, primary_key=True),
    Column("lane", String(64), nullable=False),
    Column("person_id", ID, ForeignKey("person.id")),  # NULL for a stranger
    Column("account_id", ID),  # bound to one account, or NULL for wherever the person is written to
    Column("circle_id", ID),
    Column("author_id", ID),
    Column("message_id", ID, index=True),
    Column("meeting_id", ID),  # what it tells of, where that may be overtaken while it waits
    Column("kind", String(6), nullable=False),
    Column("operation", String(8), nullable=False),
    Column("target_id", ID),
    Column("reply_to", ID),
    Column("payload", Sealed),  # parts, header, buttons; NULL once shredded
    Column("state", String(6), nullable=False),  # held | veiled | ready | sent | ended | dead
    Column("urgency", Integer, nullable=False),
    Column("deliver_at", UtcDateTime, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("is_begun", Boolean, nullable=False, default=False),  # a send was begun and never marked
    Column("is_stale", Boolean, nullable=False, default=False),  # changed or withdrawn while on its way
    Column("is_told", Boolean, nullable=False, default=False),  # the author knows that it waits
    Column("why", String(40)),
    Column("sent_at", UtcDateTime),
    Column("sent_account", ID),
    Column("platform_id", String(255)),
    Column("sent_words", Sealed),
    Column("stranger", Sealed),  # where to, for somebody without an account
    Index(
        "ix_outbox_waiting",
        "lane",
        "urgency",
        "deliver_at",
        "id",
        sqlite_where=text("state = 'ready'"),
        postgresql_where=text("state = 'ready'"),
    ),
    Index(
        "ix_outbox_veiled",
        "lane",
        "deliver_at",
        sqlite_where=text("state = 'veiled'"),
        postgresql_where=text("state = 'veiled'"),
    ),
    Index(
        "ix_outbox_slow",
        "made_at",
        sqlite_where=text("state = 'ready' AND kind = 'words' AND is_told = 0"),
        postgresql_where=text("state = 'ready' AND kind = 'words' AND NOT is_told"),
    ),
    Index(
        "ix_outbox_own",  # the bot's own words, newest first
        "sent_account",
        "sent_at",
        sqlite_where=text("state = 'sent' AND kind != 'words' AND kind != 'watch'"),
        postgresql_where=text("state = 'sent' AND kind != 'words' AND kind != 'watch'"),
    ),
    Index(
        "ix_outbox_meeting",
        "meeting_id",
        sqlite_where=text("meeting_id IS NOT NULL AND state IN ('ready', 'veiled')"),
        postgresql_where=text("meeting_id IS NOT NULL AND state IN ('ready', 'veiled')"),
    ),
    Index("ix_outbox_copy", "sent_account", "platform_id"),
    Index("ix_outbox_seen", "person_id", "sent_at"),
)

further_part = Table(
    "further_part",  # where one row took several messages, those after the first
    metadata,
    Column("account_id", ID, primary_key=True),
    Column("platform_id", String(255), primary_key=True),
    Column("outbox_id", ID, ForeignKey("outbox.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
)

dead_letter = Table(
    "dead_letter",
    metadata,
    Column("id", ID, primary_key=True),
    Column("messenger", String(12), nullable=False),
    Column("event", String(255), nullable=False),
    Column("raw", Sealed, nullable=False),
    Column("why", String(80), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("messenger", "event"),
)

room = Table(
    "room",  # on a messenger with a room for each circle: which is whose
    metadata,
    Column("id", ID, primary_key=True),
    Column("whose", LargeBinary, nullable=False, unique=True),  # the person's address there, and the circle
    Column("place", LargeBinary, nullable=False, index=True),
    Column("details", Sealed, nullable=False),
)

# --- what stays ----------------------------------------------------------------------------------

chain_head = Table(
    "chain_head",
    metadata,
    Column("chain", ID, primary_key=True),  # a family's id, or "agency"
    Column("seq", Integer, nullable=False),
    Column("head", LargeBinary, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("chain", ID, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("actor_id", ID),
    Column("action", String(24), nullable=False),
    Column("subject_id", ID),
    Column("salt", LargeBinary, nullable=False),
    Column("commitment", LargeBinary, nullable=False),
)

handed_out = Table(
    "handed_out",  # a record that somebody was given: of what, to whom, and what for
    metadata,
    Column("id", ID, primary_key=True),
    Column("family_id", ID, ForeignKey("family.id"), nullable=False, index=True),
    Column("by_id", ID),  # NULL where it was made on the command line
    Column("details", Sealed, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

setting = Table(
    "setting",  # the program's own small state: cursors, the simulator's clock, keys of its own
    metadata,
    Column("name", String(80), primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
