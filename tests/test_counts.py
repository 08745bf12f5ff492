from __future__ import annotations

import pytest

from bot.counts import Counts


@pytest.fixture
def counts() -> Counts:
    return Counts()


def told(counts: Counts) -> dict[str, float]:
    lines = counts.page().decode().splitlines()
    rows = [line.rpartition(" ") for line in lines if not line.startswith("#")]
    return {name: float(value) for name, _, value in rows if "_created" not in name}


def test_what_happens_is_counted_by_messenger_and_kind(counts: Counts) -> None:
    counts.arrived("telegram", "words")
    counts.arrived("telegram", "words")
    counts.arrived("matrix", "press")
    counts.sent("telegram", "not-sent")
    counts.set_aside("telegram")
    page = told(counts)
    assert page['coparenting_arrivals_total{kind="words",messenger="telegram"}'] == 2
    assert page['coparenting_arrivals_total{kind="press",messenger="matrix"}'] == 1
    assert page['coparenting_sends_total{messenger="telegram",result="not-sent"}'] == 1
    assert page['coparenting_dead_letters_total{messenger="telegram"}'] == 1


def test_a_turn_is_counted_and_timed(counts: Counts) -> None:
    counts.turned("done", 0.004)
    page = told(counts)
    assert page['coparenting_turns_total{result="done"}'] == 1
    assert page['coparenting_turn_seconds_bucket{le="0.0025"}'] == 0
    assert page['coparenting_turn_seconds_bucket{le="0.005"}'] == 1
    assert page["coparenting_turn_seconds_sum"] == pytest.approx(0.004)


def test_waiting_lanes_are_a_figure_that_goes_down_again(counts: Counts) -> None:
    counts.lanes_waiting("out", 7)
    counts.lanes_waiting("out", 2)
    assert told(counts)['coparenting_lanes_waiting{direction="out"}'] == 2


@pytest.mark.parametrize(
    "label",
    [
        "01a203dbdedd74b6bf2f6f0ca3675197",
        "@ana:example.org",
        "5551234567",
        "Ana",
        "a" * 33,
        "",
        "ana said no",
    ],
)
def test_a_label_never_carries_an_id_or_a_name(counts: Counts, label: str) -> None:
    counts.arrived(label, label)
    counts.sent(label, label)
    counts.turned(label, 0.1)
    counts.set_aside(label)
    counts.lanes_waiting(label, 1)
    page = told(counts)
    assert page['coparenting_arrivals_total{kind="other",messenger="other"}'] == 1
    assert not label or not any(f'"{label}"' in row for row in page)


def test_two_processes_in_one_test_do_not_share_their_figures(counts: Counts) -> None:
    counts.turned("done", 0.1)
    assert 'result="done"' not in Counts().page().decode()
