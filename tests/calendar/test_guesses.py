"""Whoever guesses is slowed down, alone, for a minute, and at a cost that is bounded."""

from __future__ import annotations

from bot.guesses import MISSES, REMEMBERED, SECONDS, Guesses


class Watch:
    """A monotonic clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


def missed(guesses: Guesses, address: str, times: int = MISSES) -> None:
    for _ in range(times):
        guesses.missed(address)


def test_so_many_misses_are_let_pass_and_no_more() -> None:
    guesses = Guesses(Watch())
    missed(guesses, "192.0.2.1", MISSES - 1)
    assert guesses.wait_for("192.0.2.1") == 0
    guesses.missed("192.0.2.1")
    assert guesses.wait_for("192.0.2.1") == SECONDS
    assert guesses.wait_for("192.0.2.2") == 0


def test_the_wait_ends_as_the_oldest_miss_is_forgotten() -> None:
    watch = Watch()
    guesses = Guesses(watch)
    guesses.missed("192.0.2.1")
    watch.at += 30.5
    missed(guesses, "192.0.2.1", MISSES - 1)
    assert guesses.wait_for("192.0.2.1") == 30
    watch.at += 29.5
    assert guesses.wait_for("192.0.2.1") == 0
    guesses.missed("192.0.2.1")
    assert guesses.wait_for("192.0.2.1") == 31
    watch.at += SECONDS
    assert guesses.wait_for("192.0.2.1") == 0


def test_all_addresses_of_one_site_are_one() -> None:
    guesses = Guesses(Watch())
    for n in range(MISSES):
        guesses.missed(f"2001:db8::{n:x}")
    assert guesses.wait_for("2001:db8::ffff:1") > 0
    assert guesses.wait_for("2001:db8:0:1::1") == 0
    missed(guesses, "::ffff:192.0.2.1")
    assert guesses.wait_for("192.0.2.1") > 0
    assert guesses.wait_for("::ffff:192.0.2.2") == 0


def test_what_is_no_address_is_one_of_them_too() -> None:
    guesses = Guesses(Watch())
    missed(guesses, "unknown")
    assert guesses.wait_for("") > 0
    assert guesses.wait_for("fe80::1%eth0") == 0


def test_no_more_is_remembered_than_has_room() -> None:
    guesses = Guesses(Watch())
    missed(guesses, "192.0.2.1")
    for n in range(REMEMBERED - 1):
        guesses.missed(f"10.{n >> 16}.{(n >> 8) & 255}.{n & 255}")
    assert guesses.wait_for("192.0.2.1") > 0
    guesses.missed("198.51.100.1")
    assert guesses.wait_for("192.0.2.1") == 0
    assert len(guesses._missed) == REMEMBERED
    assert all(len(times) <= MISSES for times in guesses._missed.values())
