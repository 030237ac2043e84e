"""What other articles told before, on a summary: apart from its points, each with its own source."""

from dataclasses import replace
from datetime import date

import pytest

from bot.cards.ids import SummaryLength
from bot.cards.message import Card, measure
from bot.cards.summary import summary_card
from bot.model.plover import EventType
from bot.model.reading import Status, SummaryPart, SummaryPoint
from bot.model.stored import StoredEvent
from tests.cards import samples as s

POST = s.report(21, source="Andes Wire", url="https://andes.example/21")
WIRE = replace(s.report(22, source="Bergen Mail", url="https://bergen.example/22"), published=date(2024, 2, 20))
SHIPS = s.stored(
    31,
    s.event(
        "Chile holds back two ships", type_=EventType.COERCE, status=Status.REPORTED, when=s.dated(date(2024, 1, 9))
    ),
    reports=(POST,),
)
TALKS = s.stored(32, s.event("Lund calls Reyes", when=s.dated(date(2024, 2, 1))), reports=(WIRE, POST))
PLAN = s.stored(
    33, s.event("Reyes is due in Oslo", status=Status.PLANNED, when=s.dated(date(2024, 3, 13))), reports=(POST,)
)
ALONE = "automatic summary, nothing added from elsewhere"
BESIDE = "automatic summary, its points are from this article only"


def show(*earlier: StoredEvent, length: SummaryLength = SummaryLength.STANDARD) -> Card:
    return summary_card(s.article(), s.GAZETTEER, pair=s.PAIR, length=length, has_quiz=True, earlier=earlier)


def texts(view: Card) -> list[str]:
    return [text.replace("\u00a0", " ") for text in s.texts(view)]


def test_three_events_stand_apart_with_their_sources() -> None:
    _, points, earlier, sources, foot = texts(show(SHIPS, TALKS, PLAN))
    assert "Chile holds back" not in points
    assert earlier == (
        "### Earlier in this relation\n"
        "- ⛓️ **9 Jan 2024** · Coercion · ❓ **alleged** · Chile holds back two ships. [⁵](https://andes.example/21)\n"
        "- 💬 **1 Feb 2024** · Talks · Lund calls Reyes. [⁶](https://bergen.example/22)\n"
        "- 💬 **13 Mar 2024** · Talks · ⏳ **planned** · Reyes is due in Oslo. [⁵](https://andes.example/21)"
    )
    assert sources == (
        "-# From other articles: [⁵ Andes Wire](https://andes.example/21) (14 March 2024) · "
        "[⁶ Bergen Mail](https://bergen.example/22) (20 February 2024)"
    )
    assert foot == f"-# 4 of 4 sentences cited · {BESIDE}"


def test_one_event_has_one_source() -> None:
    _, _, earlier, sources, _ = texts(show(SHIPS))
    assert earlier.count("\n- ") == 1
    assert sources == "-# From another article: [⁵ Andes Wire](https://andes.example/21) (14 March 2024)"


def test_nothing_found_is_not_spoken_of() -> None:
    assert len(texts(show())) == 3
    assert texts(show())[-1].endswith(ALONE)


def test_the_short_summary_is_of_the_article_alone() -> None:
    found = texts(show(SHIPS, length=SummaryLength.SHORT))
    assert len(found) == 3
    assert found[-1].endswith(ALONE)


def test_a_report_that_can_be_opened_goes_before_an_earlier_one() -> None:
    pasted = s.report(23, source="A pasted text", url="")
    assert "[⁵ Andes Wire](" in texts(show(replace(SHIPS, reports=(pasted, POST))))[3]
    found = texts(show(replace(SHIPS, reports=(replace(pasted, url=None, published=None),))))
    assert found[2].endswith("Chile holds back two ships. ⁵")
    assert found[3] == "-# From another article: ⁵ A pasted text (date not given)"


def test_what_comes_from_outside_stays_text() -> None:
    source = replace(POST, source="[Wire](http://evil.example) *x*")
    event = s.stored(31, s.event("**Chile** <@1> holds"), reports=(source,))
    found = texts(show(event))
    assert r"\*\*Chile\*\* \<@1> holds." in found[2]
    assert r"[⁵ \[Wire\](http:⁠//evil.example) \*x\*](https://andes.example/21)" in found[3]


@pytest.mark.parametrize("length", [SummaryLength.STANDARD, SummaryLength.FULL])
def test_all_buttons_stay(length: SummaryLength) -> None:
    view = show(SHIPS, TALKS, PLAN, length=length)
    assert [label.split(" ")[0] for label in s.buttons(view)] == [
        "Sources", "Shorter" if length is SummaryLength.FULL else "Longer", "Quiz", "Report",
    ]  # fmt: skip
    assert measure(view).components == 15


def test_a_source_of_several_events_has_one_number() -> None:
    found = texts(show(SHIPS, replace(TALKS, reports=(POST,))))
    assert found[2].count("[⁵](") == 2
    assert found[3].count("Andes Wire") == 1


def longest(url: str | None, words: int) -> Card:
    """Return a full card of eight points of so many times four words, with three events of long names."""
    parts = tuple(SummaryPart)
    points = tuple(
        SummaryPoint(lead="A long lead-in", text="A minister said it. " * words, sentences=(n % 4,), part=parts[n % 4])
        for n in range(8)
    )
    sources = [replace(s.report(40 + n, source="The Long Name of an Outlet " * 3), url=url) for n in range(3)]
    events = [s.stored(n, s.event("A headline of many words " * 9), reports=(one,)) for n, one in enumerate(sources)]
    return summary_card(
        s.article(points=(), full=points), s.GAZETTEER, pair=s.PAIR, length=SummaryLength.FULL, has_quiz=True,
        earlier=events,
    )  # fmt: skip


def lines(view: Card) -> list[str]:
    """Return the lines of the events."""
    return next(text for text in texts(view) if "### Earlier" in text).split("\n")[1:]


def test_links_stand_at_the_names_only_where_they_are_long() -> None:
    near, far = (longest(url, 2) for url in ("https://fjord.example/1", "https://fjord.example/" + "x" * 270))
    assert all("](https" in line for line in lines(near))
    assert not any("](https" in line for line in lines(far))
    assert measure(far).characters <= 3000


def test_sentences_are_cut_where_room_is_short() -> None:
    wide, tight = (max(map(len, lines(longest(None, words)))) for words in (3, 11))
    assert wide > 160
    assert tight < 130


def test_where_there_is_no_room_the_events_are_left_out_and_counted() -> None:
    found = texts(longest(None, 13))
    assert not any("### Earlier" in text for text in found)
    assert found[-1] == f"-# 4 of 4 sentences cited · 3 earlier events left out · {ALONE}"
