"""The digest, as it reads."""

from dataclasses import replace
from datetime import date

import pytest

from bot.cards.digest import digest_card
from bot.cards.message import Card
from bot.model.dates import DateRange
from bot.model.settings import Cadence
from tests.cards import samples as s

ONE, TWO, THREE = (f"https://fjord.example/{n}" for n in (1, 2, 3))


def plain(view: Card) -> list[str]:
    return [text.replace("\u00a0", " ") for text in s.texts(view)]


def test_a_day_reads_as_laid_down() -> None:
    head, happened, said, coming, past, foot = plain(digest_card(s.digest(), s.GAZETTEER))
    assert head == (
        "-# Daily digest · 🇳🇴 Norway – 🇨🇱 Chile\n"
        "## A meeting in Oslo, a request over salmon\n"
        "-# Thursday 14 March 2024 · 11 articles read · 2 new events"
    )
    assert happened == (
        "### What happened\n"
        f"💬 **14 Mar** · Talks · Kari Lund and Pablo Reyes meet in Oslo. [¹]({ONE}) [²]({TWO})\n"
        f"📨 **14 Mar** · Request · Pablo Reyes asks Norway to drop its complaint. [¹]({ONE}) [²]({TWO})"
    )
    assert said == (
        "### What each side said\nNo statement read from 🇳🇴 Norway.\n"
        f"🇨🇱 **Chile** · Pablo Reyes said that Chile wants fair rules. [¹]({ONE})"
    )
    assert coming == (
        f"### Coming up\n💬 **week of 18 Mar** · Talks · ⏳ **planned** · Kari Lund is due in Santiago. [²]({TWO})"
    )
    assert past == (
        f"### On this day, 6 years ago\n🤝 **14 Mar 2018** · Cooperation · "
        f"Norway and Chile sign a fisheries treaty. [³]({THREE})"
    )
    assert foot == (
        f"-# Sources: [¹ Fjord Post]({ONE}) · [² Fjord Post]({TWO}) · [³ Andes Wire]({THREE})\n"
        "-# Next digest <t:1710484200:f>"
    )


def test_a_quiet_day_tells_what_is_planned_and_what_was_notable_on_the_day() -> None:
    assert plain(digest_card(s.digest(events=0), s.GAZETTEER)) == [
        (
            "-# Daily digest · 🇳🇴 Norway – 🇨🇱 Chile\n## A quiet day\n"
            "-# Thursday 14 March 2024 · 11 articles read · no new event"
        ),
        f"💬 **week of 18 Mar** · Talks · ⏳ **planned** · Kari Lund is due in Santiago. [¹]({TWO})",
        (
            "### On this day, 6 years ago\n🤝 **14 Mar 2018** · Cooperation · "
            f"Norway and Chile sign a fisheries treaty. [²]({THREE})"
        ),
        f"-# Sources: [¹ Fjord Post]({TWO}) · [² Andes Wire]({THREE})\n-# Next digest <t:1710484200:f>",
    ]


def test_years_ago_are_counted_from_the_day_of_the_digest_not_from_the_days_that_it_covers() -> None:
    past = s.stored(9, s.event("Norway and Chile sign a treaty", when=s.dated(date(2023, 1, 1))))
    new_year = DateRange.day(date(2023, 12, 31))
    shown = replace(s.digest(events=0, coming=0), on_this_day=past, period=new_year, today=date(2024, 1, 1))
    told = next(text for text in plain(digest_card(shown, s.GAZETTEER)) if text.startswith("### "))
    assert told.startswith("### On this day, a year ago\n💬 **1 Jan 2023** · Talks · ")


def test_weeks_and_months_name_their_days() -> None:
    week = DateRange(start=date(2024, 3, 11), end=date(2024, 3, 17))
    month = DateRange(start=date(2024, 3, 1), end=date(2024, 3, 31))
    weekly = replace(s.digest(cadence=Cadence.WEEKLY), period=week)
    monthly = replace(s.digest(cadence=Cadence.MONTHLY), period=month)
    assert "Weekly digest" in plain(digest_card(weekly, s.GAZETTEER))[0]
    assert "\n-# 11–17 March 2024 · " in plain(digest_card(weekly, s.GAZETTEER))[0]
    assert "\n-# March 2024 · " in plain(digest_card(monthly, s.GAZETTEER))[0]


def test_what_finds_no_room_is_counted() -> None:
    happened = s.texts(digest_card(s.digest(events=8), s.GAZETTEER))[1]
    assert happened.count("\n") == 6
    assert happened.endswith("\n-# 3 more in /events")


def test_a_section_without_content_is_dropped_with_its_heading() -> None:
    shown = replace(s.digest(coming=0), statements=(), on_this_day=None, next_run=None)
    texts = s.texts(digest_card(shown, s.GAZETTEER))
    assert [text.split("\n")[0] for text in texts[1:-1]] == ["### What happened"]
    assert "Next digest" not in texts[-1]


def test_long_addresses_are_linked_in_the_foot_only() -> None:
    url = "https://fjord.example/" + "x" * 250
    texts = s.texts(digest_card(s.digest(events=5, url=url), s.GAZETTEER))
    assert texts[1].endswith("\u00a0¹\u00a0²")
    assert f"[¹ Fjord Post]({url})" in texts[-1]


def test_the_button_starts_a_quiz_on_the_digests_days() -> None:
    button = s.buttons(digest_card(s.digest(), s.GAZETTEER))["Test yourself"]
    assert (button["style"], button["custom_id"]) == (1, "qp:NORCHL:0fu6m0fu6m")


@pytest.mark.parametrize(
    ("stories", "words"),
    [(4, "11 articles read, 4 stories"), (1, "11 articles read, 1 story"), (11, "11 articles read")],
)
def test_articles_that_tell_the_same_are_counted_as_stories(stories: int, words: str) -> None:
    head = plain(digest_card(replace(s.digest(), stories=stories), s.GAZETTEER))[0]
    assert head.endswith(f"· {words} · 2 new events")
