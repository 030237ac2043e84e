"""Questions for what one country did to another."""

import re
from collections.abc import Iterator

from bot.model.ids import CountryCode
from bot.model.plover import EventType
from bot.model.questions import QuestionKind
from bot.model.reading import ActorKind, Status
from bot.model.statement import PartRole
from bot.quiz import lexicon
from bot.quiz.chance import shuffled
from bot.quiz.clause import Clause
from bot.quiz.draft import Desk, Draft, Wrong
from bot.quiz.facts import Fact
from bot.quiz.naming import adjective, country_in_text
from bot.quiz.nearness import without_missions
from bot.quiz.stems import is_bare_country, sentence_case, statement
from bot.quiz.when import date_words

_SAID_ONLY = {EventType.CONSULT, EventType.REQUEST, EventType.ACCUSE, EventType.THREATEN, EventType.MOBILIZE}


def drafts(fact: Fact, clause: Clause, desk: Desk) -> Iterator[Draft]:
    """Yield the question for one country's step towards another, where both are plainly named."""
    if fact.status is not Status.OCCURRED or clause.aux or fact.type in _SAID_ONLY or fact.is_reciprocal:
        return
    if len(fact.source) != 1 or len(fact.target) != 1 or fact.when.range is None:
        return
    source, target = fact.source[0], fact.target[0]
    if source.kind is not ActorKind.COUNTRY or target.country is None or source.country == target.country:
        return
    if source.country is None or target.country not in desk.gazetteer.countries:
        return
    no_step = {*lexicon.words("verbs", "of_trade"), *lexicon.words("verbs", "of_stance")}
    if clause.lemma in no_step or _tells_aim(clause) or re.search(r"\d| no | not |[“\"]", clause.rest):
        return
    if not is_bare_country(clause.subject, source, desk.gazetteer):
        return
    named = country_in_text(target.country, desk.gazetteer)
    stem = f"Which step did {country_in_text(source.country, desk.gazetteer)} take towards {named} {date_words(fact)}?"
    yield Draft(
        kind=QuestionKind.ACTION,
        stem=stem,
        key=sentence_case(clause.predicate()),
        wrong=tuple(Wrong(text=text, reason="No record tells of such a step.") for text in _others(fact, desk, named)),
        explanation=statement(clause, fact, desk.gazetteer),
        sentences=fact.sentences,
        fact=f"{fact.id} act",
        facts=(fact.id,),
        importance=fact.salience,
        closeness=0.5,
        least=4,
    )


def _tells_aim(clause: Clause) -> bool:
    """Tell whether a clause tells what a step was for, which no other option does."""
    is_asking = clause.lemma in {"order", "force", "allow", "invite", "permit", "help"}
    aims = (part for part in clause.parts[1:] if part.role is PartRole.CLAUSE and part.text.startswith("to "))
    return not is_asking and any(aims)


def _others(fact: Fact, desk: Desk, target: str) -> tuple[str, ...]:
    """Return steps on the same side of the scale of which the texts say no word: so large that they would tell them."""
    one, other = fact.source[0].country, fact.target[0].country
    people = adjective(other, desk.gazetteer)
    if one is None or other is None or people is None:
        return ()
    tables = _tables(desk, one, other, is_cooperative=fact.type.is_cooperative)
    fit = [t for t, told in lexicon.steps(*tables) if not any(word.startswith(told) for word in desk.story.words)]
    return tuple(sentence_case(text.format(T=target, A=people)) for text in shuffled(desk.seed, f"{fact.id} act", fit))


def _tables(desk: Desk, one: CountryCode, other: CountryCode, *, is_cooperative: bool) -> tuple[str, ...]:
    """Return the lists of steps that are believable between two countries."""
    known = desk.gazetteer
    name = "cooperation" if is_cooperative else "conflict"
    beside = (f"{name}_beside",) if other in known.neighbours.get(one, ()) else ()
    if is_cooperative:
        return (*beside, name)
    are_rivals = other in known.rivals.get(one, ()) or one in known.rivals.get(other, ())
    between = "conflict_between_rivals" if are_rivals else "conflict_between_friends"
    return (*beside, name, between, *(() if without_missions(one, other) else ("conflict_of_missions",)))
