"""Making sure that whoever is in a room can read what comes next, before it is sent.

The library lets a lost key pass without a word, and then the message is unreadable for ever. Knows nothing
of what is said.
"""

from __future__ import annotations

from nio import AsyncClient

from bot.adapters.matrix.problems import asked
from bot.chat.messenger import NotSent


async def hand_out(client: AsyncClient, room_id: str, reader: str) -> None:
    """Give the room's key to every device in it that lacks it; one room is worked by one caller at a time.

    Who is invited gets it too, so that nothing is unreadable after joining. Raises NotSent where a key did
    not get through, or where the reader has no app yet that could take one.
    """
    room = client.rooms[room_id]
    if not room.encrypted:
        return
    client.olm.update_tracked_users(room)
    if room.users[reader].invited:
        # Of people with whom no room is shared yet, the homeserver does not tell what changes.
        client.olm.users_for_key_query.add(reader)
    if client.should_query_keys:
        await asked(client.keys_query())
    if not any(True for _ in client.device_store.active_user_devices(reader)):
        raise NotSent("no-device")
    if not client.olm.should_share_group_session(room_id):
        return
    if missing := client.get_missing_sessions(room_id):
        await asked(client.keys_claim(missing))
    try:
        await asked(client.share_group_session(room_id, ignore_unverified_devices=True))
    except NotSent:
        client.olm.outbound_group_sessions.pop(room_id, None)
        raise
    if not _is_handed_out(client, room_id):
        client.olm.outbound_group_sessions.pop(room_id, None)
        raise NotSent("key-not-shared")


def is_first_app(client: AsyncClient, user: str) -> bool:
    """Whether somebody of whom it is told that their apps have changed had none until now."""
    if client.olm is None or user == client.user_id or user not in client.olm.tracked_users:
        return False
    return not any(True for _ in client.device_store.active_user_devices(user))


async def keep_house(client: AsyncClient) -> None:
    """Do what keys ask for after each sync: upload, query, claim, answer. Raises SendProblem."""
    if client.olm is None:
        return
    if client.should_upload_keys:
        await asked(client.keys_upload())
    if client.should_query_keys:
        await asked(client.keys_query())
    if client.should_claim_keys:
        await asked(client.keys_claim(client.get_users_for_key_claiming()))
    for message in tuple(client.outgoing_to_device_messages):
        await asked(client.to_device(message))


def _is_handed_out(client: AsyncClient, room_id: str) -> bool:
    session = client.olm.outbound_group_sessions[room_id]
    has_it = session.users_shared_with | session.users_ignored
    return all(
        (user, device.id) in has_it
        for user in client.rooms[room_id].users
        for device in client.device_store.active_user_devices(user)
        # A device whose one-time keys ran out cannot be given anything; its other ones can.
        if client.olm.session_store.get(device.curve25519)
    )
