"""Reading → JSON in the contract's shape. Keys keep the contract's order, so that equal readings are equal bytes."""

from datetime import date
from typing import Any

from bot.model.dates import DateRange, Timex
from bot.model.errors import CannotReadError
from bot.model.questions import Question, QuestionKind
from bot.model.reading import Actor, Event, Party, Quote, Reading, Standing, SummaryPoint
from bot.model.statement import Statement


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _range(days: DateRange | None) -> dict[str, str | None]:
    return {"from": _day(days.start) if days else None, "to": _day(days.end) if days else None}


def _printed(reading: Reading) -> dict[str, Any]:
    """Return how the article's day was found, and what contradicts it; nothing where it is simply the given one."""
    printed = reading.printed
    if printed is None:
        return {}
    found = {"published_by": printed.where.value} if printed.is_used else {}
    if printed.standing is Standing.ONLY:
        return found
    conflict = {
        "kind": printed.standing.value,
        "given": _day(reading.article.published),
        "printed": _day(printed.day),
        "printed_in": printed.where.value,
    }
    return {**found, "published_conflict": conflict}


def _timex(timex: Timex) -> dict[str, Any]:
    return {
        "start": timex.start,
        "end": timex.end,
        "type": timex.type.value,
        "value": timex.value,
        **_range(timex.range),
    }


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "id": actor.id,
        "kind": actor.kind.value,
        "name": actor.name,
        "country": actor.country,
        "office": actor.office,
        "mentions": [[m.start, m.end] for m in actor.mentions],
    }


def _parties(parties: tuple[Party, ...]) -> list[dict[str, Any]]:
    return [{"actor": p.actor, "country": p.country} for p in parties]


def _event(event: Event) -> dict[str, Any]:
    return {
        "type": event.type.value,
        "act": event.act.value,
        **({"mode": event.mode.value} if event.mode is not None else {}),
        "quad": event.type.quad.value,
        "score": event.score,
        "source": _parties(event.source),
        "target": _parties(event.target),
        "reciprocal": event.reciprocal,
        "status": event.status.value,
        **({"alleged": event.alleged} if event.alleged is not None else {}),
        **_range(event.when.range),
        "precision": event.when.precision.value,
        "dated_by": event.when.dated_by.value,
        "place": event.place,
        "context": [c.value for c in event.context],
        "headline": event.headline,
        "sentence": event.sentence,
        "start": event.span.start,
        "end": event.span.end,
        "salience": event.salience,
        **({"statement": _statement(event.statement)} if event.statement is not None else {}),
    }


def _statement(told: Statement) -> dict[str, Any]:
    return {
        "subject": told.subject,
        "parties": list(told.parties),
        "plural": told.is_plural,
        "lemma": told.lemma,
        "past": told.past,
        "auxiliary": told.auxiliary,
        "adverb": told.adverb,
        "parts": [
            {
                "role": part.role.value,
                "preposition": part.preposition,
                "text": part.text,
                "parties": list(part.parties),
            }
            for part in told.parts
        ],
        "speaker": told.speaker,
        "perfect": told.is_perfect,
    }


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "speaker": quote.speaker,
        "text": quote.text,
        "sentence": quote.sentence,
        "start": quote.span.start,
        "end": quote.span.end,
    }


def _points(points: tuple[SummaryPoint, ...]) -> list[dict[str, Any]]:
    return [
        {
            "lead": p.lead,
            "text": p.text,
            "sentences": list(p.sentences),
            "part": p.part.value,
            "spans": [[s.start, s.end] for s in p.spans],
        }
        for p in points
    ]


def _question(question: Question) -> dict[str, Any]:
    return {
        "kind": question.kind.value,
        "stem": question.stem,
        "options": list(question.options),
        "key": _key(question),
        **({"targets": list(question.targets)} if question.is_placed else {}),
        "explanation": question.explanation,
        "sentences": list(question.sentences),
        "difficulty": question.difficulty,
        "fact": question.fact,
        "gives_away": sorted(question.gives_away),
        "facts": list(question.facts),
        **({"reasons": list(question.reasons)} if question.reasons else {}),
        "version": question.version,
        "seed": question.seed,
    }


def _key(question: Question) -> int | list[int] | dict[str, str]:
    """Return the index of the right option; of an order the options' indices; of a match each option's target."""
    if question.kind is QuestionKind.ORDER and question.is_placed:
        return [question.placing.index(place) for place in range(len(question.placing))]
    if question.is_placed:
        return {str(option): question.targets[target] for option, target in enumerate(question.placing)}
    return question.key


def to_json(reading: Reading, *, with_text: bool = False) -> dict[str, Any]:
    """Put a reading into the contract's shape.

    Args:
        reading: Any reading.
        with_text: Whether the article's text goes along: for a page or a document, whose text the caller has not seen.

    Returns:
        A JSON object; `from_json` makes the same reading of it.
    """
    article = reading.article
    about = {"title": article.title, "source": article.source, "url": article.url}
    return {
        "id": article.id,
        "language": reading.language,
        "published": _day(reading.published),
        **_printed(reading),
        **{key: value for key, value in about.items() if value is not None},
        **({"text": article.text} if with_text else {}),
        "sentences": [{"start": s.start, "end": s.end} for s in reading.sentences],
        "dates": [_timex(t) for t in reading.dates],
        "actors": [_actor(a) for a in reading.actors],
        "events": [_event(e) for e in reading.events],
        "quotes": [_quote(q) for q in reading.quotes],
        "summary": {
            "title": reading.summary.title,
            "short": _points(reading.summary.short),
            "standard": _points(reading.summary.standard),
            "full": _points(reading.summary.full),
            **({"brief": _points(reading.summary.brief)} if reading.summary.brief else {}),
            **({"worded_by": reading.summary.worded_by} if reading.summary.worded_by else {}),
        },
        "questions": [_question(q) for q in reading.questions],
    }


def error_to_json(article_id: str | None, error: CannotReadError) -> dict[str, Any]:
    """Put a refusal into the contract's shape.

    Args:
        article_id: The article's id; None where it could not be made out.
        error: Why it was not read.
    """
    return {"id": article_id, "error": {"code": error.code.value, "message": error.user_text}}
