"""Events as options: what happened in one short past sentence, without its date."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.model.ids import CountryCode
from bot.model.reading import ActorKind, Status
from bot.model.statement import PartRole, StatementPart
from bot.model.words import has_word
from bot.quiz import lexicon
from bot.quiz.clause import Clause
from bot.quiz.draft import Desk
from bot.quiz.facts import Fact
from bot.quiz.roles import role_of
from bot.quiz.stems import sentence_case
from bot.quiz.undated import has_date_words

LABEL_LENGTH = 74
"""What a button of Discord shows with its letter before it."""
_CIRCUMSTANCES = frozenset({
    "in", "at", "on", "over", "about", "after", "during", "amid", "near", "aboard", "alongside",
})  # fmt: skip
"""Prepositions of what an event is told without in an option, which need not tell it whole."""
_STRETCH = timedelta(days=92)


def label_of_states(fact: Fact, desk: Desk) -> str | None:
    """Return a written record's event told of the states for which their heads acted; None where it can't be so told.

    Whose time a head of state was gives an event's away: "Egypt and Israel signed the Camp David Accords".
    """
    clause = desk.clauses[fact.id]
    acting = (*fact.source, *fact.target) if fact.is_reciprocal else fact.source
    named = [side for side in acting if has_word(clause.subject, (side.name,))]
    lemmas = lexicon.words("verbs", "of_two_states" if fact.is_reciprocal else "of_heads")
    if not fact.is_edited or not named or clause.lemma not in lemmas or fact.year is None:
        return None
    if clause.lemma == "hold" and not clause.rest.startswith(" a summit"):
        return None  # persons meet, states don't
    if len(named) != len(clause.subject.split(" and ")) or len({side.country for side in named}) != len(named):
        return None
    if any(side.kind is not ActorKind.PERSON or role_of(side.office) != "head" for side in named):
        return None
    subject = clause.subject
    for side in named:
        if side.country is None or side.country not in desk.gazetteer.countries:
            return None
        state = _state_then(side.country, fact.year or 0, desk)
        if state is None:
            return None
        subject = subject.replace(side.name, state)
    text = sentence_case(clause.told(subject))
    return text if _fits(text, fact) else None


def _state_then(code: CountryCode, year: int, desk: Desk) -> str | None:
    """Return a country as it was called in a year: "the Soviet Union"; None in the year in which that changed."""
    for of, until, name in lexicon.states_until():
        if of == code and year <= until:
            return None if year == until else name
    return desk.gazetteer.country(code).in_text


def label(fact: Fact, desk: Desk) -> str | None:
    """Return an event as an option; None where it is too long, dated, not done, or known too vaguely in time."""
    clause = desk.clauses.get(fact.id)
    if clause is None:
        return None
    told = (sentence_case(each.told()) for each in _shorter(clause))
    return next((text for text in told if _fits(text, fact)), None)


def _shorter(clause: Clause) -> Iterator[Clause]:
    """Yield a clause, then what is left of it without its last circumstances: where, what for, what about."""
    yield clause
    parts = clause.parts
    while len(parts) > 1 and _is_circumstance(parts[-1]):
        parts = parts[:-1]
        yield replace(clause, parts=parts, rest="".join(f" {part.words}" for part in parts))


def _is_circumstance(part: StatementPart) -> bool:
    is_purpose = part.role is PartRole.CLAUSE and part.text.startswith("to ")
    return is_purpose or (part.role is PartRole.OBLIQUE and part.preposition in _CIRCUMSTANCES)


def _fits(text: str, fact: Fact) -> bool:
    range_ = fact.when.range
    if range_ is None or fact.status is not Status.OCCURRED or range_.end - range_.start > _STRETCH:
        return False
    return len(text) <= LABEL_LENGTH and not has_date_words(text)
