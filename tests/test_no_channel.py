"""Nothing that one side does about meetings shows on the other side's screens, files and feeds, nor when.

Two parents who may have no contact, and two families with children in one home. Each story is played whole,
and again without one side: what the other side sees is the same, to the second. Whoever stands between them
may be told of her own calendar; what she answers then is hers, and is the same answer in both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.apart import BOTH, CASTS, ONE, OTHER, Cast, Deed, Record, Sight, played

WHO_ELSE = {ONE: OTHER, OTHER: ONE}
SUGGESTING = ("/visit", "/visit", "/call")
LIKELY = ("", "", "", "Yes, that works", "Yes, that works", "Say yes", "Look at it", "Another time")


def the_same(cast: Cast, story: Sequence[Deed], side: str, whole: Record | None = None) -> Record:
    """Play a story whole and without the others, and find no difference before one side's people."""
    whole = whole or played(cast, story)
    alone = played(cast, story, WHO_ELSE[side], whole)
    for who in cast.sides[side]:
        _compare(who, whole.seen[who], alone.seen[who], story)
        told = "\n".join("\n".join(sight) for sight in whole.seen[who])
        for name in cast.names_of(WHO_ELSE[side]):
            assert name not in told, f"{who} reads {name}"
        for number, deed in enumerate(story):
            is_said = f"Zqword{number:02}" in told
            assert not (deed.side == WHO_ELSE[side] and is_said), f"{who} reads what was said in {deed}"
    return whole


def _compare(who: str, whole: Sequence[Sight], alone: Sequence[Sight], story: Sequence[Deed]) -> None:
    at = next((at for at, pair in enumerate(zip(whole, alone, strict=False)) if pair[0] != pair[1]), None)
    if at is None and len(whole) != len(alone):
        at = min(len(whole), len(alone))
    if at is not None:
        told = "\n".join(f"{number:2} {deed}" for number, deed in enumerate(story))
        pytest.fail(
            f"{who} sees\n  {whole[at : at + 2]}\n"
            f"and without the others\n  {alone[at : at + 2]}\nin this story:\n{told}"
        )


# --- a whole life of meetings, on both sides at once ---------------------------------------------


def _life(cast: Cast) -> list[Deed]:
    """Return a story in which each command is used, the other side's deeds between those of the one."""
    (one, *_), (other, *_), (carer, *_) = cast.sides[ONE], cast.sides[OTHER], cast.middle[OTHER]
    does, between, desk = partial(Deed, ONE, one), partial(Deed, ONE, carer), partial(Deed, ONE, cast.desk)
    does_too, between_too = partial(Deed, OTHER, other), partial(Deed, OTHER, carer)
    desk_too = partial(Deed, OTHER, cast.desk)
    shared = BOTH if cast.names_of(ONE) == cast.sides[ONE] else ONE
    passes = partial(Deed, "", "", "pass")
    return [
        does("/visit", days=2, hour=15, choices=(0, 0, 1)),
        does_too("/visit", days=2, hour=15, choices=(0, 0, 1)),
        between("press", "Another time", days=2, hour=16),
        between_too("press", "Yes, that works"),
        desk_too("press", "Say yes"),
        does("press", "Yes, that works"),
        desk("press", "Say yes"),
        # A fixed time in the week, at the same hour for both.
        between_too("/call", days=1, hour=18, picks=("Every week",)),
        between("/call", days=1, hour=18, picks=("Every week",)),
        does_too("press", "Yes, that works"),
        does("press", "Yes, that works"),
        desk_too("press", "Say yes"),
        desk("press", "Say yes"),
        # Two at once of which she takes one: the other hears no more than that it does not work.
        does("/visit", days=4, hour=15, choices=(0, 0, 1)),
        does_too("/visit", days=4, hour=15, choices=(0, 0, 1)),
        between("press", "Yes, that works"),
        desk("press", "Say yes"),
        between_too("press", "Yes, that works", says_no=True),
        # Two at once of which she takes both.
        does("/visit", days=5, hour=15, choices=(0, 0, 1)),
        does_too("/visit", days=5, hour=15, choices=(0, 0, 1)),
        between("press", "Yes, that works"),
        between_too("press", "Yes, that works"),
        Deed(shared, carer, "/event", days=3, hour=16, choices=(0, 1, 1)),
        *(() if shared == BOTH else (between_too("/event", days=3, hour=16, choices=(0, 1, 1)),)),
        desk_too("press", "Let them come"),
        desk("press", "Let them come"),
        does_too("press", "I can't make it"),
        does("press", "I'll be there"),
        # What is outside of what is set: the caseworker alone knows of it.
        does_too("/visit", days=0, hour=18, hours=5, choices=(7, 1)),
        does("/visit", days=5, hour=17, hours=5, choices=(7, 1)),
        desk_too("press", "Say no"),
        desk("press", "Say yes"),
        does_too("/calendar"),
        does_too("press", "In my phone calendar"),
        does_too("/settings reminders", choices=(3,)),
        does("/settings reminders", choices=(2,)),
        does_too("press", "Look at it"),
        does_too("press", "Add or change", choices=(0, 2)),
        between_too("press", "Look at it"),
        between_too("press", "Move it", days=3, hour=15),
        between("press", "Look at it"),
        between("press", "Add or change", choices=(0, 1)),
        desk_too("/team", days=3, hour=16, choices=(0, 0, 1)),
        desk("/team", days=3, hour=16, choices=(0, 0, 1)),
        passes(hours=27),
        does_too("press", "Running late"),
        does("press", "I'll be there"),
        passes(hours=30),
        does_too("press", "It happened"),
        between("press", "It did not happen"),
        between_too("press", "It did not happen"),
        Deed(shared, carer, "press", "Call it off"),
        desk_too("/permission", picks=("Give or change", "Visits", "Yes"), choices=(0, 0)),
        desk_too("/permission", picks=("End it now", "Calls", "I have told them"), choices=(0, 0)),
        does("press", "Look at it"),
        does("press", "Call it off"),
        desk_too("/nocontact", choices=(0, 0, 0)),
        passes(hours=40),
    ]


LIVED = frozenset(
    {
        "Yes, that works",
        "Another time",
        "Say yes",
        "Say no",
        "Look at it",
        "I'll be there",
        "I can't make it",
        "Running late",
        "Move it",
        "Add or change",
        "Call it off",
        "It happened",
        "It did not happen",
        "Let them come",
        "End it now",
        "As a file",
        "What was",
        "In my phone calendar",
        "Every week",
        "All right",
    }
)


@pytest.mark.parametrize("cast", CASTS.values(), ids=CASTS)
def test_a_whole_life_of_meetings_beside_another(cast: Cast) -> None:
    story = _life(cast)
    whole = the_same(cast, story, ONE)
    the_same(cast, story, OTHER, whole)
    assert whole.clashed, "nobody between them was ever asked for by both at once"
    assert whole.pressed >= LIVED, f"never done: {sorted(LIVED - whole.pressed)}"


def test_who_is_kept_from_whoever_holds_an_appointment_is_not_missed_by_others() -> None:
    """That one parent may not meet the caregiver any more says nothing of the appointment to the other."""
    cast = CASTS["apart"]
    story = [
        Deed(BOTH, "Wendy", "/event", days=3, hour=16, choices=(0, 1, 1)),
        Deed(ONE, cast.desk, "press", "Let them come"),
        Deed(ONE, cast.desk, "/nocontact", choices=(0, 0, 0)),
        Deed("", "", "pass", hours=100),
    ]
    whole = the_same(cast, story, OTHER)
    assert "You can't take part in this." in "\n".join("\n".join(sight) for sight in whole.seen["Ana"])
    assert "BEGIN:VEVENT" not in [sight[2] for sight in whole.seen["Ana"] if sight[1] == "feed"][-1]


# --- whatever they do ----------------------------------------------------------------------------


def _deeds(cast: Cast) -> st.SearchStrategy[Deed]:
    choices = st.lists(st.integers(0, 11), min_size=4, max_size=6).map(tuple)
    common = {"choices": choices, "days": st.integers(0, 4), "hour": st.sampled_from((14, 15, 16))}
    shared = BOTH if cast.names_of(ONE) == cast.sides[ONE] else ""

    def does(side: str, who: Sequence[str], *verbs: str) -> st.SearchStrategy[Deed]:
        return st.builds(
            Deed,
            st.just(side),
            st.sampled_from(who),
            st.sampled_from(verbs),
            **common,
            hours=st.integers(1, 3),
            picks=st.sampled_from(((), (), ("Every week",), ("Every two weeks",))),
            says_no=st.booleans(),
        )

    def presses(side: str, who: Sequence[str]) -> st.SearchStrategy[Deed]:
        return st.builds(
            Deed,
            st.just(side),
            st.sampled_from(who),
            st.just("press"),
            st.sampled_from(LIKELY) if side != BOTH else st.just(""),
            **common,
            says_no=st.booleans(),
        )

    made: list[Callable[[], st.SearchStrategy[Deed]]] = []
    for side in (ONE, OTHER):
        desk = (cast.desk,)
        made += [
            partial(does, side, cast.sides[side], *SUGGESTING, "/calendar", "/settings reminders"),
            partial(presses, side, cast.sides[side]),
            partial(presses, side, cast.sides[side]),
            partial(does, side, cast.middle[side], *SUGGESTING, *(() if shared else ("/event",))),
            partial(presses, side, cast.middle[side]),
            partial(presses, side, cast.middle[side]),
            partial(presses, side, desk),
            partial(presses, side, desk),
            partial(does, side, desk, "/permission", "/permission", "/team", "/nocontact"),
        ]
    if shared:
        made += [
            partial(does, BOTH, cast.middle[OTHER], "/event"),
            partial(presses, BOTH, cast.middle[OTHER]),
        ]
    passing = st.builds(Deed, st.just(""), st.just(""), st.just("pass"), hours=st.sampled_from((1, 9, 26)))
    return st.one_of(passing, *(make() for make in made))


def _stories(cast: Cast, length: int) -> st.SearchStrategy[tuple[str, list[Deed]]]:
    beginning = st.just(_life(cast)[:7])
    rest = st.lists(_deeds(cast), min_size=length, max_size=length)
    whole = st.builds(lambda first, then: [*first, *then], beginning, rest)
    return st.tuples(st.sampled_from((ONE, OTHER)), whole)


def _look_at_stories(cast: Cast, length: int, told: settings) -> None:
    @told
    @given(_stories(cast, length))
    def look(told: tuple[str, list[Deed]]) -> None:
        side, story = told
        the_same(cast, story, side)

    look()


@pytest.mark.parametrize("cast", CASTS.values(), ids=CASTS)
def test_nothing_of_one_side_shows_on_the_other(cast: Cast) -> None:
    told = settings(max_examples=2, deadline=None, derandomize=True, database=None, phases=(Phase.generate,))
    _look_at_stories(cast, 18, told)


@pytest.mark.soak
@pytest.mark.parametrize("cast", CASTS.values(), ids=CASTS)
def test_nothing_of_one_side_shows_on_the_other_for_a_long_time(cast: Cast) -> None:
    told = settings(
        max_examples=150, deadline=None, database=None, derandomize=False, phases=(Phase.generate,)
    )
    _look_at_stories(cast, 50, told)
