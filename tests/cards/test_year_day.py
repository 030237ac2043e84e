"""The card of a day of the year."""

from dataclasses import replace
from datetime import date

import pytest

from bot.cards.message import measure
from bot.cards.year_day import day_card
from bot.model.countries import Dyad
from bot.model.ids import CountryCode
from bot.model.stored import StoredEvent
from bot.model.year_days import DayView, YearDay
from tests.cards import samples as s

OTHER = Dyad(first=CountryCode("VCT"), second=CountryCode("NOR"))
MARCH_14 = YearDay(month=3, day=14)


def treaty(year: int, number: int = 1) -> DayView:
    return view(s.stored(number, s.event("Norway and Chile sign a treaty", when=s.dated(date(year, 3, 14)))))


def view(*events: StoredEvent, **changes: object) -> DayView:
    made = DayView(
        day=MARCH_14,
        pairs=(s.PAIR,),
        is_own=True,
        today=date(2024, 3, 14),
        events=events,
        total=len(events),
        before=MARCH_14.after(-1),
        after=MARCH_14.after(1),
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # tests change any field


def plain(shown: DayView) -> list[str]:
    return [text.replace("\u00a0", " ") for text in s.texts(day_card(shown, s.GAZETTEER))]


def test_a_day_reads_as_laid_down() -> None:
    head, event, foot = plain(treaty(1974))
    assert head == "-# On this day · 🇳🇴 Norway – 🇨🇱 Chile\n## 14 March in other years\n-# 1974 · 1 event"
    assert event == (
        "💬 **1974** · 50 years ago · Talks\nNorway and Chile sign a treaty. [¹](https://fjord.example/1)\n"
        "-# 🇳🇴 Norway → 🇨🇱 Chile · E1"
    )
    assert foot == "-# Sources: [¹ Fjord Post](https://fjord.example/1)"


def test_the_days_around_are_a_click_away_of_the_same_pairs() -> None:
    own = s.buttons(day_card(treaty(1974), s.GAZETTEER))
    assert {label.replace("\u00a0", " "): part["custom_id"] for label, part in own.items()} == {
        "‹ 13 March": "yd:313",
        "15 March ›": "yd:315",
    }
    asked = s.buttons(day_card(replace(treaty(1974), is_own=False, pairs=(OTHER,)), s.GAZETTEER))
    assert sorted(str(part["custom_id"]) for part in asked.values()) == ["yp:VCTNOR:313", "yp:VCTNOR:315"]


def test_a_day_of_which_nothing_is_recorded_says_so() -> None:
    head, body = plain(view(pairs=(s.PAIR, OTHER)))
    assert head.startswith("-# On this day · 🇳🇴 Norway – 🇨🇱 Chile and 1 more pair\n")
    assert head.endswith("\n-# nothing recorded")
    assert body.startswith("Nothing is recorded of the pairs that are followed here that is dated to this day.")
    assert measure(day_card(view(), s.GAZETTEER)).components < 12


def test_what_is_left_out_is_counted() -> None:
    assert plain(replace(treaty(1974), total=12))[0].endswith("1974 · 12 events, the weightiest 1 shown")


def test_the_leap_day_says_when_digests_tell_it() -> None:
    shown = replace(treaty(1976), day=YearDay(month=2, day=29))
    assert "tells it on 28 February" in plain(shown)[-1]


@pytest.mark.parametrize("letter", ["W", "外", "*"])
def test_the_longest_day_keeps_to_the_limits(letter: str) -> None:
    words, url = letter * 300, "https://fjord.example/" + "x" * 270
    reports = tuple(s.report(number, source=letter * 80, url=url) for number in (1, 2, 3))
    event = s.event(words, when=s.dated(date(1949, 3, 14)), alleged="spying")
    events = [s.stored(10**9 + number, event, reports=reports, names=(words, words)) for number in range(8)]
    size = measure(day_card(view(*events, total=1234, pairs=(OTHER, s.PAIR)), s.GAZETTEER))
    assert size.components <= 40
    assert size.characters <= 4000


def test_where_nothing_is_recorded_the_nearest_days_are_a_click_away() -> None:
    empty = view(before=YearDay(month=2, day=27), after=YearDay(month=3, day=21))
    assert list(s.buttons(day_card(empty, s.GAZETTEER))) == ["‹ 27\u00a0February", "21\u00a0March ›"]
