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
    ("The siege lasted two weeks.", ["two weeks DURATION P2W"]),
    ("The siege lasted nearly two and a half years.", ["nearly two and a half years DURATION P2Y6M"]),
    ("Talks took five and a half hours.", ["five and a half hours DURATION PT5H30M"]),
    ("Talks took twenty-four days.", ["twenty-four days DURATION P24D"]),
    ("Talks took a couple of months.", ["a couple of months DURATION P2M"]),
    ("A five-year plan and a 30-day truce were agreed.", ["five-year DURATION P5Y", "30-day DURATION P30D"]),
    ("It follows several weeks of talks.", ["several weeks DURATION PXW"]),
    ("Aid should arrive within weeks.", ["weeks DURATION PXW"]),
    ("They fought for two decades.", ["two decades DURATION P20Y"]),
    ("The border stayed shut over the past six months.", ["the past six months DURATION P6M"]),
    ("Trade fell in the first nine months.", ["the first nine months DURATION P9M"]),
    ("It lasted more than a week and at least ten days.", [
        "more than a week DURATION P1W", "at least ten days DURATION P10D",
    ]),
    ("A 50-year-old man and a woman, 37 years old, were held.", []),
    ("Tolls cost $5 a day.", []),
    ("It took a hundred and twenty days.", ["a hundred and twenty days DURATION P120D"]),
    ("It took half a year or dozens of years.", ["half a year DURATION P6M", "dozens of years DURATION PXY"]),
    ("A day-long strike and a months-long siege ended.", ["day-long DURATION P1D", "months-long DURATION PXM"]),
    ("It takes two to three weeks, or a year or two.", [
        "two to three weeks DURATION P2W", "a year or two DURATION P1Y",
    ]),
    ("A fortnight, 90 seconds and 2.5 hours passed.", [
        "A fortnight DURATION P2W", "90 seconds DURATION PT90S", "2.5 hours DURATION PT2H30M",
    ]),
    ("He left three days after the vote.", ["three days DURATION P3D"]),
)  # fmt: skip
def test_lengths(nlp: Language, text: str, expected: list[str]) -> None:
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
    ("She will visit China this week.", ["this week DATE 2023-W24"]),
    ("She visited China last week.", ["last week DATE 2023-W23"]),
    ("Last month the talks failed.", ["Last month DATE 2023-05"]),
    ("Next month the talks resume.", ["Next month DATE 2023-07"]),
    ("Next year the treaty ends.", ["Next year DATE 2024"]),
    ("Earlier this year the embassy closed.", ["Earlier this year DATE 2023"]),
    ("Since the beginning of the year ties have improved.", ["the beginning of the year DATE 2023"]),
    ("By the end of the month all troops will leave.", ["the end of the month DATE 2023-06"]),
    ("By year-end all troops will leave.", ["year-end DATE 2023"]),
    ("In the week of March 6 they met twice.", ["the week of March 6 DATE 2023-W10"]),
    ("They met over the weekend.", ["the weekend DATE 2023-W23-WE"]),
    ("They will meet next weekend.", ["next weekend DATE 2023-W24-WE"]),
    ("Two years ago the war began.", ["Two years ago DATE 2021"]),
    ("Eighteen months ago the war began.", ["Eighteen months ago DATE 2021-12"]),
    ("Three weeks ago the war began.", ["Three weeks ago DATE 2023-W21"]),
    ("Ten days ago the war began.", ["Ten days ago DATE 2023-06-04"]),
    ("Several years ago the war began.", ["Several years ago DATE PAST_REF"]),
    ("A decade ago the war began.", ["A decade ago DATE 2013"]),
    ("Months ago the war began.", ["Months ago DATE PAST_REF"]),
    ("A year and a half ago the war began.", ["A year and a half ago DATE 2021-12"]),
    ("The war began two hours ago.", ["two hours ago DATE 2023-06-14"]),
    ("Two weeks from now the truce ends.", ["Two weeks from now DATE 2023-W26"]),
    ("This decade is unlike last century.", ["This decade DATE 202", "last century DATE 19"]),
    ("It should end by last year's end or at year end.", ["last year's end DATE 2022", "year end DATE 2023"]),
    ("They wait ahead of the weekend.", ["the weekend DATE 2023-W24-WE"]),
    (
        "They met last weekend and meet this weekend.",
        [
            "last weekend DATE 2023-W23-WE",
            "this weekend DATE 2023-W24-WE",
        ],
    ),
    ("The next generation met him last time.", []),
    ("On This Week and 60 Minutes he spoke of a fiscal year.", []),
    ("It rained in the last week of April.", ["April DATE 2023-04"]),
)
def test_relative_units(nlp: Language, text: str, expected: list[str]) -> None:
    assert read(nlp, text) == expected


@rows(
    ("In 2019 he won. That year he also lost.", ["2019 DATE 2019", "That year DATE 2019"]),
    ("On May 3 he won. The next day he left.", ["May 3 DATE 2023-05-03", "The next day DATE 2023-05-04"]),
    ("In March she left. The following month she died.", ["March DATE 2023-03", "The following month DATE 2023-04"]),
    (
        "A ban from August 1 was announced on Friday and sent out later the same day.",
        ["August 1 DATE 2023-08-01", "Friday DATE 2023-06-09", "the same day DATE 2023-06-09"],
    ),
    (
        "Profit fell in the first quarter, against a gain a year earlier.",
        ["the first quarter DATE 2023-Q1", "a year earlier DATE 2022-Q1"],
    ),
    ("It is colder than a year ago.", ["a year ago DATE 2022"]),
    (
        "He won on May 3, and three days earlier she did.",
        ["May 3 DATE 2023-05-03", "three days earlier DATE 2023-04-30"],
    ),
    ("He left three days earlier.", ["three days earlier DATE PAST_REF"]),
    ("The following day he left.", ["The following day DATE XXXX-XX-XX"]),
    ("He won on May 3. The next morning he left.", ["May 3 DATE 2023-05-03", "The next morning TIME 2023-05-04TMO"]),
    ("He won on May 3. The day before, he had lost.", ["May 3 DATE 2023-05-03", "The day DATE 2023-05-02"]),
    ("He won on May 3, the day after the vote.", ["May 3 DATE 2023-05-03", "the day DATE XXXX-XX-XX"]),
)
def test_what_was_named_before(nlp: Language, text: str, expected: list[str]) -> None:
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
    ("The deadline passed at 8 p.m. EST Monday.", ["8 p.m. EST Monday TIME 2023-06-12T20:00"]),
    ("The deadline passed at noon Thursday.", ["noon Thursday TIME 2023-06-08T12:00"]),
    ("The strike began at 10:35 a.m. on Tuesday.", ["10:35 a.m. TIME 2023-06-13T10:35", "Tuesday DATE 2023-06-13"]),
    ("The strike began at 22:30 GMT.", ["22:30 GMT TIME 2023-06-14T22:30"]),
    ("The strike began (1800 GMT).", ["1800 GMT TIME 2023-06-14T18:00"]),
    ("The strike began at 12 a.m. today.", ["12 a.m. today TIME 2023-06-14T00:00"]),
    ("The strike began at eight o'clock.", ["eight o'clock TIME 2023-06-14T08:00"]),
    ("The strike began on the night of May 3.", ["the night of May 3 TIME 2023-05-03TNI"]),
    ("The team won 3:2 with odds of 10:1.", []),
    ("I am told that 5 am I am.", ["5 am TIME 2023-06-14T05:00"]),
)
def test_clock_times(nlp: Language, text: str, expected: list[str]) -> None:
    assert read(nlp, text) == expected


@rows(
    ("The council meets every Monday.", ["every Monday SET XXXX-WXX-1"]),
    ("The council meets on Tuesdays.", ["Tuesdays SET XXXX-WXX-2"]),
    ("The council meets every two weeks.", ["every two weeks SET P2W"]),
    ("The council meets daily.", ["daily SET P1D"]),
    ("Orders march each July.", ["each July SET XXXX-07"]),
    (
        "They meet every weekend, every quarter and every morning.",
        [
            "every weekend SET XXXX-WXX-WE",
            "every quarter SET P1Q",
            "every morning SET XXXX-XX-XXTMO",
        ],
    ),
    ("They meet on Tuesday nights and every summer.", ["Tuesday nights SET XXXX-WXX-2TNI", "every summer SET XXXX-SU"]),
    ("The China Daily and each side agreed on every point.", []),
)
def test_sets(nlp: Language, text: str, expected: list[str]) -> None:
    assert read(nlp, text) == expected


@rows(
    ("Now the current leaders are talking.", ["Now DATE PRESENT_REF", "current DATE PRESENT_REF"]),
    ("Ties have recently worsened.", ["recently DATE PAST_REF"]),
    ("Ties have worsened in recent years.", ["recent years DATE PAST_REF"]),
    ("Ties have worsened in recent weeks.", ["recent weeks DURATION PXW"]),
    ("Ties may worsen in coming weeks.", ["coming weeks DURATION PXW"]),
    ("Right now and these days ties are bad.", ["Right now DATE PRESENT_REF", "these days DATE PRESENT_REF"]),
    (
        "Most recently ties worsened in the near term.",
        [
            "Most recently DATE PAST_REF",
            "the near term DATE FUTURE_REF",
        ],
    ),
    ("Ties may improve in the near future.", ["the near future DATE FUTURE_REF"]),
    ("They left soon after and never often meet the former king.", []),
    ("Both spoke of the past.", ["the past DATE PAST_REF"]),
)
def test_references(nlp: Language, text: str, expected: list[str]) -> None:
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
