"""What has to be known of a batch of raw updates before, or although, they can be read.

Makes no assumption about their form: any of them may be anything.
"""

from __future__ import annotations

from collections.abc import Sequence


def next_offset(updates: Sequence[object]) -> int | None:
    """Return what to ask Telegram for next, once all of ``updates`` are committed."""
    ids = [found for update in updates if (found := update_id(update)) is not None]
    return max(ids) + 1 if ids else None


def in_order(updates: Sequence[object]) -> list[object]:
    """Return ``updates`` by their number; one without a number comes first."""
    return sorted(updates, key=lambda update: update_id(update) or 0)


def button_presses(updates: Sequence[object]) -> list[str]:
    """Return the ids under which Telegram waits to hear that we noticed the press of a button."""
    queries = [update.get("callback_query") for update in updates if isinstance(update, dict)]
    ids = [query.get("id") for query in queries if isinstance(query, dict)]
    return [found for found in ids if isinstance(found, str)]


def topics_among(updates: Sequence[object]) -> list[str]:
    """Return, as "chat:topic", the topics in which anything was said."""
    messages = [
        update.get(kind)
        for update in updates
        if isinstance(update, dict)
        for kind in ("message", "edited_message")
    ]
    return sorted({place for message in messages if (place := _topic_of(message)) is not None})


def _topic_of(message: object) -> str | None:
    if not isinstance(message, dict) or message.get("is_topic_message") is not True:
        return None
    chat = message.get("chat")
    number = chat.get("id") if isinstance(chat, dict) else None
    thread = message.get("message_thread_id")
    return f"{number}:{thread}" if isinstance(number, int) and isinstance(thread, int) else None


def update_id(update: object) -> int | None:
    """Return the number of ``update``, if it has one."""
    found = update.get("update_id") if isinstance(update, dict) else None
    return found if isinstance(found, int) and not isinstance(found, bool) else None
