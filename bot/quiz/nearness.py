"""How near one country is to another as an answer: who would believably have done the same to the same."""

from collections.abc import Iterable

from bot.model.countries import Gazetteer
from bot.model.ids import CountryCode
from bot.model.plover import EventType
from bot.quiz import lexicon
from bot.quiz.draft import Desk
from bot.quiz.facts import Fact

FARTHEST = 26
"""Distance of a country that has nothing to do with either side."""
_GREAT, _KNOWN = 5, 13
"""Ranks among the prominent countries below which one is a great power, and below which everybody knows it."""
_UNLIKE_RIVAL = -2
"""Least likeness of a rival in a quarrel: a great power may quarrel with anybody."""
_FEW, _MANY = 2, 6
"""How many rivals a side may have for the first of them to be a foregone answer, in any quarrel and in an attack."""
_CLOSE = 2
"""Bond or likeness that makes a country believable by itself."""


def distance(desk: Desk, code: CountryCode, key: CountryCode, fact: Fact | None = None) -> int | None:
    """Return how far a country is from a right one, 0 the nearest; None where nobody would take the one for the other.

    What counts first is the bond with the event's other side: who borders on it, works or quarrels with it. Then the
    likeness with the right country: a neighbour, the same region, the same fame. Nobody is believed to have given to a
    rival; where the other side's bonds are known, one without any must be as like the key as its neighbour is.
    """
    gazetteer = desk.gazetteer
    if code not in gazetteer.neighbours or key not in gazetteer.countries:
        return None
    others = [] if fact is None else [s.country for s in fact.sides if s.country not in {None, key}]
    sides = [other for other in others if other is not None]
    likeness = _likeness(gazetteer, code, key)
    if fact is not None and _is_gift(fact) and any(_is_rival_only(gazetteer, code, other) for other in sides):
        return None
    known = [other for other in sides if other in gazetteer.partners]
    bond = max((_bond(gazetteer, code, other) for other in known), default=0)
    is_tied = bond >= _CLOSE or (bond > 0 and likeness >= _CLOSE) or likeness > _CLOSE
    if not (is_tied if known else likeness > 0):
        return None
    is_quarrel = fact is not None and not fact.type.is_cooperative
    heat = int(is_quarrel and any(code in gazetteer.rivals.get(other, ()) for other in sides))
    if is_quarrel and not heat and sides and all(code in gazetteer.partners.get(other, ()) for other in sides):
        heat = -1  # a friend that has no quarrel
    likeness = max(likeness, _UNLIKE_RIVAL) if heat > 0 else likeness
    ranks = _ranks()
    obscurity = 0 if code in ranks or key not in ranks else 2
    return FARTHEST - 2 * bond - 2 * likeness - 4 * heat + obscurity


def without_missions(one: CountryCode, other: CountryCode) -> bool:
    """Tell whether two countries keep no embassies with each other, so that neither could recall an envoy."""
    return bool({f"{one}-{other}", f"{other}-{one}"} & set(lexicon.words("countries", "without_missions")))


def have_land_border(gazetteer: Gazetteer, one: CountryCode, other: CountryCode) -> bool:
    """Tell whether two countries meet on land, so that there is a border to close or to cross."""
    by_sea = {f"{one}-{other}", f"{other}-{one}"} & set(lexicon.words("countries", "by_sea"))
    return other in gazetteer.neighbours.get(one, ()) and not by_sea


def is_foregone(gazetteer: Gazetteer, fact: Fact, key: CountryCode) -> bool:
    """Tell whether nobody else is believed to have done it: in a quarrel with one that has hardly another rival."""
    others = {side.country for side in fact.sides} - {key, None}
    rivals = [gazetteer.rivals.get(other, ()) for other in others if other is not None]
    few = _MANY if fact.type is EventType.ASSAULT else _FEW
    return not fact.type.is_cooperative and any(of[:1] == (key,) and len(of) <= few for of in rivals)


def _is_gift(fact: Fact) -> bool:
    """Tell whether an act is done for its target's good."""
    return fact.type.is_cooperative and EventType.CONSULT not in {fact.type, fact.act}


def _is_rival_only(gazetteer: Gazetteer, code: CountryCode, other: CountryCode) -> bool:
    quarrel = other in gazetteer.rivals.get(code, ()) or code in gazetteer.rivals.get(other, ())
    friends = other in gazetteer.partners.get(code, ()) or code in gazetteer.partners.get(other, ())
    return quarrel and not friends


def _bond(gazetteer: Gazetteer, code: CountryCode, other: CountryCode) -> int:
    """Return how much a country has to do with another side: 3 for its own list and its neighbours, 0 for nothing."""
    if code in _tied(gazetteer, other):
        return 3
    return (1 if _is_great(other) else _CLOSE) if other in _tied(gazetteer, code) else 0


def _tied(gazetteer: Gazetteer, code: CountryCode) -> frozenset[CountryCode]:
    beside: Iterable[CountryCode] = () if _is_great(code) else gazetteer.neighbours.get(code, ())
    return frozenset({*gazetteer.partners.get(code, ()), *gazetteer.rivals.get(code, ()), *beside})


def _likeness(gazetteer: Gazetteer, code: CountryCode, key: CountryCode) -> int:
    """Return how alike two countries are to a reader of the news; below 0 for a great power beside a small state."""
    ranks = _ranks()
    are_near = gazetteer.countries[code].region == gazetteer.countries[key].region
    is_beside = code in gazetteer.neighbours.get(key, ())
    are_known = max(ranks.get(each, len(ranks)) for each in (code, key)) < _KNOWN
    greats = _is_great(code) + _is_great(key)
    is_unlike = greats == 1 and not are_known and not is_beside
    are_alike = 2 * are_near + is_beside + greats * (greats - 1) + are_known + (code in _tied(gazetteer, key))
    return are_alike - 4 * is_unlike


def _is_great(code: CountryCode) -> bool:
    return _ranks().get(code, _GREAT) < _GREAT


def _ranks() -> dict[CountryCode, int]:
    return {code: rank for rank, code in enumerate(lexicon.prominent())}
