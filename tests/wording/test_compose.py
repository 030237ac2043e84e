"""Which of the checked sentences make a summary, and when the offline one stands."""

from dataclasses import replace

import pytest

from bot.model.reading import Reading, SummaryPart, SummaryPoint
from bot.model.wording import Doubt, Verdict
from bot.wording.compose import compose
from tests.cards import samples as s

OFFLINE = s.article().reading
MAIN = max(OFFLINE.events, key=lambda event: event.salience).sentence
OTHER, THIRD, LAST = [i for i in range(len(OFFLINE.sentences)) if i != MAIN][:3]


def said(text: str, *sentences: int) -> Verdict:
    return Verdict(text=text, sentences=sentences)


NEWS = said("Kari Lund met Pablo Reyes in Oslo.", MAIN)
MORE = said("Chile wants fair rules for salmon.", OTHER)


def texts(points: tuple[SummaryPoint, ...]) -> list[str]:
    return [point.text for point in points]


def test_what_passed_is_told_in_its_order_and_signed() -> None:
    summary = compose(OFFLINE, [MORE, Verdict(doubt=Doubt.NAME), NEWS], worded_by="small")
    assert summary is not None
    assert (summary.worded_by, summary.title) == ("small", OFFLINE.summary.title)
    assert texts(summary.standard) == texts(summary.short) == [MORE.text, NEWS.text]
    assert all(point.lead == "" for point in summary.standard)


def test_the_full_one_adds_what_the_offline_one_tells_beyond() -> None:
    summary = compose(OFFLINE, [NEWS, MORE], worded_by="small")
    assert summary is not None
    beyond = [p for p in OFFLINE.summary.full if not {MAIN, OTHER} & set(p.sentences)]
    assert beyond
    assert summary.full == (*summary.standard, *beyond)


def test_a_point_is_of_the_part_that_the_offline_one_gives_its_sentences() -> None:
    offline = tuple(replace(p, part=SummaryPart.SAID) if OTHER in p.sentences else p for p in OFFLINE.summary.full)
    reading = replace(OFFLINE, summary=replace(OFFLINE.summary, full=offline))
    summary = compose(reading, [NEWS, MORE], worded_by="small")
    assert summary is not None
    assert [p.part for p in summary.standard] == [SummaryPart.HAPPENED, SummaryPart.SAID]


def test_what_is_said_twice_is_told_once() -> None:
    again = said("Kari Lund met Pablo Reyes in Oslo again.", MAIN)
    summary = compose(OFFLINE, [NEWS, again, MORE], worded_by="small")
    assert summary is not None
    assert texts(summary.standard) == [NEWS.text, MORE.text]


def test_the_short_one_has_at_most_two_points_and_forty_words() -> None:
    long = said(" ".join(["word"] * 34), MAIN)
    summary = compose(OFFLINE, [long, MORE, said("Lund is due in Santiago.", THIRD)], worded_by="small")
    assert summary is not None
    assert texts(summary.short) == [long.text, MORE.text]
    summary = compose(OFFLINE, [replace(long, text=f"{long.text} more"), MORE], worded_by="small")
    assert summary is not None
    assert len(summary.short) == 1


@pytest.mark.parametrize(
    "verdicts",
    [
        pytest.param([], id="nothing"),
        pytest.param([NEWS], id="one"),
        pytest.param([NEWS, Verdict(doubt=Doubt.WORDS)], id="one that passed"),
        pytest.param([MORE, said("Lund is due in Santiago.", THIRD)], id="the main event untold"),
    ],
)
def test_with_too_little_left_the_offline_one_stands(verdicts: list[Verdict]) -> None:
    assert compose(OFFLINE, verdicts, worded_by="small") is None


def test_without_events_two_sentences_are_enough() -> None:
    reading: Reading = replace(OFFLINE, events=())
    assert compose(reading, [MORE, said("Lund is due in Santiago.", THIRD)], worded_by="small") is not None
