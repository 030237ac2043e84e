"""Questions for a number that an event is told with: how many, how much."""

import re
from collections.abc import Iterator
from math import floor, log10

from bot.model.plover import EventType
from bot.model.questions import QuestionKind
from bot.model.reading import Status
from bot.model.statement import PartRole
from bot.model.words import has_word
from bot.quiz import lexicon
from bot.quiz.chance import draw, shuffled
from bot.quiz.clause import Clause
from bot.quiz.draft import Desk, Draft, Wrong
from bot.quiz.facts import Fact, Side
from bot.quiz.naming import country_words
from bot.quiz.stems import dated, statement, subject_of
from bot.quiz.when import date_words

_FIGURE = re.compile(
    r"(?P<about>about |around |some |nearly |almost )?(?P<money>[$€£¥])?(?P<number>\d[\d,]*(?:\.\d+)?|{})"
    r"(?: (?P<scale>million|billion|trillion))?(?: (?P<rest>.+))?".format("|".join(lexicon.pairs("numbers", "words")))
)
_LEAST = 5
_SCALES = {"": 1.0, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_THOUSAND = 1000
_BELOW, _ABOVE = (0.25, 0.4, 0.65), (1.5, 2.5, 4.0)
_TOLLS = re.compile(r"\b(?:people|dead|deaths|wounded|killed|injured|victims|casualties|bodies)\b")
_UNITS = re.compile(
    r"(?:percent|per cent|%|years?|months?|weeks?|days?|hours?|euros?|dollars?|pounds?|yuan|yen|rupees?)\b"
)


def drafts(fact: Fact, clause: Clause, desk: Desk) -> Iterator[Draft]:
    """Yield the question for the number with which the verb's object begins, where it counts something named.

    Tolls of the dead are left out, since they move.
    """
    if len(fact.source) > 1:
        return
    at = next((i for i, part in enumerate(clause.parts) if part.role is PartRole.OBJECT), None)
    if at is None or fact.status not in {Status.OCCURRED, Status.PLANNED} or fact.act is EventType.ASSAULT:
        return
    found = _FIGURE.fullmatch(clause.parts[at].text)
    if found is None or _TOLLS.search(clause.parts[at].text):
        return
    if not any(_is_told(side, clause, desk) for side in fact.target):
        return
    number = _value(found["number"])
    size = number * _SCALES[found["scale"] or ""]
    counted = found["rest"] or ""
    if size < _LEAST or (not counted and not found["money"]) or _UNITS.match(counted) or counted.startswith("worth "):
        return
    before = "".join(f" {part.words}" for part in clause.parts[:at])
    after = "".join(f" {part.words}" for part in clause.parts[at + 1 :])
    what = f"how much money{f' {counted}' if counted else ''}" if found["money"] else f"how many {counted}"
    what = f"about {what}" if found["about"] else what
    stem = dated(
        f"{what} {clause.asked(subject_of(clause, fact, desk.gazetteer), before + after)}", date_words(fact), after
    )
    values = _options(number, desk.seed, fact.id)
    texts = [_printed(value, found["money"], found["scale"]) for value in values]
    key = _printed(number, found["money"], found["scale"])
    is_mixed = found["scale"] is not None and any(value >= _THOUSAND for value in values) and number < _THOUSAND
    if is_mixed or len(set(texts)) != len(texts) or any(text != key and _stands_in(text, fact) for text in texts):
        return
    told = statement(clause, fact, desk.gazetteer)
    yield Draft(
        kind=QuestionKind.NUMBER,
        stem=stem,
        key=key,
        wrong=tuple(Wrong(text=text, reason=f"The record says {key}.") for text in texts if text != key),
        explanation=told,
        sentences=fact.sentences,
        fact=f"{fact.id} number",
        facts=(fact.id,),
        is_sorted=True,
        order={text: place for place, text in enumerate(texts)},
        importance=fact.salience,
        closeness=0.5,
    )


def _is_told(side: Side, clause: Clause, desk: Desk) -> bool:
    """Tell whether the one to whom it is done is named."""
    country = desk.gazetteer.countries.get(side.country) if side.country is not None else None
    return has_word(clause.rest, (side.name, *(country_words(country) if country is not None else ())))


def _value(text: str) -> float:
    words = lexicon.pairs("numbers", "words")
    return float(words[text]) if text in words else float(text.replace(",", ""))


def _options(number: float, seed: int, label: str) -> tuple[float, ...]:
    """Return four numbers in order, the right one at the place that the seed decides."""
    place = draw(seed, f"{label} number", 4)
    below = shuffled(seed, f"{label} below", _BELOW)[:place]
    above = shuffled(seed, f"{label} above", _ABOVE)[: 3 - place]
    return tuple(sorted((number, *(_rounded(number * factor, number) for factor in (*below, *above)))))


def _rounded(value: float, like: float) -> float:
    """Return a number rounded to as many figures as another has that tell something, at least one."""
    figures = len(f"{like:.10g}".replace(".", "").strip("0"))
    digits = max(1, figures) - 1 - floor(log10(abs(value)))
    rounded = round(value, digits)
    return float(round(rounded)) if like == int(like) else rounded


def _printed(value: float, money: str | None, scale: str | None) -> str:
    number = f"{value:,.10g}" if value != int(value) else f"{int(value):,}"
    return f"{money or ''}{number}{f' {scale}' if scale else ''}"


def _stands_in(text: str, fact: Fact) -> bool:
    return any(re.search(rf"(?<![\d.,]){re.escape(text)}(?![\d])", sentence) for sentence in fact.support)
