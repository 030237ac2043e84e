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
from bot.quiz.naming import adjective, country_in_text, has_word
from bot.quiz.nearness import have_land_border, without_missions
from bot.quiz.stems import dated, is_bare_country, sentence_case, statement
from bot.quiz.temper import Temper, temper_of
from bot.quiz.when import date_words

_NO_STEP = {
    EventType.CONSULT,
    EventType.REQUEST,
    EventType.ACCUSE,
    EventType.THREATEN,
    EventType.MOBILIZE,
    EventType.ASSAULT,
}
"""What is only said, and acts of force: among steps of governments the one of an army stands out."""
_FOR_ITS_SAKE = re.compile(r"\b(?:in support of|in defence of|in defense of|on behalf of|at the request of)\b")
"""What makes an act of force no step against the one who is named."""


def drafts(fact: Fact, clause: Clause, desk: Desk) -> Iterator[Draft]:
    """Yield the question for one country's step towards another, where both are plainly named."""
    if fact.status is not Status.OCCURRED or clause.aux or fact.type in _NO_STEP or fact.is_reciprocal:
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
    if not fact.type.is_cooperative and _FOR_ITS_SAKE.search(clause.rest):
        return
    name = desk.gazetteer.country(target.country).name
    key = sentence_case(clause.predicate())
    named = name if has_word(key, (name,)) else country_in_text(target.country, desk.gazetteer)
    named = f"the {named}" if has_word(key, (f"the {named}",)) else named
    way = "towards" if fact.type.is_cooperative or temper_of(fact, desk) is Temper.MENDING else "against"
    asked = f"which step did {country_in_text(source.country, desk.gazetteer)} take {way} {named}"
    yield Draft(
        kind=QuestionKind.ACTION,
        stem=dated(asked, date_words(fact), ""),
        key=key,
        wrong=tuple(
            Wrong(text=text, reason="No record tells of such a step.") for text in _others(fact, desk, named, key)
        ),
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


def _others(fact: Fact, desk: Desk, target: str, key: str) -> tuple[str, ...]:
    """Return steps on the same side of the scale of which the texts say no word: so large that they would tell them.

    What follows from the key, or goes with it as a matter of course, is none of them.
    """
    one, other = fact.source[0].country, fact.target[0].country
    people = adjective(other, desk.gazetteer)
    if one is None or other is None or people is None:
        return ()
    tables = _tables(desk, one, other, is_cooperative=fact.type.is_cooperative)
    with_key = lexicon.bundled(key)
    fit = [
        text
        for text, told in lexicon.steps(*tables)
        if not any(word.startswith(told) for word in desk.story.words)
        and not any(word.startswith(with_key) for word in text.split())
    ]
    return tuple(sentence_case(text.format(T=target, A=people)) for text in shuffled(desk.seed, f"{fact.id} act", fit))


def _tables(desk: Desk, one: CountryCode, other: CountryCode, *, is_cooperative: bool) -> tuple[str, ...]:
    """Return the lists of steps that are believable between two countries."""
    known = desk.gazetteer
    name = "cooperation" if is_cooperative else "conflict"
    beside = (f"{name}_beside",) if have_land_border(known, one, other) else ()
    if is_cooperative:
        return (*beside, name)
    are_rivals = other in known.rivals.get(one, ()) or one in known.rivals.get(other, ())
    between = "conflict_between_rivals" if are_rivals else "conflict_between_friends"
    wells = lexicon.words("countries", "fuel_sellers")
    fit = (
        ("conflict_of_makers", not are_rivals and one in lexicon.words("countries", "arms_makers")),
        ("conflict_of_wells", are_rivals and one in wells and other not in wells),
        ("conflict_of_coasts", are_rivals and not {one, other} & set(lexicon.words("countries", "landlocked"))),
        ("conflict_of_missions", not without_missions(one, other)),
    )
    return (*beside, name, between, *(table for table, is_fit in fit if is_fit))
