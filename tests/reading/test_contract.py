"""The contract: JSON and back without loss, lines in order, and a person's view."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from bot.model.dates import UNDATED, DatedBy, DateRange, EventDate, Precision, Timex, TimexType
from bot.model.errors import CannotReadError, RefusalCode, RefusalReason
from bot.model.ids import CountryCode
from bot.model.plover import Context, EventType, Mode
from bot.model.questions import Question, QuestionKind
from bot.model.reading import (
    Actor,
    ActorKind,
    ArticleText,
    Event,
    Party,
    Quote,
    Reading,
    Span,
    Status,
    Summary,
    SummaryPoint,
)
from bot.reading.contract import answers, from_json, parse_article, to_json, to_terminal

TEXT = "Norway’s Ann Lee will visit Chile in May 2024. “We hope for a treaty,” she said."
VISIT = SummaryPoint(lead="Next", text="Ann Lee of Norway will visit Chile in May 2024.", sentences=(0,))
HOPE = SummaryPoint(lead="", text="“We hope for a treaty,” Ann Lee said.", sentences=(1,))
READING = Reading(
    article=ArticleText(
        id="a1", text=TEXT, title="Lee to visit Chile", published=date(2024, 4, 30), source="Example", url=None
    ),
    language="en",
    sentences=(Span(start=0, end=46), Span(start=47, end=80)),
    dates=(
        Timex(
            start=37,
            end=45,
            type=TimexType.DATE,
            value="2024-05",
            range=DateRange(start=date(2024, 5, 1), end=date(2024, 5, 31)),
        ),
    ),
    actors=(
        Actor(
            id=0,
            kind=ActorKind.PERSON,
            name="Ann Lee",
            country=CountryCode("NOR"),
            office=None,
            mentions=(Span(start=9, end=16),),
        ),
        Actor(
            id=1,
            kind=ActorKind.COUNTRY,
            name="Chile",
            country=CountryCode("CHL"),
            office=None,
            mentions=(Span(start=28, end=33),),
        ),
    ),
    events=(
        Event(
            type=EventType.AGREE,
            act=EventType.CONSULT,
            source=(Party(actor=0, country=CountryCode("NOR")),),
            target=(Party(actor=1, country=CountryCode("CHL")),),
            reciprocal=False,
            status=Status.PLANNED,
            alleged=None,
            when=EventDate(
                range=DateRange(start=date(2024, 5, 1), end=date(2024, 5, 31)),
                precision=Precision.MONTH,
                dated_by=DatedBy.EXPRESSION,
            ),
            place=None,
            context=(Context.DIPLOMATIC,),
            headline="Ann Lee plans to visit Chile",
            sentence=0,
            span=Span(start=0, end=45),
            salience=0.9,
        ),
    ),
    quotes=(Quote(speaker=0, text="We hope for a treaty", sentence=1, span=Span(start=48, end=68)),),
    summary=Summary(title="Lee to visit Chile", short=(VISIT,), standard=(VISIT, HOPE), full=(VISIT, HOPE)),
    questions=(
        Question(
            kind=QuestionKind.WHEN,
            stem="When is Ann Lee due in Chile?",
            options=("April 2024", "May 2024"),
            key=1,
            explanation="The visit is planned for May 2024.",
            sentences=(0,),
            difficulty=0.3,
            fact="event 0 when",
            gives_away=frozenset({"event 0 target", "event 0 source"}),
        ),
    ),
)


def test_keeps_the_contracts_keys_in_order() -> None:
    value = to_json(READING)
    assert list(value) == [
        "id", "language", "published", "title", "source", "sentences", "dates", "actors", "events", "quotes", "summary",
        "questions",
    ]  # fmt: skip
    assert value["dates"] == [
        {"start": 37, "end": 45, "type": "DATE", "value": "2024-05", "from": "2024-05-01", "to": "2024-05-31"}
    ]
    assert value["actors"][0]["mentions"] == [[9, 16]]
    assert {key: value["events"][0][key] for key in ("type", "act", "quad", "score", "from", "precision")} == {
        "type": "AGREE", "act": "CONSULT", "quad": "verbal-coop", "score": 2.5, "from": "2024-05-01",
        "precision": "month",
    }  # fmt: skip


@pytest.mark.parametrize("kind", EventType)
def test_a_mode_comes_back_and_none_is_left_out(kind: EventType) -> None:
    for mode in (None, *sorted(kind.modes)):
        event = replace(READING.events[0], type=kind, act=kind, mode=mode)
        value = to_json(replace(READING, events=(event,)))
        assert value["events"][0].get("mode", "left out") == (mode or "left out")
        assert from_json(json.loads(json.dumps(value)), text=TEXT).events == (event,)


def test_a_mode_of_another_type_is_refused() -> None:
    with pytest.raises(ValueError, match="strike is no mode of CONSULT"):
        replace(READING.events[0], type=EventType.CONSULT, mode=Mode.STRIKE)


@pytest.mark.parametrize("with_text", [True, False])
def test_makes_the_same_reading_of_its_json(with_text: bool) -> None:
    line = json.dumps(to_json(READING, with_text=with_text))
    assert from_json(json.loads(line), text=TEXT) == READING


def test_a_reading_without_its_text_is_refused() -> None:
    with pytest.raises(ValueError, match="text"):
        from_json(to_json(READING))


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("no json", id="no JSON"),
        pytest.param("[1]", id="no object"),
        pytest.param("[" * 100_000, id="too deep"),
        pytest.param('{"text": "A."}', id="no id"),
        pytest.param('{"id": 7, "text": "A."}', id="a number for an id"),
        pytest.param('{"id": "a"}', id="no text"),
        pytest.param('{"id": "a", "text": " \\n"}', id="a blank text"),
        pytest.param('{"id": "a", "text": ["A."]}', id="a list for a text"),
        pytest.param('{"id": "a", "text": "A.", "title": 3}', id="a number for a title"),
        pytest.param('{"id": "a", "text": "A.", "published": "2023-02-30"}', id="no such day"),
        pytest.param('{"id": "a", "text": "A.", "published": "14 June 2023"}', id="another form of day"),
        pytest.param('{"id": "a", "text": "A.", "published": 20230614}', id="a number for a day"),
    ],
)
def test_refuses_what_is_no_article_line(line: str) -> None:
    with pytest.raises(CannotReadError) as caught:
        parse_article(line)
    assert caught.value.code is RefusalCode.BAD_INPUT


def test_reads_an_article_line() -> None:
    line = '{"id": "a", "text": "A b.\\r\\n", "published": "2024-02-29", "url": null, "more": 1}'
    assert parse_article(line) == ArticleText(id="a", text="A b.\r\n", published=date(2024, 2, 29))


def read(articles: Iterable[ArticleText]) -> Iterator[Reading | CannotReadError]:
    for article in articles:
        is_read = article.id != "bad"
        refusal = CannotReadError(RefusalCode.NOT_AN_ARTICLE, RefusalReason.PAYWALL, "A paywall.")
        yield replace(READING, article=article) if is_read else refusal


@pytest.mark.parametrize("together", [1, 2, 3, 9])
def test_answers_every_line_in_order(together: int) -> None:
    lines = ['{"id": "a1", "text": "x"}', "", '{"id": "bad", "text": "x"}', "{", '{"id": "c", "text": 1}', "\n",
             '{"id": "d", "text": "y"}']  # fmt: skip
    found = list(answers(lines, read, together=together))
    assert [a.is_read for a in found] == [True, False, False, False, True]
    assert [json.loads(a.line)["id"] for a in found] == ["a1", "bad", None, "c", "d"]
    assert json.loads(found[1].line)["error"] == {"code": "not_an_article", "message": "A paywall."}
    assert json.loads(found[2].line)["error"]["code"] == "bad_input"


def test_who_writes_one_line_at_a_time_waits_for_no_other() -> None:
    written: list[str] = []

    def lines() -> Iterator[str]:
        for name in ("a", "b"):
            written.append(name)
            yield json.dumps({"id": name, "text": "x"})

    assert json.loads(next(answers(lines(), read)).line)["id"] == "a"
    assert written == ["a"]


def test_a_line_never_breaks() -> None:
    def read(articles: Iterable[ArticleText]) -> Iterator[Reading]:
        for article in articles:
            yield Reading(
                article=article, language="en", sentences=(), dates=(), actors=(), events=(), quotes=(),
                summary=Summary(title="a\u2028b\ud800", short=(), standard=(), full=()),
            )  # fmt: skip

    [answer] = answers(['{"id": "a", "text": "x"}'], read)
    assert len(answer.line.splitlines()) == 1
    assert json.loads(answer.line.encode())["summary"]["title"] == "a\u2028b\ud800"


def test_lays_a_reading_out_for_a_person() -> None:
    view = to_terminal(READING, 60)
    assert all(len(line) <= 60 for line in view.splitlines())
    assert view.startswith("Lee to visit Chile\nExample · 30 April 2024 · 2 sentences\n")
    assert "- Next. Ann Lee of Norway will visit Chile in May 2024. [1]" in view
    assert "May 2024 · Talks · planned · NOR → CHL\n  Ann Lee plans to visit Chile. [1]" in view
    assert "- Ann Lee: “We hope for a treaty” [2]" in view
    assert " ✓ B · May 2024" in view
    assert view.rstrip().endswith("[2] “We hope for a treaty,” she said.")


@pytest.mark.parametrize(
    ("status", "when", "published", "words"),
    [
        pytest.param(
            Status.PLANNED,
            EventDate(
                range=DateRange(start=date(2024, 4, 30), end=date(2024, 5, 20)),
                precision=Precision.RANGE,
                dated_by=DatedBy.EXPRESSION,
            ),
            date(2024, 4, 30),
            "by 20 May 2024 · Talks · planned",
            id="a deadline",
        ),
        pytest.param(
            Status.OCCURRED,
            EventDate(
                range=DateRange(start=date(2024, 4, 22), end=date(2024, 4, 28)),
                precision=Precision.WEEK,
                dated_by=DatedBy.EXPRESSION,
            ),
            date(2024, 4, 30),
            "week of 22 April 2024 · Agreement",
            id="a week",
        ),
        pytest.param(
            Status.OCCURRED, UNDATED, date(2024, 4, 30), "by 30 April 2024 · Agreement", id="undated in a dated article"
        ),
        pytest.param(Status.OCCURRED, UNDATED, None, "date not given · Agreement", id="undated in an undated article"),
    ],
)
def test_dates_the_timeline_of_a_terminal(status: Status, when: EventDate, published: date | None, words: str) -> None:
    event = replace(READING.events[0], status=status, when=when)
    view = to_terminal(replace(READING, events=(event,), article=replace(READING.article, published=published)))
    assert f"\n{words} · NOR → CHL\n" in view


def test_says_how_an_event_was_done() -> None:
    event = replace(READING.events[0], type=EventType.CONSULT, mode=Mode.PHONE, status=Status.OCCURRED)
    view = to_terminal(replace(READING, events=(event,)))
    assert "\nMay 2024 · Talks · by telephone · NOR → CHL\n" in view


def test_shows_nothing_that_a_terminal_would_obey() -> None:
    article = ArticleText(id="a", text="A\x1b[31mb said no.")
    point = SummaryPoint(lead="", text="A b said no.", sentences=(0,))
    reading = Reading(
        article=article, language="en", sentences=(Span(start=0, end=16),), dates=(), actors=(), events=(), quotes=(),
        summary=Summary(title="T\x1b]0;x\x07", short=(), standard=(point,), full=(point,)),
    )  # fmt: skip
    assert "\x1b" not in to_terminal(reading)
