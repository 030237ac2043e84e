"""The summary, as it reads."""

from dataclasses import replace

import pytest

from bot.cards.ids import SummaryLength
from bot.cards.message import Card
from bot.cards.sources import sources_card
from bot.cards.summary import summary_card
from bot.model.countries import Dyad
from bot.model.ids import CountryCode
from bot.model.reading import Status, SummaryPart, SummaryPoint
from tests.cards import samples as s

URL = "https://fjord.example/1"
FULL = (*s.POINTS, SummaryPoint(lead="Also", text="Both agreed to talk again.", sentences=(0,)))


def show(length: SummaryLength = SummaryLength.STANDARD, *, pair: Dyad = s.PAIR, full: bool = False) -> Card:
    article = s.article(full=FULL if full else None)
    return summary_card(article, s.GAZETTEER, pair=pair, length=length, has_quiz=True)


def test_the_card_reads_as_laid_down() -> None:
    head, points, foot = (text.replace("\u00a0", " ") for text in s.texts(show()))
    assert head == (
        "-# Summary · 🇳🇴 Norway – 🇨🇱 Chile\n"
        "## Ministers meet over salmon\n"
        f"-# [Fjord Post]({URL}) · 14 March 2024 · 1 min read"
    )
    assert points == (
        "- **The meeting.** Kari Lund met Pablo Reyes in Oslo on 14 March to talk about trade. ¹\n"
        "- **Chile’s request.** Reyes asked Norway to drop its complaint. Chile wants "
        "“fair rules for salmon”, he said. ²\n"
        "- **Next.** Lund is due in Santiago in April (⏳ **planned**). ³\n"
        "- **Background.** In January, Chile held back two Norwegian ships for a week (❓ **alleged**). ⁴"
    )
    assert foot == "-# 4 of 4 sentences cited · automatic summary, nothing added from elsewhere"


def test_icons_are_bound_to_their_words() -> None:
    points = s.texts(show())[1]
    assert "(⏳\u00a0**planned**).\u00a0³" in points


def test_the_server_order_of_the_pair_is_kept() -> None:
    turned = Dyad(first=s.CHILE, second=s.NORWAY)
    assert s.texts(show(pair=turned))[0].startswith("-# Summary · 🇨🇱\u00a0Chile – 🇳🇴\u00a0Norway\n")


def test_another_server_sees_the_articles_own_order() -> None:
    other = Dyad(first=CountryCode("VCT"), second=s.CHILE)
    assert s.texts(show(pair=other))[0].startswith("-# Summary · 🇳🇴\u00a0Norway – 🇨🇱\u00a0Chile\n")


@pytest.mark.parametrize(
    ("length", "full", "label", "leads_to"),
    [
        (SummaryLength.SHORT, True, "Longer", "sl:7:standard"),
        (SummaryLength.STANDARD, True, "Longer", "sl:7:full"),
        (SummaryLength.FULL, True, "Shorter", "sl:7:standard"),
        (SummaryLength.FULL, False, "Shorter", "sl:7:short"),
    ],
)
def test_longer_and_shorter_lead_to_a_length_that_differs(
    length: SummaryLength, full: bool, label: str, leads_to: str
) -> None:
    button = s.buttons(show(length, full=full))[label]
    assert (button["custom_id"], button["disabled"]) == (leads_to, False)


def test_longer_is_disabled_where_there_is_no_more() -> None:
    assert s.buttons(show())["Longer"]["disabled"] is True


def test_sources_is_the_one_primary_button_and_quiz_me_waits_for_questions() -> None:
    view = summary_card(s.article(), s.GAZETTEER, pair=s.PAIR, has_quiz=False)
    assert [(label, part["style"], part["disabled"]) for label, part in s.buttons(view).items()] == [
        ("Sources (4)", 1, False),
        ("Longer", 2, True),
        ("Quiz me", 2, True),
        ("Report", 2, False),
    ]


def test_an_article_of_unknown_origin_says_so() -> None:
    article = s.article(published=None, source=None, url=None, title=None)
    view = summary_card(article, s.GAZETTEER, pair=s.PAIR, has_quiz=True)
    assert s.texts(view)[0].split("\n")[1:] == [
        "## An article without a title",
        "-# source not given · date not given · 1 min read",
    ]


def test_a_host_stands_for_an_unnamed_outlet() -> None:
    article = s.article(source=None, url="https://www.fjord.example/1")
    view = summary_card(article, s.GAZETTEER, pair=s.PAIR, has_quiz=True)
    assert "[fjord.example](https://www.fjord.example/1)" in s.texts(view)[0]


def test_a_point_on_a_plan_and_a_fact_gets_no_status() -> None:
    points = (SummaryPoint(lead="Both", text="They met, and Lund is due in Santiago.", sentences=(0, 2)),)
    view = summary_card(s.article(points=points), s.GAZETTEER, pair=s.PAIR, has_quiz=True)
    assert s.texts(view)[1] == "- **Both.** They met, and Lund is due in Santiago.\u00a0¹\u00a0²"


def test_a_part_that_is_alleged_is_named() -> None:
    events = (s.event("Chile holds back two ships", status=Status.OCCURRED, alleged="spying", sentence=3),)
    view = summary_card(s.article(events=events), s.GAZETTEER, pair=s.PAIR, has_quiz=True)
    assert "for a week (❓\u00a0**spying\u00a0alleged**).\u00a0⁴" in s.texts(view)[1]


def test_what_comes_from_outside_stays_text() -> None:
    article = s.article(title="**Bold** @everyone [x](http://evil.example) <@1>", source="[Fjord](http://evil.example)")
    head = s.texts(summary_card(article, s.GAZETTEER, pair=s.PAIR, has_quiz=True))[0]
    assert r"## \*\*Bold\*\* @⁠everyone \[x\](http:⁠//evil.example) \<@1>" in head
    assert rf"[\[Fjord\](http:⁠//evil.example)]({URL})" in head


def test_background_is_dropped_first_and_counted() -> None:
    long = "A minister said one thing and then another thing again. " * 4
    points = tuple(
        SummaryPoint(lead="Background" if n == 3 else f"Point {n}", text=long, sentences=(0,)) for n in range(12)
    )
    view = summary_card(
        s.article(points=(), full=points), s.GAZETTEER, pair=s.PAIR, length=SummaryLength.FULL, has_quiz=True
    )
    assert s.texts(view)[1].count("**Point") == 11
    assert "Background" not in s.texts(view)[1]
    assert "1 more point left out" in s.texts(view)[2]


HAPPENED, SAID, BACKGROUND, NEXT = (
    SummaryPart.HAPPENED, SummaryPart.SAID, SummaryPart.BACKGROUND, SummaryPart.NEXT,
)  # fmt: skip


def in_parts(*parts: SummaryPart) -> tuple[SummaryPoint, ...]:
    """Return the sample's points as of these parts."""
    return tuple(replace(point, part=part) for point, part in zip(s.POINTS, parts, strict=True))


def sections(points: tuple[SummaryPoint, ...], length: SummaryLength = SummaryLength.FULL) -> list[str]:
    """Return what the card says between its head and its foot."""
    article = s.article(points=points)
    view = summary_card(article, s.GAZETTEER, pair=s.PAIR, length=length, has_quiz=True)
    return [text.replace("\u00a0", " ") for text in s.texts(view)[1:-1]]


def test_the_full_summary_is_told_part_by_part() -> None:
    assert sections(in_parts(HAPPENED, SAID, NEXT, BACKGROUND)) == [
        "### What happened\n- **The meeting.** Kari Lund met Pablo Reyes in Oslo on 14 March to talk about trade. ¹",
        (
            "### Who said what\n- **Chile’s request.** Reyes asked Norway to drop its complaint. "
            "Chile wants “fair rules for salmon”, he said. ²"
        ),
        "### Background\n- In January, Chile held back two Norwegian ships for a week (❓ **alleged**). ³",
        "### What is next\n- Lund is due in Santiago in April (⏳ **planned**). ⁴",
    ]


def test_sources_are_numbered_in_the_order_of_the_parts() -> None:
    article = s.article(points=in_parts(HAPPENED, SAID, NEXT, BACKGROUND))
    heads = [text.split("\n")[0] for text in s.texts(sources_card(article, SummaryLength.FULL))[1:]]
    assert heads[2:] == ["**³** **Background** · sentence 4 of 4", "**⁴** **Next** · sentence 3 of 4"]
    heads = [text.split("\n")[0] for text in s.texts(sources_card(article, SummaryLength.STANDARD))[1:]]
    assert heads[2:] == ["**³** **Next** · sentence 3 of 4", "**⁴** **Background** · sentence 4 of 4"]


def test_a_part_without_points_has_no_heading() -> None:
    found = sections(in_parts(NEXT, HAPPENED, HAPPENED, NEXT))
    assert [text.split("\n")[0] for text in found] == ["### What happened", "### What is next"]
    assert [text.count("\n- ") for text in found] == [2, 2]


@pytest.mark.parametrize(
    ("points", "length"),
    [
        pytest.param(in_parts(SAID, SAID, SAID, SAID), SummaryLength.FULL, id="one part"),
        pytest.param(in_parts(HAPPENED, SAID, NEXT, BACKGROUND), SummaryLength.STANDARD, id="standard"),
        pytest.param(in_parts(NEXT, HAPPENED, SAID, SAID), SummaryLength.SHORT, id="short"),
    ],
)
def test_points_stay_one_list_in_the_order_given(points: tuple[SummaryPoint, ...], length: SummaryLength) -> None:
    (told,) = sections(points, length)
    assert "###" not in told
    assert told.index("**The meeting.**") < told.index("**Chile’s request.**")


def test_points_of_the_background_are_dropped_first_whatever_their_lead_in() -> None:
    long = "A minister said one thing and then another thing again. " * 4
    points = tuple(
        SummaryPoint(lead=f"Point {n}", text=long, sentences=(0,), part=BACKGROUND if n == 3 else HAPPENED)
        for n in range(12)
    )
    (told,) = sections(points)
    assert "**Point 3.**" not in told
    assert told.count("**Point") == 11
