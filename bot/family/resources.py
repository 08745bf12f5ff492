"""Which of the agency's classes, groups and services somebody is shown, and what may help them now.

Knows no file, and nothing of how they are asked for.
"""

from __future__ import annotations

from typing import Final

from bot.chat.people import View
from bot.config.resources import TOPICS
from bot.family import relay
from bot.family.commands import SendToLine
from bot.family.facts import Facts
from bot.family.listed import Resource
from bot.family.outcome import Outcome

HELPS: Final = {"ride": "transport", "work": "work", "sick": "health", "child-sick": "children"}
"""What may help with what got in the way of a meeting."""


def shown_to(view: View, facts: Facts) -> tuple[Resource, ...]:
    """Return those that are for the speaker."""
    return tuple(one for one in facts.watch.resources if one.is_for(view.speaker.role))


def about(topic: str, view: View, facts: Facts) -> tuple[Resource, ...]:
    """Return those about a topic."""
    return tuple(one for one in shown_to(view, facts) if topic in one.topics)


def topics(view: View, facts: Facts) -> tuple[str, ...]:
    """Return the topics there is something about."""
    return tuple(one for one in TOPICS if about(one, view, facts))


def having(words: str, view: View, facts: Facts) -> tuple[Resource, ...]:
    """Return those in which these words stand."""
    return tuple(one for one in shown_to(view, facts) if one.has(words, view.speaker.language))


def ask_for(command: SendToLine, view: View, facts: Facts) -> Outcome:
    """Tell the caseworker with which of them somebody would like help."""
    return relay.send_to_line(command, view, facts, heading="line-resource")


def helpful(view: View, facts: Facts) -> tuple[str, str] | None:
    """Return what topic may help with what got in the speaker's way, and which that was: it is said once."""
    for one in facts.in_the_way:
        topic = HELPS.get(one.how, "")
        if topic and about(topic, view, facts):
            return topic, f"{one.meeting}:{one.day}"
    return None
