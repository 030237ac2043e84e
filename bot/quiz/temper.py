"""What an event is to its two sides, quarrel or deal, and what one country is to another: ally, rival or neither."""

import re
from enum import Enum, auto
from functools import lru_cache

from bot.model.countries import Gazetteer
from bot.model.ids import CountryCode
from bot.model.plover import EventType
from bot.quiz import lexicon
from bot.quiz.draft import Desk
from bot.quiz.facts import Fact

_FIRST, _WEIGHT = 1, 6
"""Last place in a list of partners that makes an ally, and the greatest sum of both places that does."""
_ENDING = re.compile(
    r"\b(?:call(?:ed)? off\b|"
    r"cut|sever|suspend|freeze|froze|halt|stop|end|cancel|withhold|withheld|scrap|terminate|reduce|break|broke)"
    r"(?:s|ed|ped)?\b"
)
_SHARED = re.compile(
    r"\b(?:military|defence|defense|security|economic|trade|intelligence|aid|assistance|cooperation|co-operation|arms|"
    r"weapons?|sales|visits?|trips?|summits?|deliver\w+|suppl\w+|exports|funding|loans?|exercises?|programmes?)\b"
)
"""What two must have had together before one of them could end it."""
_OF_GOODS = re.compile(
    r"\b(?:tariffs?|dut(?:y|ies)|imports?|exports? of|quotas?|customs|subsid\w+|dumping|wine|beef|pork|poultry|meat|"
    r"fish|seafood|grain|wheat|barley|fruit|sugar|timber|steel|alumini?um|coal|cars)\b"
)
_TRUCE = re.compile(
    r"\b(?:stop|ceas|halt|end)\w* (?:\w+ ){0,3}(?:firing|hostilities|fighting|shelling)\b|"
    r"\b(?:cease-?fire|truce|armistice)\b"
)
_MENDING = re.compile(
    r"\b(?:restor|resum|normali[sz]|re-?establish|re-?open|reinstat|unfr[eo]+z|mend)\w*|\b(?:lift|eas)(?:e?s|ed|ing|e)?\b|"
    r"\bpeace (?:deal|treaty|accord|agreement|talks)\b|"
    r"\b(?:exchang|swap)\w* (?:\w+ ){0,2}(?:prisoners|captives|spies)\b|\b(?:prisoner|spy) (?:swap|exchange)\b"
)


class Temper(Enum):
    """What an event is to its two sides."""

    QUARREL = auto()
    """Done against the other."""
    TRADE = auto()
    """A quarrel over goods: friends have those too."""
    MENDING = auto()
    """The end of a quarrel: it takes two who had one."""
    TRUCE = auto()
    """The end of fighting: it takes two who might have fought."""
    PARTING = auto()
    """The end of something shared: it takes two who had that, and no close friends."""
    FAVOUR = auto()
    """Done for the other's good, or agreed with it."""
    TALK = auto()
    """Talks: friends and enemies have them."""


class Feeling(Enum):
    """What two countries mostly are to each other, by the table of ties."""

    RIVAL = auto()
    MIXED = auto()
    NEITHER = auto()
    FRIEND = auto()
    ALLY = auto()


_HEADLINES = 1 << 10
"""Events of which it is kept how they were, while others are weighed against their sides."""
PAIRS = 1 << 16
"""Pairs of countries of which it is kept what they are to each other: all that there are."""
QUARRELLING = frozenset({Feeling.RIVAL, Feeling.MIXED})
"""Those who have had their quarrels."""


def temper_of(fact: Fact, desk: Desk) -> Temper:
    """Return what an event is to its two sides, by its type and its words."""
    clause = desk.clauses.get(fact.id)
    words = fact.headline if clause is None else f"{clause.lemma}{clause.rest}"
    return _temper(words, fact.type, fact.act)


@lru_cache(maxsize=_HEADLINES)
def _temper(words: str, kind: EventType, act: EventType) -> Temper:
    if _TRUCE.search(words):
        return Temper.TRUCE
    if _MENDING.search(words):
        return Temper.MENDING
    if not kind.is_cooperative:
        if _OF_GOODS.search(words):
            return Temper.TRADE
        return Temper.PARTING if _ENDING.search(words) and _SHARED.search(words) else Temper.QUARREL
    return Temper.TALK if EventType.CONSULT in {kind, act} else Temper.FAVOUR


@lru_cache(maxsize=PAIRS)
def feeling(gazetteer: Gazetteer, one: CountryCode, other: CountryCode) -> Feeling:
    """Return what two countries are to each other.

    Allies are of one alliance, or name one another as partners far ahead in their lists; the latter outweighs quarrels
    only where each is among the other's first.
    """
    if {one, other} <= set(lexicon.words("countries", "allied")):
        return Feeling.ALLY
    places = [
        gazetteer.partners.get(a, ()).index(b) if b in gazetteer.partners.get(a, ()) else None
        for a, b in ((one, other), (other, one))
    ]
    known = [place for place in places if place is not None]
    is_quarrel = other in gazetteer.rivals.get(one, ()) or one in gazetteer.rivals.get(other, ())
    is_mutual = len(known) == len(places)
    if is_mutual and (max(known) <= _FIRST or (not is_quarrel and (min(known) <= _FIRST or sum(known) <= _WEIGHT))):
        return Feeling.ALLY
    if is_quarrel:
        return Feeling.MIXED if known else Feeling.RIVAL
    west = {*lexicon.words("countries", "union"), *lexicon.words("countries", "allied")}
    return Feeling.FRIEND if known or {one, other} <= west else Feeling.NEITHER


def heat(temper: Temper, of_key: Feeling, of_other: Feeling) -> int | None:
    """Return how well a feeling suits what was done, -2 to 2; None where nobody would believe it.

    Args:
        temper: What was done.
        of_key: What the right country is to the other side: if a friend quarrelled, other friends may have too.
        of_other: What another country is to the same side.
    """
    if temper is Temper.TALK:
        if of_key is Feeling.ALLY and of_other is Feeling.RIVAL:
            return None  # who calls on friends in turn does not call on an enemy
        return int((of_key in QUARRELLING) == (of_other in QUARRELLING))
    if temper is Temper.TRUCE and of_other not in QUARRELLING:
        return None
    if temper is Temper.MENDING and of_other in {Feeling.FRIEND, Feeling.ALLY} and of_key in QUARRELLING:
        return None
    if temper is Temper.FAVOUR:
        if of_other is Feeling.RIVAL and of_key is not Feeling.RIVAL:
            return None
        return 2 if of_other is of_key else {Feeling.ALLY: 1, Feeling.FRIEND: 1, Feeling.MIXED: 0}.get(of_other, 0)
    if temper is not Temper.TRADE and of_other is Feeling.ALLY and of_key is not Feeling.ALLY:
        return None
    if temper is Temper.PARTING:
        return None if of_other is Feeling.RIVAL and of_key is not Feeling.RIVAL else int(of_other is of_key)
    by_feeling = {Feeling.RIVAL: 2, Feeling.MIXED: 1, Feeling.FRIEND: -1, Feeling.ALLY: -1}
    return max(by_feeling.get(of_other, 0), int(of_other is of_key))
