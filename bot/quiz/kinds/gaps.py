"""Questions with a gap: a country within what is told, where no question word can stand for it."""

import re
from collections.abc import Iterator

from bot.model.countries import Country
from bot.model.questions import QuestionKind
from bot.model.reading import ActorKind, Status
from bot.quiz.clause import Clause
from bot.quiz.distract import is_recorded
from bot.quiz.draft import Desk, Draft, Wrong
from bot.quiz.facts import Fact
from bot.quiz.stems import sentence_case, statement
from bot.quiz.wrong_places import countries, reveals_country

GAP = "____"
_AFTER = frozenset({
    "and", "or", "to", "in", "on", "at", "of", "for", "from", "with", "over", "after", "before", "by", "against", "as",
    "into", "under", "about", "that", "which", "through", "near", "must", "should",
})  # fmt: skip


def drafts(fact: Fact, clause: Clause, desk: Desk) -> Iterator[Draft]:
    """Yield the statement with the target country left out."""
    if fact.status is not Status.OCCURRED:
        return
    told = statement(clause, fact, desk.gazetteer)
    for side in fact.target:
        country = desk.gazetteer.countries.get(side.country) if side.country is not None else None
        if side.kind is not ActorKind.COUNTRY or country is None or country.alpha2 is None:
            continue
        yield from _country(fact, clause, desk, told, country)


def _country(fact: Fact, clause: Clause, desk: Desk, told: str, country: Country) -> Iterator[Draft]:
    stem = _with_gap(told, (country.in_text, country.name, country.short))
    if stem is None or reveals_country(desk, stem, country.code):
        return

    def is_right_too(code: str) -> bool:
        return is_recorded(desk, fact, target=code)

    pool = countries(desk, fact, country.code, stem, is_right_too)
    yield _draft(
        fact,
        stem,
        sentence_case(country.name),
        tuple(
            Wrong(text=sentence_case(other.name), reason=f"No record names {other.in_text} in it.") for other in pool
        ),
        told,
        "target",
    )


def _with_gap(told: str, names: tuple[str, ...]) -> str | None:
    """Return a statement with its last mention of a name left out; None where the name is not in it."""
    for name in names:
        found = list(re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w'’-])", told))
        if len(found) == 1 and _is_noun(told, found[0]):
            at = found[0]
            return f"Fill the gap: {told[: at.start()]}{GAP}{told[at.end() :]}"
    return None


def _is_noun(told: str, at: re.Match[str]) -> bool:
    """Tell whether a name stands for itself, not before a noun: "with ____.", not "a ____ consulate"."""
    following = told[at.end() :].split()
    return told[at.end() : at.end() + 1] in {".", ",", ";"} or not following or following[0] in _AFTER


def _draft(fact: Fact, stem: str, key: str, wrong: tuple[Wrong, ...], told: str, slot: str) -> Draft:
    return Draft(
        kind=QuestionKind.CLOZE,
        stem=stem,
        key=key,
        wrong=wrong,
        explanation=told,
        sentences=fact.sentences,
        fact=f"{fact.id} {slot}",
        facts=(fact.id,),
        importance=fact.salience,
        closeness=0.5,
        about=(key,),
    )
