"""The card of stories, within its limits whatever stands on it."""

from dataclasses import replace
from datetime import date

import pytest

from bot.cards.message import measure
from bot.cards.stories import STORIES_A_PAGE, stories_card
from bot.model.copies import Printed
from bot.model.ids import ArticleId, EventId
from bot.model.stories import Story, StoryEvent, StoryPart
from tests.cards import samples as s

LONG = "Foreign Minister Kari Lund_* " * 12


def story(number: int, *, name: str = "Fjord Post", title: str = "Lund meets Reyes", outlets: int = 1) -> Story:
    printed = tuple(Printed(name=f"{name} {n}", url=f"https://o.example/{'a' * 200}{n}") for n in range(outlets))
    events = tuple(
        StoryEvent(id=EventId(n), headline=title, salience=0.5, pairs=frozenset({"CHL-NOR"}), actors=frozenset())
        for n in range(number, number + 6)
    )
    part = StoryPart(article=ArticleId(number), title=title, printed=printed[0], day=date(2024, 3, 14), events=events)
    return Story(parts=(part,) * outlets, events=events, outlets=printed, copies=number)


@pytest.mark.parametrize("count", [1, STORIES_A_PAGE, STORIES_A_PAGE * 3 + 1])
@pytest.mark.parametrize("title", ["Lund meets Reyes", LONG])
@pytest.mark.parametrize("outlets", [1, 9])
def test_a_page_fits(count: int, title: str, outlets: int) -> None:
    found = [story(n + 1, name=title[:60], title=title, outlets=outlets) for n in range(count)]
    for first in range(0, count, STORIES_A_PAGE):
        view = stories_card(found, [s.PAIR], s.GAZETTEER, pair=None, first=first, days_back=7)
        assert measure(view).characters <= 3400


def test_a_story_says_when_how_much_who_and_which_events() -> None:
    view = stories_card([replace(story(3, outlets=6), copies=2)], [s.PAIR], s.GAZETTEER, pair=s.PAIR, days_back=7)
    shown = "\n".join(s.texts(view)).replace("\u00a0", " ")
    assert "**14 March 2024** · 6 articles by 6 outlets · copied by 2 more\nLund meets Reyes." in shown
    assert "-# 🇳🇴 Norway – 🇨🇱 Chile · [Fjord Post 0](https://o.example/" in shown
    assert " and 2 more · E3, E4, E5, E6" in shown


def test_no_story_of_a_pair_leads_to_all() -> None:
    view = stories_card([], [s.PAIR], s.GAZETTEER, pair=s.PAIR, days_back=7)
    assert list(s.buttons(view)) == ["All stories"]
