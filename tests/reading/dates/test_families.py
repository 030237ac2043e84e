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
