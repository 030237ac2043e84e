"""JSON in the contract's shape → Reading."""

from datetime import date
from typing import Any

from bot.model.dates import DatedBy, DateRange, EventDate, Precision, Timex, TimexType
from bot.model.ids import CountryCode
from bot.model.plover import Context, EventType, Mode
from bot.model.questions import Question, QuestionKind
from bot.model.reading import (
    Actor,
    ActorKind,
    ArticleText,
    Event,
    Party,
    PrintedDay,
    PrintedIn,
    Quote,
    Reading,
    Span,
    Standing,
    Status,
    Summary,
    SummaryPart,
    SummaryPoint,
)
from bot.model.statement import PartRole, Statement, StatementPart


def _code(code: str | None) -> CountryCode | None:
    return None if code is None else CountryCode(code)


def _range(value: dict[str, Any]) -> DateRange | None:
    if value["from"] is None:
        return None
    return DateRange(start=date.fromisoformat(value["from"]), end=date.fromisoformat(value["to"]))


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _printed(value: dict[str, Any]) -> PrintedDay | None:
    conflict, found_in = value.get("published_conflict"), value.get("published_by")
    if conflict is not None:
        return PrintedDay(
            day=date.fromisoformat(conflict["printed"]),
            where=PrintedIn(conflict["printed_in"]),
            standing=Standing(conflict["kind"]),
        )
    if found_in is None:
        return None
    return PrintedDay(day=date.fromisoformat(value["published"]), where=PrintedIn(found_in), standing=Standing.ONLY)


def _given(value: dict[str, Any]) -> date | None:
    """Return the day that was given with the article."""
    if "published_conflict" in value:
        return _day(value["published_conflict"]["given"])
    return None if "published_by" in value else _day(value["published"])


def _span(value: dict[str, Any]) -> Span:
    return Span(start=value["start"], end=value["end"])


def _timex(value: dict[str, Any]) -> Timex:
    return Timex(
        start=value["start"],
        end=value["end"],
        type=TimexType(value["type"]),
        value=value["value"],
        range=_range(value),
    )


def _actor(value: dict[str, Any]) -> Actor:
    return Actor(
        id=value["id"],
        kind=ActorKind(value["kind"]),
        name=value["name"],
        country=_code(value["country"]),
        office=value["office"],
        mentions=tuple(Span(start=start, end=end) for start, end in value["mentions"]),
    )


def _parties(values: list[dict[str, Any]]) -> tuple[Party, ...]:
    return tuple(Party(actor=v["actor"], country=_code(v["country"])) for v in values)


def _event(value: dict[str, Any]) -> Event:
    return Event(
        type=EventType(value["type"]),
        act=EventType(value["act"]),
        mode=Mode(value["mode"]) if "mode" in value else None,
        source=_parties(value["source"]),
        target=_parties(value["target"]),
        reciprocal=value["reciprocal"],
        status=Status(value["status"]),
        alleged=value.get("alleged"),
        when=EventDate(
            range=_range(value), precision=Precision(value["precision"]), dated_by=DatedBy(value["dated_by"])
        ),
        place=value["place"],
        context=tuple(Context(c) for c in value["context"]),
        headline=value["headline"],
        sentence=value["sentence"],
        span=_span(value),
        salience=value["salience"],
        statement=_statement(value["statement"]) if "statement" in value else None,
    )


def _statement(value: dict[str, Any]) -> Statement:
    return Statement(
        subject=value["subject"],
        parties=tuple(value["parties"]),
        is_plural=value["plural"],
        lemma=value["lemma"],
        past=value["past"],
        auxiliary=value["auxiliary"],
        adverb=value["adverb"],
        parts=tuple(
            StatementPart(
                role=PartRole(part["role"]),
                preposition=part["preposition"],
                text=part["text"],
                parties=tuple(part["parties"]),
            )
            for part in value["parts"]
        ),
        speaker=value["speaker"],
        is_perfect=value["perfect"],
    )


def _quote(value: dict[str, Any]) -> Quote:
    return Quote(speaker=value["speaker"], text=value["text"], sentence=value["sentence"], span=_span(value))


def _points(values: list[dict[str, Any]]) -> tuple[SummaryPoint, ...]:
    return tuple(
        SummaryPoint(
            lead=v.get("lead", ""),
            text=v["text"],
            sentences=tuple(v["sentences"]),
            part=SummaryPart(v.get("part", SummaryPart.HAPPENED)),
            spans=tuple(Span(start=start, end=end) for start, end in v.get("spans", ())),
        )
        for v in values
    )


def _question(value: dict[str, Any]) -> Question:
    return Question(
        kind=QuestionKind(value["kind"]),
        stem=value["stem"],
        options=tuple(value["options"]),
        key=value["key"] if isinstance(value["key"], int) else -1,
        targets=tuple(value.get("targets", ())),
        placing=_placing(value),
        explanation=value["explanation"],
        sentences=tuple(value["sentences"]),
        difficulty=value["difficulty"],
        fact=value["fact"],
        gives_away=frozenset(value["gives_away"]),
        facts=tuple(value["facts"]),
        reasons=tuple(value.get("reasons", ())),
        version=value["version"],
        seed=value["seed"],
    )


def _placing(question: dict[str, Any]) -> tuple[int, ...]:
    """Return for each option its target's index, from an order's list or a match's object; empty for a plain key."""
    key = question["key"]
    if isinstance(key, list):
        return tuple(key.index(option) for option in range(len(key)))
    if isinstance(key, dict):
        return tuple(question["targets"].index(key[str(option)]) for option in range(len(key)))
    return ()


def from_json(value: dict[str, Any], *, text: str | None = None) -> Reading:
    """Make a reading of its JSON form.

    Args:
        value: What `to_json` gave, or the parsed line of it.
        text: The article's text, where `value` does not carry it.

    Returns:
        The reading that was put into JSON.

    Raises:
        KeyError: A key of the contract is missing.
        ValueError: A value is none of the contract's, or there is no text.
    """
    text = value.get("text", text)
    if text is None:
        raise ValueError("the offsets of a reading mean nothing without the article's text")
    summary = value["summary"]
    return Reading(
        article=ArticleText(
            id=value["id"],
            text=text,
            title=value.get("title"),
            published=_given(value),
            source=value.get("source"),
            url=value.get("url"),
        ),
        language=value["language"],
        sentences=tuple(_span(s) for s in value["sentences"]),
        dates=tuple(_timex(t) for t in value["dates"]),
        actors=tuple(_actor(a) for a in value["actors"]),
        events=tuple(_event(e) for e in value["events"]),
        quotes=tuple(_quote(q) for q in value["quotes"]),
        summary=Summary(
            title=summary["title"],
            short=_points(summary["short"]),
            standard=_points(summary["standard"]),
            full=_points(summary["full"]),
            brief=_points(summary.get("brief", [])),
            worded_by=summary.get("worded_by"),
        ),
        questions=tuple(_question(q) for q in value["questions"]),
        printed=_printed(value),
    )
