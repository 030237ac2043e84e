"""Which acts a noun names by itself, who does them and to whom."""

from bot.model.plover import EventType
from bot.model.reading import Status
from bot.reading.actors.cast import MentionForm
from bot.reading.events import tree
from bot.reading.events.coder import Coder
from bot.reading.events.coding import Coding
from bot.reading.events.lexicon import canonical
from bot.reading.events.nouns import Nouns
from bot.reading.events.plain import nominal_type
from bot.reading.events.predicate import Predicate
from bot.reading.parsed import Token

_TOLD = frozenset({
    EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.MOBILIZE, EventType.RETREAT, EventType.CONSULT,
})  # fmt: skip
_SHORT_NAMES = frozenset({"us", "u.s.", "uk", "u.k.", "eu", "un", "u.n.", "nato", "states", "nations", "union"})
"""Names without an adjective of their own: before a noun they tell whose act it is ("US sanctions")."""
_WEAPONS = frozenset({"missile", "icbm", "rocket", "warhead", "projectile", "torpedo", "slbm", "irbm"})
_SHOTS = frozenset({"launch", "test", "firing", "test-firing"})
_MERE_RESULTS = frozenset({"death", "fire", "violence", "torture", "war", "hostility", "closure", "return"})
"""Nouns that tell no act of a day and a doer by themselves."""
_OBJECTIVE = frozenset({
    "assassination", "killing", "murder", "execution", "beheading", "abduction", "kidnapping", "arrest", "detention",
    "imprisonment", "expulsion", "deportation", "bombing", "shooting", "seizure", "conviction", "release",
})  # fmt: skip
_UNDERGOING = frozenset({"subject", "target", "object"})


def undergone(clause: Predicate, coder: Coder) -> Coding | None:
    """Code "has been the target of US sanctions since 2011", "is under an EU embargo": the subject undergoes a noun.

    Args:
        clause: The clause of a copula.
        coder: The coder of the article.

    Returns:
        The coding; None for other clauses, and where nobody is named who does it.
    """
    if clause.lemma not in {"be", "remain", "become", "come"} or clause.subject is None or clause.is_negated:
        return None
    under = [noun for name, noun in clause.preps if name == "under"]
    for attribute in tree.children(clause.verb, "attr"):
        if attribute.lemma_.lower() in _UNDERGOING:
            under += [noun for name, noun in tree.prepositions(attribute) if name == "of"]
    for noun in under:
        kind = deed_type(noun, coder)
        doer = doer_of(noun, coder.nouns)
        if kind in {EventType.SANCTION, EventType.COERCE, EventType.ASSAULT} and doer is not None:
            return deed_coding(noun, kind, doer, (clause.subject,), Status.OCCURRED)
    return None


def deed_type(noun: Token, coder: Coder) -> EventType | None:
    """Return the type of the act that a noun names by itself; None where it names none that is told so.

    Args:
        noun: The noun.
        coder: The coder of the article.
    """
    lemma = canonical(noun.lemma_)
    if lemma in _MERE_RESULTS:
        return None
    if lemma in _SHOTS and any(child.lower_ in _WEAPONS for child in tree.children(noun, "compound", "amod", "nmod")):
        return EventType.MOBILIZE
    kind = nominal_type(noun, coder.lexicon, coder.nouns)
    return kind if kind in _TOLD else None


def is_done_to_owner(noun: Token) -> bool:
    """Return whether "X's" and "of X" at a noun name whom its act is done to: "the leader's arrest"."""
    return noun.lemma_.lower() in _OBJECTIVE


def doer_of(noun: Token, nouns: Nouns) -> Token | None:
    """Who does what a noun tells: its owner, who stands after "by" or "between", or the adjective of a state."""
    for child in tree.children(noun, "poss"):
        if nouns.is_party(child) and not is_done_to_owner(noun):
            return child
    for name, inner in tree.prepositions(noun):
        if name in {"by", "between"} and nouns.is_party(inner):
            return inner
    for child in tree.children(noun, "amod", "compound", "nmod"):
        mention = nouns.cast.mention_at(child.i)
        if mention is not None and (mention.form is MentionForm.ADJECTIVE or child.lower_ in _SHORT_NAMES):
            return child
    return None


def deed_coding(noun: Token, kind: EventType, doer: Token | None, aims: tuple[Token, ...], status: Status) -> Coding:
    """Return the coding of an act that a noun names, with a clause made up of its phrase.

    Args:
        noun: The noun.
        kind: The type of its act.
        doer: Who does it, or None.
        aims: To whom it is done, the likeliest first.
        status: Its status.
    """
    clause = Predicate(
        verb=noun,
        lemma=canonical(noun.lemma_),
        subject=doer,
        is_passive=False,
        objects=aims,
        agents=(),
        preps=tuple(tree.prepositions(noun)),
        gerunds=(),
        seconds=frozenset(),
        complement=None,
        modal="",
        is_negated=False,
        is_conditional=False,
        is_ultimatum=False,
    )
    return Coding(
        type=kind,
        act=kind,
        clause=clause,
        trigger=noun,
        noun=noun,
        status=status,
        is_nominal=True,
        is_deed=True,
    )
