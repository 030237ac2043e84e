"""Which articles are one story: a rule over values, and laws that hold of it."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.copies import Printed
from bot.model.ids import ArticleId, EventId
from bot.model.stories import StoryEvent, StoryPart
from bot.stories import WINDOW, stories, told_before

DAY = date(2024, 3, 14)


def about(
    number: int, *actors: str, pair: str = "CHL-NOR", salience: float = 0.5, day: date | None = None
) -> StoryEvent:
    return StoryEvent(
        id=EventId(number), headline=f"Event {number}", salience=salience, pairs=frozenset({pair}),
        actors=frozenset(actors), day=day,
    )  # fmt: skip


def part(number: int, *events: StoryEvent, days: int = 0, outlet: str = "", copies: tuple[str, ...] = ()) -> StoryPart:
    return StoryPart(
        article=ArticleId(number), title=f"Title {number}",
        printed=Printed(name=outlet or f"Outlet {number}", url=None), day=DAY + timedelta(days=days), events=events,
        copies=tuple(Printed(name=one, url=None) for one in copies),
    )  # fmt: skip


def key_of(printed: Printed) -> str:
    return printed.name or ""


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        (part(1, about(1)), part(2, about(1), days=3), True),
        (part(1, about(1)), part(2, about(1), days=4), False),
        (part(1, about(1)), part(2, about(2)), False),
        (part(1, about(1, "lund", "reyes")), part(2, about(2, "lund", "reyes")), True),
        (part(1, about(1, "lund", "reyes")), part(2, about(2, "lund")), False),
        (part(1, about(1, "lund", "reyes")), part(2, about(2, "lund", "reyes", "a", "b", "c")), False),
        (part(1, about(1, "lund", "reyes")), part(2, about(2, "lund", "reyes", pair="FRA-NOR")), False),
        (part(1), part(2), False),
        (part(1, about(1), about(2)), part(2, about(3), about(2)), True),
    ],
    ids=["event", "too late", "pair only", "two people", "one of two", "two of five", "another pair", "nothing", "any"],
)
def test_two_articles_are_one_story(one: StoryPart, other: StoryPart, is_one: bool) -> None:
    assert (len(stories([one, other], key_of)) == 1) is is_one
    assert (len(stories([other, one], key_of)) == 1) is is_one


def test_a_story_goes_on_from_one_article_to_the_next() -> None:
    chain = [part(n, about(1), days=3 * n) for n in range(4)]
    (story,) = stories(chain, key_of)
    assert (story.first, story.last) == (DAY, DAY + timedelta(days=9))
    first, second = stories([chain[0], chain[2]], key_of)
    assert (first.last, second.last) == (DAY + timedelta(days=6), DAY)


def test_a_story_counts_outlets_once_and_copies_apart() -> None:
    parts = [
        part(1, about(1), outlet="A", copies=("B", "C", "D")),
        part(2, about(1), outlet="B"),
        part(3, about(1), outlet="A", copies=("D",)),
    ]
    (story,) = stories(parts, key_of)
    assert [one.name for one in story.outlets] == ["A", "B"]
    assert story.copies == 2


def test_a_story_is_called_by_what_most_of_it_tells() -> None:
    parts = [part(1, about(1), about(9, salience=0.9)), part(2, about(1))]
    (story,) = stories(parts, key_of)
    assert [one.id for one in story.events] == [1, 9]
    assert story.title == "Event 1"
    assert stories([part(3)], key_of)[0].title == "Title 3"


EVENTS = st.builds(
    lambda number, actors, pair: about(number, *actors, pair=pair),
    st.integers(1, 6),
    st.sets(st.sampled_from("abcd"), max_size=3),
    st.sampled_from(["CHL-NOR", "FRA-NOR"]),
)
PARTS = st.lists(
    st.builds(lambda events, days: (events, days), st.lists(EVENTS, max_size=3), st.integers(0, 12)), max_size=9
).map(lambda rows: [part(n, *events, days=days) for n, (events, days) in enumerate(rows)])


@given(PARTS, st.randoms())
def test_any_order_gives_the_same_stories_and_each_article_stands_in_one(
    parts: list[StoryPart], chance: Random
) -> None:
    shuffled = list(parts)
    chance.shuffle(shuffled)
    found = stories(parts, key_of)
    assert stories(shuffled, key_of) == found
    assert sorted(one.article for story in found for one in story.parts) == [one.article for one in parts]


@given(PARTS)
def test_articles_that_are_one_are_in_one_story_and_no_story_has_a_gap(parts: list[StoryPart]) -> None:
    story_of = {one.article: at for at, story in enumerate(stories(parts, key_of)) for one in story.parts}
    for one in parts:
        for other in parts:
            if one != other and len(stories([one, other], key_of)) == 1:
                assert story_of[one.article] == story_of[other.article]
    for story in stories(parts, key_of):
        for before, after in zip(story.parts, story.parts[1:], strict=False):
            assert after.day - before.day <= WINDOW


@pytest.mark.parametrize(
    ("salience", "told", "instead"),
    [
        pytest.param(0.5, {1}, 1, id="as weighty"),
        pytest.param(0.64, {1}, 1, id="a little weightier"),
        pytest.param(0.7, {1}, None, id="clearly weightier"),
        pytest.param(0.5, {3}, None, id="of another day, in the same article"),
        pytest.param(0.5, {5}, 5, id="of the same day, in the same article"),
        pytest.param(0.5, {9}, None, id="another story"),
        pytest.param(0.5, set(), None, id="nothing told"),
    ],
)
def test_a_told_story_is_told_again_only_for_a_clearly_weightier_event(
    salience: float, told: set[int], instead: int | None
) -> None:
    first = part(1, about(1), about(4))
    first_day, next_day = date(2024, 3, 14), date(2024, 3, 15)
    later = part(
        2, about(2, salience=salience, day=first_day), about(3, day=next_day), about(5, day=first_day), about(1), days=1
    )
    other = part(3, about(9, pair="FRA-NOR"))
    found = stories([first, later, other], key_of)
    assert told_before(found, EventId(2), {EventId(one) for one in told}, salience=salience) == instead
