"""Questions for what one country did to another."""

import re
from collections.abc import Iterator

from bot.model.countries import Country
from bot.model.dates import Precision
from bot.model.ids import CountryCode
from bot.model.plover import EventType
from bot.model.questions import QuestionKind
from bot.model.reading import ActorKind, Status
from bot.model.statement import PartRole
from bot.model.words import has_word
from bot.quiz import lexicon
from bot.quiz.chance import shuffled
from bot.quiz.clause import Clause
from bot.quiz.draft import Desk, Draft, Wrong
from bot.quiz.facts import Fact
from bot.quiz.naming import adjective, called_then
from bot.quiz.nearness import have_land_border
from bot.quiz.once import is_dated, is_its_own
from bot.quiz.recorded import Lent, drawn, others, reason
from bot.quiz.roles import role_of
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
_ENOUGH = 2
_WORTH_A_STEP = 0.65
"""Salience from which a written record's step is worth knowing."""
_HARSH = re.compile(
    r"\b(?:restor|resum|reinstat|re-?impos|re-?establish)\w* (?:[\w-]+ ){0,3}"
    r"(?:sanctions?|restrictions?|tariffs?|embargo|bans?|limits?|blockade|shelling|bombing|tests?)\b"
)
_MENDS = frozenset({"lift", "ease", "restore", "resume", "reopen", "normalise", "reinstate", "unfreeze"})
"""Verbs that by themselves mend what was broken: "halted the easing of exports" does not."""
_IN_WORDS = frozenset({"dismiss", "deny", "reject", "rebuff", "refute"})
"""What is only said of another's words."""
_FOUNDING = re.compile(r" (?:its )?independence\b")
"""What a state begins with is no step among others: "declared independence"."""
_PERSONAL = frozenset({"sign", "veto"})
_LAW = re.compile(r"\b(?:law|bill|Act)\b")
_DIPLOMACY = re.compile(
    r"\b(?:ambassadors?|envoys?|diplomats?|attach[ée]s?|consuls?|consulates?|embassy|visas|relations|ties|visit|talks|"
    r"high commissioners?)\b"
)
"""Steps of foreign ministries; others are of trade, traffic and money."""
_FOR_ITS_SAKE = re.compile(r"\b(?:in support of|in defence of|in defense of|on behalf of|at the request of)\b")
"""What makes an act of force no step against the one who is named."""


def drafts(fact: Fact, clause: Clause, desk: Desk) -> Iterator[Draft]:
    """Yield the question for one country's step against another, of records towards it, too.

    What an article tells of good works has no other beside it: strict readers believed none of those that were offered.
    """
    if not _is_step(fact, clause) or not _is_of_state(fact, clause, desk):
        return
    if not fact.is_edited and (fact.type.is_cooperative or fact.act.is_cooperative):
        return
    if fact.is_edited and fact.salience < _WORTH_A_STEP:
        return
    if not fact.is_edited and fact.when.precision is Precision.YEAR:
        return  # in a year of a quarrel there are more steps than one
    source, target = fact.source[0].country, fact.target[0].country
    if source is None or target is None or not {source, target} <= desk.gazetteer.countries.keys():
        return
    then = called_then(target, fact, desk.gazetteer)
    country = desk.gazetteer.country(target)
    if country.alpha2 is None:
        return  # bodies between states have no steps of their own sort
    name = country.name if then == country.in_text else then.removeprefix("the ")
    key = sentence_case(clause.predicate() if fact.is_edited else _by_country(clause.predicate(), country))
    named = name if has_word(key, (name,)) else then
    takes_article = country.in_text.startswith("the ") and not named.startswith("the ")
    takes_article |= re.search(rf"\bthe {re.escape(named)}\b(?! [A-Z]|[-–])", key) is not None
    named = f"the {named}" if takes_article else named
    way = _way(fact, desk)
    wrong: tuple[Wrong, ...] = ()
    if fact.is_edited:
        wrong = _recorded(fact, desk, key, is_same_way=True)
        if way == "towards" or len(wrong) < _ENOUGH:
            way = "in its dealings with"  # a withdrawal is no step towards anybody
        if len(wrong) < _ENOUGH:
            wrong = _recorded(fact, desk, key, is_same_way=False)
    asked = f"which step did {called_then(source, fact, desk.gazetteer)} take {way} {named}"
    least = 3
    if not fact.is_edited:
        invented = _others(fact, desk, named, key)
        wrong, least = tuple(Wrong(text=text, reason="No record tells of such a step.") for text in invented), 4
    yield Draft(
        kind=QuestionKind.ACTION,
        stem=dated(asked, date_words(fact), ""),
        key=key,
        wrong=wrong,
        explanation=statement(clause, fact, desk.gazetteer),
        sentences=fact.sentences,
        fact=f"{fact.id} act",
        facts=(fact.id,),
        importance=fact.salience,
        closeness=0.8 if fact.is_edited else 0.5,
        least=least,
    )


def _by_country(text: str, country: Country) -> str:
    """Return a step that names its target as all other options do: "ties with *Indonesia*", not with Jakarta."""
    seats = "|".join(re.escape(seat) for seat in sorted(country.metonyms, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:the )?(?:{seats})(?!\w)", country.in_text, text) if seats else text


def _is_of_state(fact: Fact, clause: Clause, desk: Desk) -> bool:
    """Tell whether a clause's subject is the state alone, or, in a written record, its head of state or government.

    A law is signed or vetoed by a person, not by the state.
    """
    side = fact.source[0]
    is_head = (
        side.kind is ActorKind.PERSON and role_of(side.office) == "head" and has_word(clause.subject, (side.name,))
    )
    is_own = clause.lemma in _PERSONAL and _LAW.search(clause.rest) is not None
    return is_bare_country(clause.subject, side, desk.gazetteer) or (fact.is_edited and is_head and not is_own)


def _is_step(fact: Fact, clause: Clause) -> bool:
    """Tell whether a fact is a deed of one side towards another that may be told as a step, whoever ordered it."""
    if fact.status is not Status.OCCURRED or clause.aux or fact.type in _NO_STEP or fact.is_reciprocal:
        return False
    if len(fact.source) != 1 or len(fact.target) != 1 or fact.when.range is None:
        return False
    source, target = fact.source[0], fact.target[0]
    if source.kind is ActorKind.ORGANIZATION or target.country is None or source.country == target.country:
        return False
    no_step = {*lexicon.words("verbs", "of_trade"), *lexicon.words("verbs", "of_stance"), *_IN_WORDS}
    if clause.lemma in no_step or _FOUNDING.match(clause.rest) or _tells_aim(clause):
        return False
    if re.search(r"\d| no | not |[“\"]", clause.rest):
        return False
    return fact.type.is_cooperative or not _FOR_ITS_SAKE.search(clause.rest)


def _way(fact: Fact, desk: Desk) -> str:
    """Return whether a step is one towards or against the other side; what is harsh stays so where it is restored."""
    is_mending = temper_of(fact, desk) is Temper.MENDING
    if fact.is_edited:
        is_mending = desk.clauses[fact.id].lemma in _MENDS and not _HARSH.search(fact.headline)
    return "towards" if fact.type.is_cooperative or is_mending else "against"


def _recorded(fact: Fact, desk: Desk, key: str, *, is_same_way: bool) -> tuple[Wrong, ...]:
    """Return what the same side did to the same other side at other times, in the same way or in any."""
    sides = [(side.country for side in part) for part in (fact.source, fact.target)]
    codes = [set(part) for part in sides]
    persons = tuple(side.name for side in desk.story.sides if side.kind is ActorKind.PERSON)

    def lent() -> Iterator[Lent]:
        for other in others(fact, desk, key):
            clause = desk.clauses[other.id]
            is_like = [{s.country for s in other.source}, {s.country for s in other.target}] == codes
            if (
                is_like
                and other.type not in _NO_STEP
                and not _is_of_kind(desk.clauses[fact.id], clause)
                and is_dated(other)
                and is_its_own(other, clause, desk)
                and _is_step(other, clause)
                and _is_of_state(other, clause, desk)
                and (not is_same_way or _way(other, desk) == _way(fact, desk))
            ):
                text = sentence_case(clause.predicate())
                if has_word(text, persons):
                    continue  # who was in office tells the time
                yield Lent(text=text, reason=reason(other, "The record tells of it"), fact=other)

    return tuple(Wrong(text=one.text, reason=one.reason) for one in drawn(lent(), desk, fact, "act"))


def _is_of_kind(one: Clause, other: Clause) -> bool:
    """Tell whether two steps are of one kind, so that the one may have been taken with the other."""
    kinds = (frozenset(row.split()) for row in lexicon.phrases("steps", "kinds"))
    return one.lemma == other.lemma or any({one.lemma, other.lemma} <= kind for kind in kinds)


def _tells_aim(clause: Clause) -> bool:
    """Tell whether a clause tells what a step was for, which no other option does."""
    is_asking = clause.lemma in {"order", "force", "allow", "invite", "permit", "help"}
    aims = (part for part in clause.parts[1:] if part.role is PartRole.CLAUSE and part.text.startswith("to "))
    return not is_asking and any(aims)


def _others(fact: Fact, desk: Desk, target: str, key: str) -> tuple[str, ...]:
    """Return harsh steps of which the texts say no word: so large that they would tell them.

    Those of the key's sort come first. What follows from it, or goes with it as a matter of course, is none of them.
    """
    one, other = fact.source[0].country, fact.target[0].country
    people = adjective(other, desk.gazetteer)
    if one is None or other is None or people is None:
        return ()
    tables = _tables(desk, one, other, fact.year)
    with_key = lexicon.bundled(key)
    fit = [
        text
        for text, told in lexicon.steps(*tables)
        if not any(word.startswith(told) for word in desk.story.words)
        and not any(word.startswith(with_key) for word in text.split())
    ]
    mixed = shuffled(desk.seed, f"{fact.id} act", fit)
    alike = sorted(mixed, key=lambda text: bool(_DIPLOMACY.search(text)) is not bool(_DIPLOMACY.search(key)))
    return tuple(sentence_case(text.format(T=target, A=people)) for text in alike)


def _tables(desk: Desk, one: CountryCode, other: CountryCode, year: int | None) -> tuple[str, ...]:
    """Return the lists of steps that are believable between two countries."""
    known = desk.gazetteer
    beside = ("conflict_beside",) if have_land_border(known, one, other) else ()
    are_rivals = other in known.rivals.get(one, ()) or one in known.rivals.get(other, ())
    between = "conflict_between_rivals" if are_rivals else "conflict_between_friends"
    wells = lexicon.words("countries", "fuel_sellers")
    fit = (
        ("conflict_of_makers", not are_rivals and one in lexicon.words("countries", "arms_makers")),
        ("conflict_of_wells", are_rivals and one in wells and other not in wells),
        ("conflict_of_coasts", are_rivals and not {one, other} & set(lexicon.words("countries", "landlocked"))),
        ("conflict_of_missions", not known.are_apart(one, other, year)),
    )
    return (*beside, "conflict", between, *(table for table, is_fit in fit if is_fit))
