"""When an event took place: expressions, what passes them on, lengths, the story, the article's day; never invented."""

from datetime import date, timedelta

import pytest

from bot.model.dates import UNDATED, DatedBy, DateRange, Precision
from bot.model.reading import Event
from tests.reading.events.conftest import PUBLISHED, Reader, Told

DAY, WEEK, MONTH, YEAR, RANGE = Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.YEAR, Precision.RANGE
SAID, CONTEXT, NEWS = DatedBy.EXPRESSION, DatedBy.CONTEXT, DatedBy.PUBLICATION

Row = tuple[str, str, str, Precision, DatedBy]
"""A text, words of the headline of the event that is meant, its days "MM-DD MM-DD" of 2024 or in full, and the rest."""

EXPRESSED: list[Row] = [
    ("Chad expelled two Libyan diplomats on Monday.", "expels", "2024-03-11", DAY, SAID),
    ("Peru's president will visit Chile next month.", "visit", "2024-04-01 2024-04-30", MONTH, SAID),
    ("Last week, Norway suspended aid to Malawi.", "suspends", "2024-03-04 2024-03-10", WEEK, SAID),
    ("In 2019, Kenya closed its embassy in Somalia.", "closes", "2019-01-01 2019-12-31", YEAR, SAID),
    ("Chad expelled two Libyan diplomats in Ramadan 2023.", "expels", "2023-03-23 2023-04-20", RANGE, SAID),
    ("In the first week of March, Chad expelled two Libyan envoys.", "expels", "2024-03-01 2024-03-31", MONTH, SAID),
    (
        "On March 5 Special Envoy for the Sahel Amina Diallo met with Libyan Foreign Minister Omar Haddad in Tunis.",
        "meets",
        "2024-03-05",
        DAY,
        SAID,
    ),
    ("Kenya's government on 9 February expelled two Ugandan envoys.", "expels", "2024-02-09", DAY, SAID),
    ("On Monday Canada issued a statement condemning Georgia.", "condemns", "2024-03-11", DAY, SAID),
    ("Chad may expel Libya's ambassador as early as Monday.", "may expel", "2024-03-18", DAY, SAID),
]
"""The verb's own expression, fronted or not."""

OF_NOUNS: list[Row] = [
    ("Norway on Tuesday condemned last month's attack by Chad.", "condemns", "2024-03-12", DAY, SAID),
    ("Chad on Monday lifted a 2019 embargo on Libya.", "lifts", "2024-03-11", DAY, SAID),
    ("Chad has suspended its 1965 border agreement with Libya.", "suspends", "2024-03-14", DAY, NEWS),
    ("Chad withdrew from a 1998 peace accord with Libya.", "withdraws", "2024-03-14", DAY, NEWS),
    ("Chad will hold talks with Libya in June.", "talks", "2024-06-01 2024-06-30", MONTH, SAID),
    ("Albania accused Iran of attacking Albanian ministries in July.", "accuses", "2024-03-14", DAY, NEWS),
    ("Albania accused Iran of attacking Albanian ministries in July.", "attacks", "2023-07-01 2023-07-31", MONTH, SAID),
    (
        "Chad, which expelled Libya's envoy in January, closed its border with Libya on Monday.",
        "expels",
        "2024-01-01 2024-01-31",
        MONTH,
        SAID,
    ),
]
"""A noun's date stays with the noun, what is blamed keeps its own."""

PASSED_ON: list[Row] = [
    (
        "In January rebels took Gao, and Chad suspended a pact with Mali after banning its airline, in late February.",
        "suspends",
        "2024-01-01 2024-01-31",
        MONTH,
        CONTEXT,
    ),
    ("Chad expelled two Libyan envoys on Monday and condemned Libyan raids.", "condemns", "2024-03-11", DAY, SAID),
    (
        "In 2019, Chad expelled two Libyan envoys, and Libya recalled its ambassador.",
        "recalls",
        "2019-01-01 2019-12-31",
        YEAR,
        CONTEXT,
    ),
    (
        "On Monday, Libyan guards shelled Chadian villages, killing two Chadian soldiers.",
        "kill",
        "2024-03-11",
        DAY,
        CONTEXT,
    ),
    (
        "On Monday, Chad expelled two Libyan envoys when Libyan guards shelled Chadian villages.",
        "shell",
        "2024-03-11",
        DAY,
        CONTEXT,
    ),
    (
        "In February, Chad recalled its ambassador after Libyan guards shelled Chadian villages.",
        "shell",
        "2024-02-01 2024-02-29",
        MONTH,
        CONTEXT,
    ),
]
"""What clauses share: a joined verb's, a "when" clause's, a whole month's with what came before."""

TOLD_OF: list[Row] = [
    (
        "Chad and Libya quarrelled on Monday. Chad said Libyan forces had shelled a village at dawn.",
        "shell",
        "2024-03-11",
        DAY,
        CONTEXT,
    ),
    (
        "Chad freed two Libyan sailors, and Libya in return released a Chadian pilot, in a swap on Monday.",
        "frees",
        "2024-03-11",
        DAY,
        CONTEXT,
    ),
    ("Chad said on Wednesday it had expelled two Libyan envoys.", "expels", "2024-03-13", DAY, CONTEXT),
    (
        "The foreign ministry said on Wednesday that Libya was holding talks with Chad.",
        "talks",
        "2024-03-13",
        DAY,
        CONTEXT,
    ),
    (
        "The foreign ministry said on 2 February that Chad rejects Libya's offer of talks.",
        "rejects",
        "2024-02-02",
        DAY,
        CONTEXT,
    ),
    (
        "The ministry said last year that Chad had expelled two Libyan envoys.",
        "expels",
        "2023-01-01 2023-12-31",
        YEAR,
        CONTEXT,
    ),
    ("Chad must withdraw its troops, Libya's foreign minister said on Wednesday.", "must", "2024-03-13", DAY, SAID),
    (
        "Chad announced on Monday that it will withdraw its troops from Libya in June.",
        "withdraw",
        "2024-06-01 2024-06-30",
        MONTH,
        SAID,
    ),
    (
        "Chad said on Wednesday it had expelled two Libyan envoys a week earlier.",
        "expels",
        "2024-03-04 2024-03-10",
        WEEK,
        SAID,
    ),
]
"""A saying's day is that of words and of what goes on; of what was done only in fresh news, or within a year."""

_ON_4_MARCH = "Chad expelled two Libyan diplomats on 4 March. "

OFFSETS: list[Row] = [
    (_ON_4_MARCH + "A week later, Libya closed its embassy in Chad.", "closes", "2024-03-11 2024-03-17", WEEK, SAID),
    (_ON_4_MARCH + "Two days later Libya recalled its envoy from Chad.", "recalls", "2024-03-06", DAY, SAID),
    (_ON_4_MARCH + "Libya recalled its envoy from Chad the next day.", "recalls", "2024-03-05", DAY, SAID),
    (
        _ON_4_MARCH + "Libya recalled its envoy from Chad three days after the expulsion.",
        "recalls",
        "2024-03-07",
        DAY,
        SAID,
    ),
    (
        _ON_4_MARCH + "Libya recalled its envoy from Chad within 48 hours of the expulsion.",
        "recalls",
        "2024-03-04 2024-03-06",
        RANGE,
        SAID,
    ),
    (_ON_4_MARCH + "Libya recalled its envoy from Chad hours after the expulsion.", "recalls", "2024-03-04", DAY, SAID),
    (
        "Chad's troops invaded Libya on 4 March. Three days after Chad invaded, Norway suspended aid to Chad.",
        "suspends",
        "2024-03-07",
        DAY,
        SAID,
    ),
    ("Libya recalled its envoy from Chad two days after the March 3 vote.", "recalls", "2024-03-05", DAY, SAID),
    ("Libya recalled its envoy from Chad two days after the vote on March 3.", "recalls", "2024-03-05", DAY, SAID),
    ("Chad expelled two Libyan envoys the day before the 3 March vote.", "expels", "2024-03-02", DAY, SAID),
    (
        "Chad signed a truce on 4 March. Libya expelled two Chadian envoys the day before the 8 March vote.",
        "expels",
        "2024-03-07",
        DAY,
        SAID,
    ),
    (
        "Libya held an election on 3 March. A week before the election, Chad expelled two Libyan envoys.",
        "expels",
        "2024-02-19 2024-02-25",
        WEEK,
        SAID,
    ),
    (
        "Libya recalled its envoy three days after Chad expelled two Libyan diplomats on 4 March.",
        "recalls",
        "2024-03-07",
        DAY,
        SAID,
    ),
    (
        "On 7 March Libya recalled its envoy from Chad, three days after Chad expelled two Libyan diplomats.",
        "expels",
        "2024-03-04",
        DAY,
        SAID,
    ),
    (
        "Norway imposed sanctions on Chad in February 2023 and lifted the sanctions six months later.",
        "lifts",
        "2023-08-01 2023-08-31",
        MONTH,
        SAID,
    ),
    (
        "Norway suspended aid to Malawi in 2019. A year later Norway lifted its embargo on Malawi.",
        "lifts",
        "2020-01-01 2020-12-31",
        YEAR,
        SAID,
    ),
    (
        "Chad expelled two Libyan envoys less than a week after the attack on 4 March.",
        "expels",
        "2024-03-04 2024-03-11",
        RANGE,
        SAID,
    ),
    (
        "Chad expelled two Libyan envoys about ten days after the attack on 1 March.",
        "expels",
        "2024-03-11 2024-03-17",
        WEEK,
        SAID,
    ),
    (
        "Chad and Libya signed a truce six hours after rebels attacked Libyan troops on 4 March.",
        "truce",
        "2024-03-04",
        DAY,
        SAID,
    ),
]
"""Lengths count from what they name, else from what was told last; no finer than their unit."""

REACHES: list[Row] = [
    ("For the past six months, Chad has blockaded Libyan ports.", "blockades", "2023-09-14 2024-03-14", RANGE, SAID),
    ("For six months Chad has blockaded Libyan ports.", "blockades", "2023-09-14 2024-03-14", RANGE, SAID),
    ("Chad has suspended flights to Libya for three months.", "suspends", "2024-03-14 2024-03-14", DAY, NEWS),
    ("Over the last two years, Chad has expelled ten Libyan envoys.", "expels", "2022-03-14 2024-03-14", RANGE, SAID),
    ("Chad's army killed ten Libyan soldiers in the last 24 hours.", "kills", "2024-03-13 2024-03-14", RANGE, SAID),
    ("Since May, Chad has shelled Libyan villages.", "shells", "2023-05-01 2024-03-14", RANGE, SAID),
    ("Chad shelled Libyan villages for three days from 5 March.", "shells", "2024-03-05 2024-03-07", RANGE, SAID),
    ("Chad will withdraw its troops from Libya by 14 June 2024.", "withdraw", "2024-03-14 2024-06-14", RANGE, SAID),
    (
        "Chad will withdraw its troops from Libya before the end of June.",
        "withdraw",
        "2024-03-14 2024-06-30",
        RANGE,
        SAID,
    ),
    ("Chad will withdraw its troops from Libya before 1 June.", "withdraw", "2024-03-14 2024-05-31", RANGE, SAID),
    (
        "Chad will withdraw its troops from Libya no later than 1 July.",
        "withdraw",
        "2024-03-14 2024-07-01",
        RANGE,
        SAID,
    ),
    ("Libya will hold talks with Chad until 1 July.", "talks", "2024-03-14 2024-07-01", RANGE, SAID),
    ("Chad will withdraw its troops from Libya within two weeks.", "withdraw", "2024-03-14 2024-03-28", RANGE, SAID),
    ("Chad will resume talks with Libya in two weeks.", "talks", "2024-03-25 2024-03-31", WEEK, SAID),
    ("Chad and Libya will hold talks from June 3 to 5.", "talks", "2024-06-03 2024-06-05", RANGE, SAID),
    ("Chad and Libya held talks between 2018 and 2020.", "talks", "2018-01-01 2020-12-31", RANGE, SAID),
    ("Chad and Libya held talks from Monday to Wednesday.", "talks", "2024-03-11 2024-03-13", RANGE, SAID),
    ("Chad and Libya held talks from Monday night through Tuesday.", "talks", "2024-03-11 2024-03-12", RANGE, SAID),
    ("Chad and Libya will hold talks from June until August.", "talks", "2024-06-01 2024-08-31", RANGE, SAID),
    ("Chad blockaded Libya in 1998-99.", "blockades", "1998-01-01 1999-12-31", RANGE, SAID),
]
"""Ranges: up to the article's day, up to a deadline, from a day on, between two."""

STORIES: list[Row] = [
    (
        "Norway's foreign minister Anna Berg visited Malawi last week. In Malawi, Berg met President John Banda.",
        "meets",
        "2024-03-04 2024-03-10",
        WEEK,
        CONTEXT,
    ),
    (
        "Norway's foreign minister Anna Berg will fly to Malawi on Monday. In Malawi, Berg will meet John Banda.",
        "meet",
        "2024-03-18",
        DAY,
        CONTEXT,
    ),
    (
        "Chad expelled two Libyan envoys on Monday.\nIt also closed its border with Libya.",
        "closes",
        "2024-03-11",
        DAY,
        CONTEXT,
    ),
    (
        "Chad has expelled two Libyan envoys.\nThe ministry said on Wednesday that the two were dangerous.",
        "expels",
        "2024-03-13",
        DAY,
        CONTEXT,
    ),
    (
        "Chad has expelled two Libyan envoys.\nLibya is angry.\nChad expelled the two envoys on Tuesday.",
        "expels",
        "2024-03-12",
        DAY,
        SAID,
    ),
    ("Georgia has accused Russia of jamming its radio masts.", "accuses", "2024-03-14", DAY, NEWS),
    ("Chad will visit Libya on Monday. Chad accused Libya of lying.", "accuses", "2024-03-14", DAY, NEWS),
]
"""No expression of its own: a journey, the sentence before, a fuller telling, the news of the day."""

ROWS = [*EXPRESSED, *OF_NOUNS, *PASSED_ON, *TOLD_OF, *OFFSETS, *REACHES, *STORIES]


def _named(article: Told, words: str) -> Event:
    return next(event for event in article.events if words in event.headline)


def _range(days: str) -> DateRange:
    first, *rest = (date.fromisoformat(day) for day in days.split())
    return DateRange(start=first, end=rest[0] if rest else first)


@pytest.mark.parametrize(("text", "words", "days", "fineness", "dated_by"), ROWS, ids=[row[0][-60:] for row in ROWS])
def test_dates_an_event(told: Reader, text: str, words: str, days: str, fineness: Precision, dated_by: DatedBy) -> None:
    when = _named(told(text), words).when
    assert (when.range, when.precision, when.dated_by) == (_range(days), fineness, dated_by)


UNKNOWN = [
    ("Norway recently expelled two Libyan envoys.", "expels"),
    ("Norway had expelled two Libyan envoys before that.", "expels"),
    ("Vietnam's president will visit Laos.", "visit"),
    ("Chad has repeatedly accused Libya of lying.", "accuses"),
    ("Several weeks later Libya recalled its envoy from Chad.", "recalls"),
    ("A week later Libya recalled its envoy from Chad.", "recalls"),
    ("Chad expelled two Libyan envoys three months before the vote.", "expels"),
    ("Chad expelled two Libyan envoys two days after the attack.", "expels"),
    ("Chad expelled two Libyan envoys more than a week after the attack on 4 March.", "expels"),
    ("The night before the talks, Chad's troops attacked Libyan villages.", "attack"),
    ("Chad blockaded Libyan ports for six months.", "blockades"),
    ("For years Chad has blockaded Libyan ports.", "blockades"),
    ("Chad shells Libyan villages every day.", "shells"),
    ("On Monday Chad announced plans to withdraw its troops from Libya.", "plans"),
    ("Chad announced on Monday that it would withdraw its troops from Libya.", "withdraw"),
    ("On Monday, Chad recalled its envoy after Libyan guards shelled Chadian villages.", "shell"),
    ("Chad expelled two Libyan envoys on Monday.\nLibya condemned the move.", "condemns"),
    ("Chad signed a truce with Libya on Monday and will release ten Libyan prisoners.", "release"),
    ("The ministry said on 2 February that Chad had expelled two Libyan envoys.", "expels"),
    ("Chad established relations with Libya soon after winning independence in 1960.", "establishes"),
    ("Chad established relations with Libya shortly after it left a union in January 2024.", "establishes"),
    ("Chad recalled its ambassador from Libya after a coup in 2011.", "recalls"),
]


@pytest.mark.parametrize(("text", "words"), UNKNOWN, ids=[row[0][:60] for row in UNKNOWN])
def test_a_time_that_is_not_known_in_days_is_not_guessed(told: Reader, text: str, words: str) -> None:
    assert _named(told(text), words).when == UNDATED


@pytest.mark.parametrize(
    "text",
    [
        "Chad recalled its ambassador from Libya after a court there jailed two Chadians in January.",
        "Chad recalled its ambassador from Libya soon after Libya expelled two Chadian envoys last week.",
    ],
)
def test_what_comes_after_something_of_late_is_news(told: Reader, text: str) -> None:
    assert _named(told(text), "recalls").when.dated_by is NEWS


def test_what_was_told_after_the_news_of_another_day_is_not_dated_by_the_article(told: Reader) -> None:
    text = "On Friday, divers found a wreck off Tunis. The harbour is shut. Libya has urged Chad to hold talks."
    assert told(text).first.when == UNDATED
    assert told(text, date(2024, 3, 8)).first.when.dated_by is NEWS


def test_since_then_reaches_from_the_last_date_to_the_article(told: Reader) -> None:
    text = "Chad expelled two Libyan diplomats in January. Libya has since rejected Chad's offers of talks."
    when = told(text).events[1].when
    assert when.range == DateRange(start=date(2024, 1, 1), end=PUBLISHED)
    assert when.precision is Precision.RANGE


def test_without_a_day_of_publication_lengths_still_count_from_what_is_written_out(told: Reader) -> None:
    text = "Chad expelled two Libyan envoys on 4 March 2023. Two days later Libya closed its embassy in Chad."
    assert _named(told(text, None), "closes").when.range == _range("2023-03-06")


RELATIVE = [text for text, *_ in ROWS if not any(year in text for year in ("1998", "20"))]


@pytest.mark.parametrize("text", RELATIVE, ids=[text[-60:] for text in RELATIVE])
def test_nothing_is_dated_without_a_day_of_publication_and_a_year(told: Reader, text: str) -> None:
    assert [event.when.range for event in told(text, None).events if event.when.range is not None] == []


CYCLE = timedelta(days=28 * 365 + 7)
"""After 28 years the calendar repeats itself, weekdays and leap years alike."""


@pytest.mark.parametrize("text", RELATIVE, ids=[text[-60:] for text in RELATIVE])
def test_dates_move_with_the_day_of_publication(told: Reader, text: str) -> None:
    now, then = told(text), told(text, PUBLISHED - CYCLE)
    assert [event.when.precision for event in now.events] == [event.when.precision for event in then.events]
    for one, other in zip(now.events, then.events, strict=True):
        if one.when.range is None or other.when.range is None:
            assert one.when.range is other.when.range
        else:
            assert one.when.range.start - other.when.range.start == CYCLE
            assert one.when.range.end - other.when.range.end == CYCLE
