"""Whose day a name means, of which year, and how far it reaches; the tables' rows are tested by their own examples."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc as RawDoc
from spacy.vocab import Vocab

from bot.model.dates import DateRange, Timex
from bot.model.reading import Span
from bot.reading.dates import find_timexes
from bot.reading.dates.holidays import NAMES, nth_weekday
from bot.reading.parsed import Doc

WEDNESDAY = date(2023, 6, 14)
Row = tuple[str, list[str]]


def timexes(nlp: Language, text: str, published: date | None = WEDNESDAY) -> tuple[Timex, ...]:
    doc = Doc(nlp(text))
    return find_timexes(doc, [Span(start=s.start_char, end=s.end_char) for s in doc.sents], published)


def read(nlp: Language, text: str, published: date | None = WEDNESDAY) -> list[str]:
    return [f"{text[t.start : t.end]} {t.type.value} {t.value}" for t in timexes(nlp, text, published)]


def rows(*table: Row) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("text", "expected"), table, ids=[text[:40] for text, _ in table])


@rows(
    ("Guns fell silent on Christmas Eve.", ["Christmas Eve DATE 2022-12-24"]),
    ("They will meet on Christmas Day.", ["Christmas Day DATE 2023-12-25"]),
    ("They met on Good Friday 2022.", ["Good Friday 2022 DATE 2022-04-15"]),
    ("The markets closed for Lunar New Year.", ["Lunar New Year DATE 2023-01-22"]),
    ("Workers marched on May Day.", ["May Day DATE 2023-05-01"]),
    ("Families met last Thanksgiving.", ["last Thanksgiving DATE 2022-11-24"]),
    ("Shops shut on Memorial Day.", ["Memorial Day DATE 2023-05-29"]),
    ("They will vote on Election Day.", ["Election Day DATE 2023-11-07"]),
)
def test_a_holiday_of_the_nearest_year(nlp: Language, text: str, expected: list[str]) -> None:
    assert read(nlp, text) == expected


@rows(
    ("Ukraine marked its 32nd Independence Day.", ["Independence Day DATE 2022-08-24"]),
    ("India's 75th Republic Day parade was long.", ["Republic Day DATE 2023-01-26"]),
    ("The U.A.E. thanked Qatar on its National Day.", ["National Day DATE 2022-12-18"]),
    ("Qatar's envoy left on the U.A.E.'s National Day.", ["National Day DATE 2022-12-02"]),
    ("The Independence Day of the Republic of Kazakhstan passed.", ["The Independence Day DATE 2022-12-16"]),
    ("Clashes began on Independence Day in South Sudan.", ["Independence Day DATE 2022-07-09"]),
    ("Kyiv was quiet. America celebrated Independence Day.", ["Independence Day DATE 2022-07-04"]),
    ("Fireworks were banned on Independence Day.", ["Independence Day DATE 2022-07-04"]),
    ("Biden will give an Independence Day speech.", ["Independence Day DATE 2023-07-04"]),
    ("Crowds marked Tuvalu's Independence Day.", []),
    ("Crowds marked National Day and Constitution Day.", []),
    ("Lithuania's Independence Day came.", ["Independence Day DATE 2023-03-11"]),
    ("Turkey's leader saw the Victory Day parade in Moscow.", ["Victory Day DATE 2023-05-09"]),
    ("Turkey's Victory Day was marked.", ["Victory Day DATE 2022-08-30"]),
    ("Trudeau met Biden before Thanksgiving.", ["Thanksgiving DATE 2022-11-24"]),
    ("Talks in Canada stopped before Canadian Thanksgiving.", ["Canadian Thanksgiving DATE 2022-10-10"]),
)
def test_the_country_of_a_day(nlp: Language, text: str, expected: list[str]) -> None:
    assert read(nlp, text) == expected


def test_a_country_named_too_long_before_does_not_decide(nlp: Language) -> None:
    text = "Ukraine was calm. " + "The shops were open and the streets were full. " * 7 + "It was Independence Day."
    assert read(nlp, text) == ["Independence Day DATE 2022-07-04"]
    assert read(nlp, "Ukraine was calm. It was Independence Day.") == ["Independence Day DATE 2022-08-24"]


@rows(
    ("They agreed on a truce ahead of Eid al-Adha.", ["Eid al-Adha DATE 2023-06-28"]),
    ("They fought on Eid al-Adha.", ["Eid al-Adha DATE 2022-07-09"]),
    ("They will meet on Flag Day.", ["Flag Day DATE 2023-06-14"]),
    ("They met last Flag Day.", ["last Flag Day DATE 2022-06-14"]),
    ("They will meet next Flag Day.", ["next Flag Day DATE 2024-06-14"]),
    ("They met this Easter and meet again this Christmas.", [
        "this Easter DATE 2023-04-09", "this Christmas DATE 2022-12-25",
    ]),
    ("They left before this year's Ramadan.", ["this year DATE 2023", "Ramadan DATE 2023-04"]),
    ("They left on last year's Independence Day.", ["last year DATE 2022", "Independence Day DATE 2022-07-04"]),
    ("They fought on Yom Kippur in 1973.", ["Yom Kippur DATE 1973-10-06", "1973 DATE 1973"]),
    ("They met on Easter Sunday, April 9, 2023.", ["Easter Sunday DATE 2023-04-09", "April 9, 2023 DATE 2023-04-09"]),
    ("They met at Christmas 2022.", ["Christmas 2022 DATE 2022-12-25"]),
    ("They met for Eid 2022 and for Ramadan 2030.", ["2022 DATE 2022", "2030 DATE 2030"]),
    ("They fought at Tet 1968.", ["1968 DATE 1968"]),
    ("They will march on Inauguration Day.", ["Inauguration Day DATE 2025-01-20"]),
)  # fmt: skip
def test_the_year_of_a_day(nlp: Language, text: str, expected: list[str]) -> None:
    assert read(nlp, text) == expected


@rows(
    ("They met on the Fourth of July.", ["the Fourth of July DATE 2023-07-04"]),
    ("They met on July Fourth.", ["July Fourth DATE 2023-07-04"]),
    ("They celebrated the Chinese New Year.", ["the Chinese New Year DATE 2023-01-22"]),
    ("The Lunar New Year holiday was long.", ["Lunar New Year DATE 2023-01-22"]),
    ("They met on Christmas morning.", ["Christmas morning TIME 2022-12-25TMO"]),
    ("They met on Halloween night.", ["Halloween night TIME 2022-10-31TNI"]),
    ("They met in Easter week.", ["Easter week DATE 2023-W14"]),
    ("They met over Thanksgiving weekend.", ["Thanksgiving weekend DATE 2022-W47-WE"]),
    ("They met over Memorial Day weekend.", ["Memorial Day weekend DATE 2023-W21-WE"]),
    ("They meet every Christmas and every National Day of China.", [
        "every Christmas SET XXXX-12-25", "every National Day SET XXXX-10-01",
    ]),
    ("He died at the end of the holy month of Ramadan.", ["the end of the holy month of Ramadan DATE 2023-04"]),
    ("They held a Victory Day parade.", ["Victory Day DATE 2023-05-09"]),
    ("They signed the Good Friday Agreement of 1998.", ["1998 DATE 1998"]),
    ("Noel Christmas met Tariq Ramadan and Ramadan Shallah.", []),
    ("On Christmas Day Turkey shelled the town.", ["Christmas Day DATE 2022-12-25"]),
    ("During Ramadan Hamas fired rockets.", ["Ramadan DATE 2023-04"]),
    ("The New Year opened badly, and in the new year talks go on.", []),
    ("They sold eggs at christmas and on victory day.", []),
)  # fmt: skip
def test_the_extent_of_a_day_and_what_is_none(nlp: Language, text: str, expected: list[str]) -> None:
    assert read(nlp, text) == expected


@rows(
    ("They met on Christmas Day.", ["Christmas Day DATE XXXX-12-25"]),
    ("They met on Thanksgiving.", ["Thanksgiving DATE XXXX-11"]),
    ("They met on Easter Monday and in Easter week.", ["Easter Monday DATE XXXX", "Easter week DATE XXXX"]),
    ("They landed on D-Day.", ["D-Day DATE 1944-06-06"]),
    ("They met on Easter Monday 2022.", ["Easter Monday 2022 DATE 2022-04-18"]),
)
def test_without_a_day_of_publication(nlp: Language, text: str, expected: list[str]) -> None:
    assert read(nlp, text, None) == expected


def test_a_holy_month_ranges_over_its_own_days(nlp: Language) -> None:
    (ramadan,) = timexes(nlp, "Fighting went on during Ramadan.")
    assert ramadan.range == DateRange(start=date(2023, 3, 23), end=date(2023, 4, 20))


def test_a_holy_month_that_has_begun_is_the_one_meant(nlp: Language) -> None:
    within = date(2024, 3, 13)
    assert read(nlp, "Fighting will go on during Ramadan.", within) == ["Ramadan DATE 2024-03"]
    assert read(nlp, "They met last Ramadan.", within) == ["last Ramadan DATE 2023-04"]


def test_days_of_one_year_are_not_told_of_before_it(nlp: Language) -> None:
    assert read(nlp, 'He announced his "Liberation Day" tariffs.', date(2022, 6, 14)) == []
    after = read(nlp, 'He announced his "Liberation Day" tariffs.', date(2026, 6, 14))
    assert after == ["Liberation Day DATE 2025-04-02"]


@pytest.mark.parametrize(
    ("month", "weekday", "n", "day"),
    [(11, 3, 4, 23), (5, 0, -1, 29), (12, 6, -1, 31), (12, 6, 1, 3), (2, 1, -2, 21)],
)
def test_nth_weekday(month: int, weekday: int, n: int, day: int) -> None:
    assert nth_weekday(2023, month, weekday, n) == date(2023, month, day)


@given(st.sampled_from(sorted(NAMES)), st.integers(1600, 2400))
def test_every_name_has_ordered_days_of_the_year_asked_for(first: str, year: int) -> None:
    for name in NAMES[first]:
        meant = [*name.holidays, *(one for known in name.by_country.values() for _, one in known)]
        for one in meant:
            days = one.days(year)
            assert list(days) == sorted(set(days))
            assert all(day.year == year for day in days)


_WORDS = """
Independence Day National Christmas Eve Easter week weekend Ramadan month of the holy New Year 's ' Ukraine South Korea
China . , 2022 1968 last this next every in on U.S. Good Friday Agreement Eid al-Fitr Tet morning Labor
"""


def tag(text: str, published: date | None) -> tuple[Timex, ...]:
    """Tag a text in one token without a parse."""
    doc = Doc(RawDoc(Vocab(), words=[text], spaces=[False]))
    return find_timexes(doc, [Span(start=0, end=len(text))], published)


@given(st.lists(st.sampled_from(_WORDS.split()), min_size=1, max_size=20), st.none() | st.dates())
@settings(max_examples=300, deadline=None)
def test_any_order_of_names_gives_ordered_disjoint_spans(words: list[str], published: date | None) -> None:
    text = " ".join(words)
    found = tag(text, published)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= one.start < one.end <= len(text) and one.value for one in found)


@pytest.mark.parametrize(
    "piece", ["Independence Day ", "National Day ", "holy month of Ramadan ", "New Year ", "holy "]
)
@pytest.mark.timeout(20)
def test_a_long_run_of_names_takes_no_longer_than_its_length(piece: str) -> None:
    assert isinstance(tag(piece * (100_000 // len(piece)) + "Ramadan", WEDNESDAY), tuple)
