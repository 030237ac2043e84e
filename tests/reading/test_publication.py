"""The article's day: what is printed, what it means, and how it stands to the given day."""

import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from bot.model.countries import Gazetteer
from bot.model.reading import ArticleText, PrintedDay, PrintedIn, Reading, Standing
from bot.reading.contract import from_json, to_json, to_terminal
from bot.reading.pipeline import read
from bot.reading.printed.datelines import read_dateline
from bot.reading.printed.stamps import StampKind, read_stamps
from bot.reading.publication import printed_day
from bot.reading.text import normalise

BODY = "Envoys of Norway and Chile met over cod.\nNobody said more."
STORY = (
    "Norwegian Foreign Minister Kari Lund met President Pablo Soto of Chile in Oslo on Tuesday, her office said today."
)


def found(text: str, given_day: str | None = None) -> PrintedDay | None:
    return printed_day(normalise(text).text, date.fromisoformat(given_day) if given_day else None)


def told(text: str, given_day: str | None = None) -> tuple[str, str, str] | None:
    printed = found(text, given_day)
    return None if printed is None else (printed.day.isoformat(), printed.where.value, printed.standing.value)


@pytest.mark.parametrize(
    "dateline",
    [
        "OSLO, March 3, 2023 (Reuters) - ",
        "OSLO, Friday, March 3, 2023 (Reuters) - ",
        "(Reuters, March 3, 2023) ",
        "OSLO (AP, March 3, 2023) — ",
        "OSLO (AFP) – March 3, 2023 – ",
        "OSLO, 3 March 2023 (Xinhua) -- ",
        "Oslo, 3 March 2023 - ",
        "Oslo, Norway, 3rd March, 2023 – ",
        "Oslo, 3 March 2023: ",
        "Oslo — March 3, 2023 — ",
        "Port-au-Prince, 3 Mar. 2023 — ",
        "Rio de Janeiro, Brazil (March 3, 2023) – ",
        "March 3, 2023 (UPI) -- ",
        "3 March 2023 – OSLO – ",
        "March 3, 2023 — ",
        "MOSCOW, March 3, 2023. /TASS/. ",
        "New Delhi [India], March 3, 2023 (ANI): ",
        "(ANSA) - ROME, 3 MAR 2023 - ",
        "NEW YORK, March 3, 2023 /PRNewswire/ -- ",
    ],
)
def test_a_dateline_gives_the_day(dateline: str) -> None:
    assert told(f"Cod and salmon\n{dateline}{BODY}") == ("2023-03-03", "dateline", "only")


@pytest.mark.parametrize(
    "stamp",
    [
        "By Jane Doe | March 3, 2023",
        "By Jane Doe March 3, 2023",
        "By Jane Doe and Ali Haddad, Reuters, March 3, 2023",
        "Jane Doe · March 3, 2023 · 5 min read",
        "Published: 3 March 2023 10:30 GMT",
        "Published on March 3, 2023",
        "First published on Fri 3 Mar 2023 10.30 GMT",
        "Published 10:30 AM EST, Fri March 3, 2023",
        "Posted by Jane Doe on March 3, 2023",
        "Date: 3 March 2023",
        "Fri 3 Mar 2023 10.30 GMT",
        "2023-03-03 08:12",
        "2023-03-03T08:12:33+02:00",
        "March 3, 2023",
        "FRIDAY, MARCH 03, 2023",
        "Oslo, 3 March 2023",
        "March 3, 2023 / 10:30 AM EST / CBS News",
        "Press release - 3 March 2023",
        "For immediate release\nMarch 3, 2023",
        "Office of the Spokesperson\nMarch 3, 2023",
        "Updated 3 March 2023",
        "Published 3 March 2023, 10:30 Updated 5 March 2023, 11:00",
        "Updated: March 5, 2023\nPublished: March 3, 2023",
        "Published: Mar. 3, 2023 at 9:05 AM EST | Updated: 2 hours ago",
        "Fri, March 3, 2023 at 5:02 PM GMT+2·3 min read",
        "25/12/2023\nPublished: 3 March 2023",
        "Friday 03/03/2023",
        "Friday 2023/03/03",
    ],
)
def test_a_byline_or_stamp_gives_the_day(stamp: str) -> None:
    assert told(f"Cod and salmon\n{stamp}\n{BODY}") == ("2023-03-03", "stamp", "only")


def test_a_stamp_below_the_text_counts_where_it_says_so() -> None:
    assert told(f"{BODY}\nPublished: 3 March 2023") == ("2023-03-03", "stamp", "only")
    long = "\n".join(f"Envoy number {n} of Norway spoke of cod for an hour." for n in range(40))
    assert told(f"{long}\nPublished: 3 March 2023\nFollow us on Twitter") == ("2023-03-03", "stamp", "only")
    assert told(f"{long}\nPublished: 3 March 2023\nMore on cod\nPublished: 5 March 2023") is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"On March 3, 2023, envoys met.\n{BODY}", id="in a sentence"),
        pytest.param("OSLO, March 3, 2023 was the day on which the envoys met.", id="no stroke"),
        pytest.param("Oslo, March 3 - The date stands in every book.", id="opens a sentence"),
        pytest.param("Meanwhile, March 3, 2023 - The date stands in every book.", id="no place"),
        pytest.param("WASHINGTON, March 3 (Reuters) - Envoys met.", id="no year anywhere"),
        pytest.param("WASHINGTON, Friday, March 3 (Reuters) - Envoys met.\n© 2023 Example", id="a site's year"),
        pytest.param(f"03/04/2023\n{BODY}", id="two orders"),
        pytest.param(f"31 June 2023\n{BODY}", id="no such day"),
        pytest.param(f"Deadline: March 3, 2023\n{BODY}", id="another label"),
        pytest.param(f"Oslo Conference, 3 March 2023\n{BODY}", id="an occasion"),
        pytest.param(f"Photo: Jane Doe, March 3, 2023\n{BODY}", id="a picture"),
        pytest.param(f"Since March 3, 2023\n{BODY}", id="a bound"),
        pytest.param(f"March 3, 2023 - March 5, 2023\n{BODY}", id="a stretch"),
        pytest.param(f"March 3-5, 2023\n{BODY}", id="a stretch of days"),
        pytest.param(
            "March 3, 2023 – Envoys met over cod.\nMarch 9, 2023 – They met again.", id="a list of days in sentences"
        ),
        pytest.param(
            "How it began, in five dates.\nMarch 3, 2023\nEnvoys met over cod.\nMarch 9, 2023\nThey met again.",
            id="a list of days in headings",
        ),
        pytest.param("March 3, 2023\nMarch 9, 2023\nEnvoys met over cod.", id="two days above"),
        pytest.param(
            "\n".join([*["Envoys met over cod."] * 14, "OSLO, March 3, 2023 (AP) - More."]), id="too far down"
        ),
        pytest.param(BODY, id="nothing printed"),
    ],
)
def test_nothing_else_gives_a_day(text: str) -> None:
    assert told(text) is None


@pytest.mark.parametrize(
    ("header", "day", "result"),
    [
        pytest.param("OSLO, March 3 (Reuters) - ", "2023-03-03", None, id="the same"),
        pytest.param("OSLO, March 3 (Reuters) - ", "2023-03-04", ("2023-03-03", "dateline", "near"), id="a day on"),
        pytest.param("OSLO, March 3 (Reuters) - ", "2023-03-05", ("2023-03-03", "dateline", "near"), id="two days on"),
        pytest.param("OSLO, March 3 (Reuters) - ", "2023-03-06", ("2023-03-03", "dateline", "earlier"), id="three on"),
        pytest.param("OSLO, March 3 (Reuters) - ", "2023-03-02", ("2023-03-03", "dateline", "near"), id="time zones"),
        pytest.param("OSLO, March 3 (Reuters) - ", "2023-03-01", ("2023-03-03", "dateline", "later"), id="too early"),
        pytest.param("OSLO, Dec. 31 (AP) - ", "2024-01-01", ("2023-12-31", "dateline", "near"), id="over New Year"),
        pytest.param("OSLO, Jan. 1 (AP) - ", "2023-12-31", ("2024-01-01", "dateline", "near"), id="New Year's zones"),
        pytest.param("OSLO, Dec. 1 (AP) - ", "2023-06-14", ("2022-12-01", "dateline", "earlier"), id="half a year"),
        pytest.param("OSLO, June 14 (AP) - ", "2023-06-01", ("2023-06-14", "dateline", "later"), id="first of month"),
        pytest.param("OSLO, Feb. 29 (AP) - ", "2023-03-01", None, id="no such day that year"),
        pytest.param("OSLO, June 1, 1995 (AP) - ", "2023-06-14", ("1995-06-01", "dateline", "earlier"), id="archive"),
        pytest.param("March 5, 2023\n", "2023-03-03", ("2023-03-05", "stamp", "ahead"), id="a bare day ahead"),
        pytest.param("March 4, 2023\n", "2023-03-03", ("2023-03-04", "stamp", "near"), id="a bare day next"),
        pytest.param("March 3, 2015\n", "2023-03-03", ("2015-03-03", "stamp", "earlier"), id="a bare day of old"),
        pytest.param("Published: March 9, 2023\n", "2023-03-03", ("2023-03-09", "stamp", "later"), id="published on"),
        pytest.param("Updated: March 9, 2023\n", "2023-03-03", None, id="updated since"),
        pytest.param("Updated: March 2, 2023\n", "2023-03-03", None, id="updated the day before"),
        pytest.param("Updated: March 2, 2015\n", "2023-03-03", ("2015-03-02", "stamp", "earlier"), id="updated of old"),
        pytest.param("03/04/2023\n", "2023-04-03", None, id="the order that fits is the given day"),
        pytest.param("03/04/2023\n", "2023-03-05", ("2023-03-04", "stamp", "near"), id="the order that fits"),
        pytest.param("03/04/2023\n", "2023-07-05", None, id="no order fits"),
        pytest.param("13/04/2023\n", "2023-04-15", ("2023-04-13", "stamp", "near"), id="one order only"),
        pytest.param("Published March 3\n", "2023-03-04", ("2023-03-03", "stamp", "near"), id="no year, labelled"),
        pytest.param("OSLO, March 3 (AP)\n", "2023-03-04", ("2023-03-03", "stamp", "near"), id="on its own line"),
        pytest.param("Monday, March 3, 2023\n", "2023-03-04", ("2023-03-03", "stamp", "weekday"), id="wrong weekday"),
        pytest.param("Monday, March 3, 2023\n", None, ("2023-03-03", "stamp", "weekday"), id="wrong weekday, undated"),
        pytest.param(
            "OSLO, Monday, March 3 (AP) - ", "2023-03-04", ("2023-03-03", "dateline", "weekday"), id="wrong, no year"
        ),
        pytest.param(
            "Monday, March 3, 2023\nOSLO, March 3, 2023 (AP) - ", None, ("2023-03-03", "dateline", "only"),
            id="a sound sign before a misprint",
        ),
        pytest.param(
            "Published: March 5, 2023\nOSLO, March 3 (AP) - ", None, ("2023-03-03", "dateline", "only"),
            id="a stamp's year",
        ),
        pytest.param(
            "Published: January 2, 2024\nOSLO, Dec. 30 (AP) - ", None, ("2023-12-30", "dateline", "only"),
            id="a stamp's year, over New Year",
        ),
    ],
)  # fmt: skip
def test_the_printed_day_is_weighed_against_the_given(
    header: str, day: str | None, result: tuple[str, str, str] | None
) -> None:
    assert told(header + BODY, day) == result


HEADERS = (
    "OSLO, March 3 (Reuters) - ",
    "OSLO, March 3, {year} (AP) - ",
    "By Jane Doe | June 14, {year}\n",
    "4.3.{year}\n",
)


@given(
    st.sampled_from(HEADERS),
    st.dates(date(2001, 1, 1), date(2028, 12, 31)),
    st.integers(-40, 40),
    st.sampled_from([-400, -28, 28, 56]),
)
def test_a_cycle_of_the_calendar_later_all_is_later_by_as_much(header: str, day: date, apart: int, years: int) -> None:
    try:
        text, shifted_text = (normalise(header.format(year=y) + BODY).text for y in (day.year, day.year + years))
        given_day = day + timedelta(days=apart)
        shifted_day = given_day.replace(year=given_day.year + years)
    except ValueError:
        return
    one, other = printed_day(text, given_day), printed_day(shifted_text, shifted_day)
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert (one.where, one.standing) == (other.where, other.standing)
        assert one.day.replace(year=one.day.year + years) == other.day


@given(st.dates() | st.none(), st.sampled_from([BODY, STORY, f"Cod and salmon\nBy Jane Doe\n{BODY}", ""]))
def test_a_text_without_a_header_has_the_given_day(day: date | None, text: str) -> None:
    assert printed_day(text, day) is None


@settings(deadline=None)
@given(st.text("OSLO, March3 206-/.:()–—\n|By", max_size=120), st.dates() | st.none())
def test_no_header_makes_it_fail(header: str, day: date | None) -> None:
    printed = found(f"{header}{BODY}", day.isoformat() if day else None)
    assert printed is None or printed.day != day


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("Published: 3 March 2023 | Updated: 5 March 2023", [StampKind.PUBLISHED, StampKind.UPDATED]),
        ("By Jane Doe | June 14, 2023", [StampKind.PLAIN]),
        ("The envoy left on June 14, 2023.", []),
        ("June 14", []),
    ],
)
def test_tells_what_a_stamp_is_the_day_of(line: str, kinds: list[StampKind]) -> None:
    assert [stamp.kind for stamp in read_stamps(line)] == kinds


@pytest.mark.parametrize("unit", ["A ", "A-", "A.", "OSLO, ", "March 3 ", "3 March 2023 - ", "(", "1 ", "de A ", "\n"])
def test_takes_the_same_time_for_any_length(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.process_time()
    printed_day(text, None)
    printed_day(f"OSLO, March 3, {text}", date(2023, 3, 3))
    read_dateline(text)
    read_stamps(text[:160])
    assert time.process_time() - started < 0.5


def read_story(nlp: Language, gazetteer: Gazetteer, header: str, day: date | None) -> Reading:
    return read(ArticleText(id="a", text=f"{header}{STORY}", published=day), nlp, gazetteer)


@pytest.mark.parametrize(
    ("header", "day", "today", "tuesday"),
    [
        ("", date(2023, 6, 16), "2023-06-16", "2023-06-13"),
        ("OSLO, June 14 (Reuters) - ", date(2023, 6, 16), "2023-06-14", "2023-06-13"),
        ("OSLO, June 14, 2021 (Reuters) - ", date(2023, 6, 16), "2021-06-14", "2021-06-08"),
        ("OSLO, June 14, 2023 (Reuters) - ", None, "2023-06-14", "2023-06-13"),
        ("By Jane Doe | June 14, 2023\n", None, "2023-06-14", "2023-06-13"),
        ("Monday, June 14, 2023\n", date(2023, 6, 16), "2023-06-16", "2023-06-13"),
    ],
)
def test_relative_dates_count_from_the_resolved_day(
    nlp: Language, gazetteer: Gazetteer, header: str, day: date | None, today: str, tuesday: str
) -> None:
    reading = read_story(nlp, gazetteer, header, day)
    assert [t.value for t in reading.dates[-2:]] == [tuesday, today]
    assert reading.published == date.fromisoformat(today)
    met = next(e.when.range for e in reading.events if e.reciprocal)
    assert met is not None
    assert met.start.isoformat() == tuesday
    assert reading.sentence(0) == STORY


def test_without_a_day_given_or_printed_nothing_is_dated(nlp: Language, gazetteer: Gazetteer) -> None:
    reading = read_story(nlp, gazetteer, "OSLO, June 14 (Reuters) - ", None)
    assert (reading.published, reading.printed) == (None, None)
    assert all(e.when.range is None for e in reading.events)


FILED = ("OSLO, June 14 (Reuters) - ", date(2023, 6, 15))
OLD = ("OSLO, June 14, 2021 (Reuters) - ", date(2023, 6, 15))
UNDATED = ("By Jane Doe | June 14, 2023\n", None)
MISPRINT = ("Monday, June 14, 2023\n", date(2023, 6, 15))
HOPELESS = ("Monday, June 14, 2023\n", None)
AHEAD = ("June 20, 2023\n", date(2023, 6, 15))
PLAIN = ("", date(2023, 6, 15))


@pytest.mark.parametrize(
    ("case", "published", "listed", "found_by", "conflict"),
    [
        pytest.param(FILED, "2023-06-14", "2023-06-15", "dateline", ("near", "2023-06-15", "2023-06-14"), id="filed"),
        pytest.param(OLD, "2021-06-14", "2021-06-14", "dateline", ("earlier", "2023-06-15", "2021-06-14"), id="old"),
        pytest.param(UNDATED, "2023-06-14", "2023-06-14", "stamp", None, id="undated"),
        pytest.param(
            MISPRINT, "2023-06-15", "2023-06-15", None, ("weekday", "2023-06-15", "2023-06-14"), id="misprint"
        ),
        pytest.param(HOPELESS, None, None, None, ("weekday", None, "2023-06-14"), id="misprint, undated"),
        pytest.param(AHEAD, "2023-06-15", "2023-06-15", None, ("ahead", "2023-06-15", "2023-06-20"), id="ahead"),
        pytest.param(PLAIN, "2023-06-15", "2023-06-15", None, None, id="nothing printed"),
    ],
)
def test_the_contract_carries_how_the_day_was_found(
    nlp: Language,
    gazetteer: Gazetteer,
    case: tuple[str, date | None],
    published: str | None,
    listed: str | None,
    found_by: str | None,
    conflict: tuple[str, str | None, str] | None,
) -> None:
    reading = read_story(nlp, gazetteer, *case)
    value = to_json(reading)
    assert value["published"] == published
    assert (reading.posted and reading.posted.isoformat()) == listed
    assert value.get("published_by") == found_by
    shown = value.get("published_conflict")
    assert (shown and (shown["kind"], shown["given"], shown["printed"])) == conflict
    assert from_json(value, text=reading.article.text) == reading


@pytest.mark.parametrize(
    ("case", "line"),
    [
        (
            FILED,
            "Dated by its dateline: 14 June 2023. It was given the day 15 June 2023; dates count from the dateline.",
        ),
        (UNDATED, "Dated by its stamp: 14 June 2023"),
        (MISPRINT, "Its stamp gives 14 June 2023 a weekday that it does not have; it is not used."),
        (AHEAD, "It was given the day 15 June 2023; 20 June 2023, printed above it, is not used."),
    ],
)
def test_the_terminal_says_which_day_was_taken(
    nlp: Language, gazetteer: Gazetteer, case: tuple[str, date | None], line: str
) -> None:
    assert line in to_terminal(read_story(nlp, gazetteer, *case), 120).splitlines()
    assert "Dated" not in to_terminal(read_story(nlp, gazetteer, *PLAIN), 120)


@pytest.mark.parametrize("standing", Standing)
def test_only_a_sound_day_is_used(standing: Standing) -> None:
    printed = PrintedDay(day=date(2023, 3, 3), where=PrintedIn.DATELINE, standing=standing)
    assert printed.is_used is (standing.value in {"only", "near", "earlier", "later"})
