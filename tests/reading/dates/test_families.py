"""One table a family: a sentence, its time expressions with extent, type and value, read on Wednesday, 14 June 2023."""

from datetime import date

import pytest
from spacy.language import Language

from bot.model.reading import Span
from bot.reading.dates import find_timexes

WEDNESDAY = date(2023, 6, 14)
Row = tuple[str, list[str]]


def read(nlp: Language, text: str, published: date | None = WEDNESDAY) -> list[str]:
    doc = nlp(text)
    sentences = [Span(start=s.start_char, end=s.end_char) for s in doc.sents]
    return [f"{text[t.start : t.end]} {t.type.value} {t.value}" for t in find_timexes(doc, sentences, published)]


def rows(*table: Row) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("text", "expected"), table, ids=[text[:40] for text, _ in table])


@rows(
    ("The two leaders met on Monday.", ["Monday DATE 2023-06-12"]),
    ("The minister resigned on Wednesday.", ["Wednesday DATE 2023-06-14"]),
    ("The minister will resign on Wednesday.", ["Wednesday DATE 2023-06-14"]),
    ("The court ruled on Thursday.", ["Thursday DATE 2023-06-08"]),
    ("The court will rule on Thursday.", ["Thursday DATE 2023-06-15"]),
    ("The court is expected to rule on Friday.", ["Friday DATE 2023-06-16"]),
    ("The court is to rule on Friday.", ["Friday DATE 2023-06-16"]),
    ("The envoy flew home last Wednesday.", ["last Wednesday DATE 2023-06-07"]),
    ("The envoy flies home next Wednesday.", ["next Wednesday DATE 2023-06-21"]),
    ("Rebels took the port the previous Friday.", ["the previous Friday DATE 2023-06-02"]),
    ("Sunday's ruling angered the opposition.", ["Sunday DATE 2023-06-11"]),
    ("Ships may leave as early as Friday.", ["Friday DATE 2023-06-16"]),
    ("Shelling began late Tuesday.", ["late Tuesday DATE 2023-06-13"]),
    ("Shelling began early Tuesday morning.", ["Tuesday morning TIME 2023-06-13TMO"]),
    ("Shelling stopped on Saturday night.", ["Saturday night TIME 2023-06-10TNI"]),
    ("On Thursday, June 8, the ships left.", ["Thursday, June 8 DATE 2023-06-08"]),
    ("On Tuesday 6 June 2023 the ships left.", ["Tuesday 6 June 2023 DATE 2023-06-06"]),
    ("The Sun reported that Sat Nav sales fell.", []),
    ("The Sunday Times reported that Black Friday sales fell.", []),
    ("They agreed on Thursday to vote by Friday.", ["Thursday DATE 2023-06-08", "Friday DATE 2023-06-16"]),
    ("The truce runs until Sunday.", ["Sunday DATE 2023-06-18"]),
)
def test_weekdays(nlp: Language, text: str, expected: list[str]) -> None:
    assert read(nlp, text) == expected


@rows(
    ("The treaty was signed on May 3, 1994.", ["May 3, 1994 DATE 1994-05-03"]),
    ("The treaty was signed on 3 May 1994.", ["3 May 1994 DATE 1994-05-03"]),
    ("The treaty was signed on the 3rd of May.", ["the 3rd of May DATE 2023-05-03"]),
    ("It was signed on Feb. 9 after long talks.", ["Feb. 9 DATE 2023-02-09"]),
    ("Troops crossed the border on October 7.", ["October 7 DATE 2022-10-07"]),
    ("Voters will go to the polls on October 7.", ["October 7 DATE 2023-10-07"]),
    ("In February the talks collapsed.", ["February DATE 2023-02"]),
    ("In November the talks collapsed.", ["November DATE 2022-11"]),
    ("The summit will take place in November.", ["November DATE 2023-11"]),
    ("The summit will take place in January.", ["January DATE 2024-01"]),
    ("The minister resigned last June.", ["last June DATE 2022-06"]),
    ("The new law took effect in April last year.", ["April last year DATE 2022-04"]),
    ("The pact of July 1997 still holds.", ["July 1997 DATE 1997-07"]),
    ("The ceasefire came in mid-July of 2006.", ["mid-July of 2006 DATE 2006-07"]),
    ("Talks resumed at the end of March.", ["the end of March DATE 2023-03"]),
    ("Theresa May resigned, and protesters march today.", ["today DATE 2023-06-14"]),
    ("Ministers may march on the capital.", []),
    ("In May 20 people died.", ["May DATE 2023-05"]),
    ("The May 9 parade was cancelled.", ["May 9 DATE 2023-05-09"]),
    ("There was no vote on February 30.", []),
    ("In 2016, they voted on Nov. 8.", ["2016 DATE 2016", "Nov. 8 DATE 2016-11-08"]),
    ("It began in 2016. They voted on Nov. 8.", ["2016 DATE 2016", "Nov. 8 DATE 2022-11-08"]),
    ("Trade fell in Jan-March 2022.", ["Jan DATE 2022-01", "March 2022 DATE 2022-03"]),
)
def test_months_and_days(nlp: Language, text: str, expected: list[str]) -> None:
    assert read(nlp, text) == expected


@rows(
    ("Envoys will travel to Oslo on July 25-26.", ["July 25 DATE 2023-07-25", "26 DATE 2023-07-26"]),
    ("Talks ran from March 3 to 5 in Geneva.", ["March 3 DATE 2023-03-03", "5 DATE 2023-03-05"]),
    ("Talks ran from 12–18 May in Geneva.", ["12 DATE 2023-05-12", "18 May DATE 2023-05-18"]),
    ("They met on 12 and 18 May 2021.", ["12 DATE 2021-05-12", "18 May 2021 DATE 2021-05-18"]),
    (
        "They met on April 3, 4 and 6 in Rome.",
        ["April 3 DATE 2023-04-03", "4 DATE 2023-04-04", "6 DATE 2023-04-06"],
    ),
    ("The siege lasted from May to July 2021.", ["May DATE 2021-05", "July 2021 DATE 2021-07"]),
    ("It lasted from November to February 2021.", ["November DATE 2020-11", "February 2021 DATE 2021-02"]),
    ("Sanctions applied between 2018 and 2020.", ["2018 DATE 2018", "2020 DATE 2020"]),
    ("The crisis of 1998–99 hit exports.", ["1998 DATE 1998", "99 DATE 1999"]),
    ("The crisis of 1999-00 hit exports.", ["1999 DATE 1999", "00 DATE 2000"]),
    ("The plan for 2021-2025 was approved.", ["2021 DATE 2021", "2025 DATE 2025"]),
    ("On March 3 20 ships left.", ["March 3 DATE 2023-03-03"]),
)
def test_ranges_and_lists(nlp: Language, text: str, expected: list[str]) -> None:
    assert read(nlp, text) == expected


@rows(
    ("The accord of 2015 was dropped.", ["2015 DATE 2015"]),
    ("Exports fell in late 2022.", ["late 2022 DATE 2022"]),
    ("The deal was struck in nineteen eighty-six.", ["nineteen eighty-six DATE 1986"]),
    ("Spending in fiscal 2024 will rise.", ["fiscal 2024 DATE 2024"]),
    ("Some 2000 soldiers crossed the river.", []),
    ("It cost $2000, or 1999 euros, under Resolution 1929.", []),
    ("Only 1,999 of 2.014 ships arrived.", []),
    ("The year 2024 and the year two thousand differ.", ["The year 2024 DATE 2024", "the year two thousand DATE 2000"]),
    ("Relations were warm in the nineties.", ["the nineties DATE 199"]),
    ("He was born in May '98.", ["May '98 DATE 1998-05"]),
    ("Agenda 2030, Boeing 1900 and No. 1984 are names.", []),
    ("Relations were warm in the 1990s.", ["the 1990s DATE 199"]),
    ("Relations were warm in the early '80s.", ["the early '80s DATE 198"]),
    ("A war of the 20th century is remembered.", ["the 20th century DATE 19"]),
)
def test_years_decades_and_centuries(nlp: Language, text: str, expected: list[str]) -> None:
    assert read(nlp, text) == expected


@rows(
    ("They spoke today and will speak tomorrow.", ["today DATE 2023-06-14", "tomorrow DATE 2023-06-15"]),
    ("They spoke late yesterday.", ["late yesterday DATE 2023-06-13"]),
    ("She said tonight that talks go on.", ["tonight TIME 2023-06-14TNI"]),
    ("Police arrested him last night.", ["last night TIME 2023-06-13TNI"]),
    ("Police arrested him this morning.", ["this morning TIME 2023-06-14TMO"]),
    ("Police arrested him yesterday evening.", ["yesterday evening TIME 2023-06-13TEV"]),
    ("USA Today reported the arrest.", []),
)
def test_deictic_days_and_parts_of_the_day(nlp: Language, text: str, expected: list[str]) -> None:
    assert read(nlp, text) == expected


@rows(
    ("Exports fell in the third quarter.", ["the third quarter DATE 2022-Q3"]),
    ("Exports fell in the second quarter.", ["the second quarter DATE 2023-Q2"]),
    ("Exports fell in the fourth quarter of 2021.", ["the fourth quarter of 2021 DATE 2021-Q4"]),
    ("A first-quarter loss was reported.", ["first-quarter DATE 2023-Q1"]),
    ("Sales rise this quarter and fall next quarter.", ["this quarter DATE 2023-Q2", "next quarter DATE 2023-Q3"]),
    ("Sales rose in the latest quarter.", ["the latest quarter DATE 2023-Q1"]),
    ("Sales rose in the 2021 third quarter.", ["the 2021 third quarter DATE 2021-Q3"]),
    ("Sales rose in this year's first half.", ["this year's first half DATE 2023-H1"]),
    (
        "Sales rose in the first quarter from the year-ago quarter.",
        [
            "the first quarter DATE 2023-Q1",
            "the year-ago quarter DATE 2022-Q1",
        ],
    ),
    (
        "Sales rose in the first quarter. In the quarter, costs fell.",
        [
            "the first quarter DATE 2023-Q1",
            "the quarter DATE 2023-Q1",
        ],
    ),
    ("In Q3 2022 exports fell.", ["Q3 2022 DATE 2022-Q3"]),
    ("In last year's third quarter exports fell.", ["last year's third quarter DATE 2022-Q3"]),
    ("In the first half of 2023 exports fell.", ["the first half of 2023 DATE 2023-H1"]),
    ("A quarter of the fleet and half of the army left.", []),
    ("Last summer was dry.", ["Last summer DATE 2022-SU"]),
    ("This spring was dry.", ["This spring DATE 2023-SP"]),
    ("The summer of 1998 was dry.", ["The summer of 1998 DATE 1998-SU"]),
    ("Prices fall as rivers spring from the hills.", []),
)
def test_quarters_halves_and_seasons(nlp: Language, text: str, expected: list[str]) -> None:
    assert read(nlp, text) == expected


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
def test_holidays(nlp: Language, text: str, expected: list[str]) -> None:
    assert read(nlp, text) == expected


@rows(
    ("Filed on 2023-06-01 and 2023-W22.", ["2023-06-01 DATE 2023-06-01", "2023-W22 DATE 2023-W22"]),
    ("Filed on 6/1/2023 and 25/12/2022.", ["6/1/2023 DATE 2023-06-01", "25/12/2022 DATE 2022-12-25"]),
    ("Filed in 2023-05.", ["2023-05 DATE 2023-05"]),
    ("The attacks of 9/11 and the fraction 9/12.", ["9/11 DATE 2001-09-11"]),
    ("Shops are open 24/7 in 1/2 of the towns.", []),
    ("Filed on 2023-02-30 and 99/99/2023.", []),
)
def test_figures(nlp: Language, text: str, expected: list[str]) -> None:
    assert read(nlp, text) == expected


@rows(
    ("They met on Friday.", ["Friday DATE XXXX-WXX-5"]),
    ("They met on June 14.", ["June 14 DATE XXXX-06-14"]),
    ("They met in June.", ["June DATE XXXX-06"]),
    ("They met on June 14, 2023.", ["June 14, 2023 DATE 2023-06-14"]),
    ("They met today, last week and two years ago.", [
        "today DATE PRESENT_REF", "last week DATE PAST_REF", "two years ago DATE PAST_REF",
    ]),
    ("They will meet next month.", ["next month DATE FUTURE_REF"]),
    ("They met in the third quarter and on Christmas Day.", [
        "the third quarter DATE XXXX-Q3", "Christmas Day DATE XXXX-12-25",
    ]),
    ("They met at 8 p.m. Monday.", ["8 p.m. Monday TIME XXXX-WXX-1T20:00"]),
)  # fmt: skip
def test_without_a_day_of_publication(nlp: Language, text: str, expected: list[str]) -> None:
    assert read(nlp, text, None) == expected
