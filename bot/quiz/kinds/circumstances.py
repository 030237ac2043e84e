"""Questions for an event's circumstances: in which city, in which month or year."""

import re
from collections.abc import Iterator
from datetime import date

from bot.model.dates import DateRange, Precision
from bot.model.datewords import month_words
from bot.model.plover import EventType
from bot.model.questions import QuestionKind
from bot.model.reading import Status
from bot.model.words import has_word
from bot.quiz import lexicon
from bot.quiz.chance import draw
from bot.quiz.clause import Clause
from bot.quiz.dating import same_month
from bot.quiz.draft import Desk, Draft, Wrong
from bot.quiz.facts import Fact
from bot.quiz.naming import country_words
from bot.quiz.once import OF_WEIGHT, happens_once, is_dated, might_have_been
from bot.quiz.stems import dated, statement, subject_of
from bot.quiz.when import date_words
from bot.quiz.wrong_places import cities, city_country, is_city

_REACH = 3
_AT_HOME = frozenset({
    EventType.SANCTION, EventType.ACCUSE, EventType.REJECT, EventType.REQUEST, EventType.THREATEN, EventType.COERCE,
})  # fmt: skip
"""Acts that a state does from where it sits: nobody need know the city."""
_OF_CAPITALS = frozenset({EventType.CONSULT, EventType.AGREE, EventType.SUPPORT, EventType.COOPERATE})
"""What is done in capitals."""
_OF_HOSTS = frozenset({"receive", "host", "welcome"})
_ELSEWHERE = re.compile(r"\b(?:in|at) (?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)?$")
"""A last phrase that tells a region or a building: "at a military base in Alaska"."""
_OF_PLACES = frozenset({"sign", "conclude", "hold", "agree", "negotiate", "open"})
_BESIDE = re.compile(r"\b(?:margins|beside|EU summit|G7|G20|APEC|ministerial)\b")
_OF_SEATS = re.compile(r"\b(?:UN|United Nations|Security Council|General Assembly|International Court|NATO|WTO)\b")
"""Bodies of which everybody knows where they sit."""
_WORTH_A_MONTH = 0.7
"""Salience from which the month of an event is worth knowing."""
_LONG_PAST, _FEW_YEARS = 15, 2
_CENTRAL = 0.8
"""Salience from which the year of an event is worth knowing."""


def where(fact: Fact, clause: Clause, desk: Desk) -> Iterator[Draft]:
    """Yield the question for the city of an event."""
    if fact.place is None or not is_city(fact.place, desk) or not (clause.lemma or clause.aux):
        return
    if fact.act in _AT_HOME:
        return
    if fact.type in _OF_CAPITALS and is_capital_of_party(fact, desk):
        return  # where else
    if fact.is_edited and (
        not _is_known_for_place(fact, clause)
        or city_country(fact.place, desk) in {side.country for side in fact.sides}
        or is_capital_of_party(fact, desk)
        or _is_seat_of_named(fact, clause, desk)
    ):
        return
    rest = re.sub(rf"\s+(?:in|at) {re.escape(fact.place)}(?:, [A-Z][\w.]*)*(?!\w)", "", clause.rest)
    if rest == clause.rest and clause.aux != "due" and has_word(rest, (fact.place,)):
        return
    if fact.is_edited and _ELSEWHERE.search(rest):
        return  # the words tell the place as well
    asked = f"in which city {clause.asked(subject_of(clause, fact, desk.gazetteer), rest)}"
    stem = dated(asked, date_words(fact), rest)
    if has_word(stem.replace("’", "'"), (fact.place.replace("’", "'"),)):
        return
    told = statement(clause, fact, desk.gazetteer)
    yield Draft(
        kind=QuestionKind.NEXT if fact.status is Status.PLANNED else QuestionKind.WHERE,
        stem=stem,
        key=fact.place,
        wrong=tuple(
            Wrong(text=city, reason="No record puts it there.")
            for city in cities(desk, fact, fact.place, stem, is_at_home=clause.lemma in _OF_HOSTS)
        ),
        explanation=told if has_word(told, (fact.place,)) else f"{told} The place was {fact.place}.",
        sentences=fact.sentences,
        fact=f"{fact.id} place",
        facts=(fact.id,),
        importance=fact.salience,
        closeness=0.7,
        about=(fact.place,),
    )


def is_capital_of_party(fact: Fact, desk: Desk) -> bool:
    """Tell whether the place is the capital of a side: the first guess of anybody."""
    known = lexicon.cities()
    return any(fact.place == known[side.country][0] for side in fact.sides if side.country in known)


def _is_known_for_place(fact: Fact, clause: Clause) -> bool:
    """Tell whether the place of a recorded event is part of what it is known for: a summit's or a treaty's, as told.

    Sanctions are lifted nowhere in particular, and nobody need know where two met beside others' summit.
    """
    is_told = fact.place is not None and has_word(fact.headline, (fact.place,))
    is_of_two = fact.is_reciprocal and not _BESIDE.search(fact.headline)
    return is_told and is_of_two and fact.salience >= OF_WEIGHT and clause.lemma in _OF_PLACES


def _is_seat_of_named(fact: Fact, clause: Clause, desk: Desk) -> bool:
    """Tell whether the place is where a body or government sits that the words name: the first guess again."""
    told = f"{clause.subject} {clause.rest}"
    if _OF_SEATS.search(told):
        return True
    known = lexicon.cities()
    named = (country for code, country in desk.gazetteer.countries.items() if fact.place in known.get(code, ())[:1])
    return any(has_word(told, country_words(country)) for country in named)


def when(fact: Fact, clause: Clause, desk: Desk) -> Iterator[Draft]:
    """Yield the question for the month of an event, or for its year where only that is known."""
    range_, horizon = fact.when.range, _horizon(fact, desk)
    if fact.status is not Status.OCCURRED or range_ is None or horizon is None or not (clause.lemma or clause.aux):
        return
    asked = clause.asked(subject_of(clause, fact, desk.gazetteer))
    told = statement(clause, fact, desk.gazetteer)
    if clause.lemma in lexicon.words("verbs", "of_visits") and not fact.is_edited:
        return  # their month says little
    if fact.is_edited and is_dated(fact) and range_.end.year < horizon.year and fact.salience >= OF_WEIGHT:
        if not happens_once(fact, clause, desk):
            return
        stem = f"In which year {asked}?"
        options, key = _spread_years(fact, desk, range_.end.year, horizon.year)
    elif fact.is_edited:
        return  # the month of what is long past is no knowledge
    elif same_month(range_) and (fact.is_edited or fact.salience >= _WORTH_A_MONTH):
        stem = f"In which month {asked}?"
        options, key = _months(fact, desk, range_, horizon)
    elif fact.when.precision is Precision.YEAR and range_.end.year < horizon.year and _is_central(fact):
        stem = f"In which year {asked}?"
        options, key = _years(fact, desk, range_.end.year, horizon.year)
    else:
        return
    if key not in options:
        return
    yield Draft(
        kind=QuestionKind.WHEN,
        stem=stem,
        key=key,
        wrong=tuple(Wrong(text=option, reason=f"It happened in {key}.") for option in options if option != key),
        explanation=told,
        sentences=fact.sentences,
        fact=f"{fact.id} when",
        facts=(fact.id,),
        is_sorted=True,
        order={option: index for index, option in enumerate(options)},
        importance=fact.salience,
        closeness=0.6,
    )


def _horizon(fact: Fact, desk: Desk) -> date | None:
    """Return the last day that the texts can know of; of written records, which have no day, their last event's."""
    if not fact.is_edited or desk.story.horizon is not None:
        return desk.story.horizon
    return max((each.when.range.end for each in desk.story.facts if each.when.range is not None), default=None)


def _is_central(fact: Fact) -> bool:
    return fact.is_edited or fact.salience >= _CENTRAL


def _months(fact: Fact, desk: Desk, range_: DateRange, horizon: date) -> tuple[tuple[str, ...], str]:
    """Return up to four free months in order, none after the texts' own; the key's place is the seed's choice."""
    key, last = _month_number(range_.start), _month_number(horizon)
    if key >= last:
        return (), ""
    taken = _taken_months(fact, desk)
    free = [m for m in range(key - _REACH, min(last, key + _REACH) + 1) if m == key or m not in taken]
    chosen = _around(free, key, draw(desk.seed, f"{fact.id} when", 4))
    return tuple(month_words(date(m // 12, m % 12 + 1, 1)) for m in chosen), month_words(range_.start)


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _years(fact: Fact, desk: Desk, key: int, horizon: int) -> tuple[tuple[str, ...], str]:
    free = [year for year in range(key - _REACH, key + _REACH + 1) if year < horizon or year == key]
    chosen = _around(free, key, draw(desk.seed, f"{fact.id} when", 4))
    return tuple(str(year) for year in chosen), str(key)


def _spread_years(fact: Fact, desk: Desk, key: int, horizon: int) -> tuple[tuple[str, ...], str]:
    """Return three or four years some years apart, the key among them; the seed decides how far and at which place.

    In none of them has the record the like of the two, was a side no state yet, or a person in no office.
    """
    taken = {month // 12 for month in _taken_months(fact, desk)}

    def is_fit(year: int) -> bool:
        return year == key or (year < horizon and year not in taken and might_have_been(fact, desk, year))

    steps = (2, 3) if horizon - key < _LONG_PAST else (3, 4, 5, 2)
    tried = sorted(steps, key=lambda each: (each == steps[-1], draw(desk.seed, f"{fact.id} {each}", 100)))
    for step in (*tried, 1):  # who was short in office leaves years side by side
        free = [year for at in range(-_REACH, _REACH + 1) if is_fit(year := key + step * at)]
        if len(free) > _FEW_YEARS:
            chosen = _around(free, key, draw(desk.seed, f"{fact.id} when", 4))
            return tuple(str(year) for year in chosen), str(key)
    return (), ""


def _around(free: list[int], key: int, place: int) -> list[int]:
    """Return up to four neighbours of the key, the key at `place` where that is possible."""
    at = free.index(key)
    size = min(4, len(free))
    start = min(max(0, at - min(place, size - 1)), len(free) - size)
    return free[start : start + size]


def _taken_months(fact: Fact, desk: Desk) -> frozenset[int]:
    """Return the months in which the same parties had another event of the same kind."""
    parties = {side.country for side in fact.sides} - {None}
    taken: set[int] = set()
    for other in desk.story.facts:
        if other.id == fact.id or other.act is not fact.act or other.when.range is None:
            continue
        if parties <= {side.country for side in other.sides}:
            taken.update(range(_month_number(other.when.range.start), _month_number(other.when.range.end) + 1))
    return frozenset(taken)


def month_of(fact: Fact) -> str | None:
    """Return "June 2023" for a fact that lies within one month; None otherwise."""
    range_ = fact.when.range
    return month_words(range_.start) if range_ is not None and same_month(range_) else None
