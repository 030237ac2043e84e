"""True or false: an event as it was, or with exactly one slot changed for one that is shown to be wrong."""

import re
from collections.abc import Iterator

from bot.model.questions import QuestionKind
from bot.model.reading import ActorKind, Status
from bot.model.words import has_word
from bot.quiz.chance import draw
from bot.quiz.clause import Clause
from bot.quiz.distract import is_recorded
from bot.quiz.draft import Desk, Draft, Wrong
from bot.quiz.facts import Fact
from bot.quiz.naming import called_then, names_country
from bot.quiz.stems import find_slot, is_bare_country, statement
from bot.quiz.wrong_places import cities, city_country

_OF_STATE = re.compile(r"\b(?:President|Prime Minister|Premier|King|Chancellor)\b")
_CAUSE = re.compile(r"\b(?:over|after|in protest|in answer|in response|because|against|by the|list of)\b")
"""What opens a cause, which mostly fits the one side alone."""
_ANSWERED = re.compile(r"\b(?:followed|in turn|in return|likewise|the same|both|each|too|as well|reciprocated)\b")
"""What tells that the other side may have done the same."""
_OF_WEIGHT = 0.7
"""Salience from which it matters whether a written record's event was so."""
TRUE, FALSE = "True", "False"


def drafts(fact: Fact, clause: Clause, desk: Desk) -> Iterator[Draft]:
    """Yield one statement: true or, as the seed decides, with its sides or its city exchanged."""
    if fact.status is not Status.OCCURRED or fact.when.range is None:
        return
    if fact.is_edited and fact.salience < _OF_WEIGHT:
        return
    told = statement(clause, fact, desk.gazetteer)
    wrong = next(_changed(fact, clause, desk, told), None)
    if wrong is None:
        return
    is_true = draw(desk.seed, f"{fact.id} truth", 2) == 0
    yield Draft(
        kind=QuestionKind.TRUE_FALSE,
        stem=f"True or false? {told if is_true else wrong}",
        key=TRUE if is_true else FALSE,
        wrong=(Wrong(text=FALSE if is_true else TRUE, reason=f"The record says: {told}"),),
        explanation=f"{TRUE if is_true else FALSE}. {told}",
        sentences=fact.sentences,
        fact=f"{fact.id} truth",
        facts=(fact.id,),
        is_sorted=True,
        order={TRUE: 0, FALSE: 1},
        least=2,
        most=2,
        importance=fact.salience,
        closeness=0.5,
        is_exact_pair=True,
    )


def _changed(fact: Fact, clause: Clause, desk: Desk, told: str) -> Iterator[str]:
    """Yield false statements. A person is not exchanged: who of a government did it is no belief that one may hold."""
    yield from _sides_exchanged(fact, clause, desk)
    if fact.is_edited:
        return  # in which city something was is seldom worth a belief
    if fact.place is not None and city_country(fact.place, desk) is not None and has_word(told, (fact.place,)):
        for city in cities(desk, fact, fact.place, told)[:1]:
            yield re.sub(rf"(?<!\w){re.escape(fact.place)}(?!\w)", city, told, count=1)


def _sides_exchanged(fact: Fact, clause: Clause, desk: Desk) -> Iterator[str]:
    if fact.is_reciprocal or len(fact.source) != 1 or len(fact.target) != 1:
        return
    source, target = fact.source[0], fact.target[0]
    is_between_countries = source.kind is target.kind is ActorKind.COUNTRY and source.country != target.country
    if not is_between_countries or source.country is None or target.country is None:
        return
    slot = find_slot(clause, target, desk.gazetteer)
    if slot is None or not is_bare_country(clause.subject, source, desk.gazetteer):
        return
    around = f"{slot.before} {slot.after}"
    if fact.is_edited and (
        _OF_STATE.search(around)
        or _CAUSE.search(around)
        or any(
            names_country(around, code, desk.gazetteer, desk.story.sides) for code in (source.country, target.country)
        )
    ):
        return  # what it was about can be only the one's
    if is_recorded(desk, fact, "source", target.country) or has_word(slot.after, ("its", "own")):
        return
    if fact.is_edited and any(_ANSWERED.search(text) for text in fact.support):
        return
    put = called_then(source.country, fact, desk.gazetteer) + ("'s" if slot.is_possessive else "")
    rest = f"{slot.before}{f' {slot.preposition}' if slot.preposition else ''} {put}{slot.after}"
    changed = Clause(
        subject=clause.subject,
        is_plural=clause.is_plural,
        lemma=clause.lemma,
        aux=clause.aux,
        past=clause.past,
        rest=rest,
        has_date=clause.has_date,
    )
    yield statement(changed, fact, desk.gazetteer, subject=called_then(target.country, fact, desk.gazetteer))
