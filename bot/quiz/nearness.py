"""How near one country is to another as an answer: who would believably have done the same to the same."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from bot.model.countries import Gazetteer
from bot.model.ids import CountryCode
from bot.model.plover import EventType
from bot.quiz import lexicon
from bot.quiz.draft import Desk
from bot.quiz.facts import Fact, codes_of
from bot.quiz.temper import PAIRS, QUARRELLING, Feeling, Temper, feeling, heat, temper_of

FARTHEST = 22
"""Distance of a country that has next to nothing to do with either side."""
_GREAT, _WIDE, _KNOWN = 5, 8, 13
"""Ranks among the prominent countries below which one is a great power, acts anywhere, is known to everybody."""
_MIDDLE = 14
"""Distance of a country without anything that speaks for or against it."""
_TOO_FAR = 11
"""Distance from which nobody believes it, whoever else there is."""
_LIKEST, _UNLIKEST = 4, -2
"""How much of a likeness counts."""
_FEW, _MANY = 2, 6
"""How many rivals a side may have for the first of them to be a foregone answer, in any quarrel and in an attack."""
_EVENTS = 1 << 10
"""Kinds of events between some countries of which it is kept who else could have had them."""
BESIDE, REGION, AREA = 3, 2, 1
"""Closeness on the map: neighbours, one region, one part of the world."""


def distance(desk: Desk, code: CountryCode, key: CountryCode, fact: Fact | None = None) -> int | None:
    """Return how far a country is from a right one, 0 the nearest; None where nobody would take the one for the other.

    See `distances`.
    """
    return distances(desk, key, fact).get(code)


def distances(desk: Desk, key: CountryCode, fact: Fact | None = None) -> Mapping[CountryCode, int]:
    """Return how far from a right one each country is that somebody would take for it, 0 the nearest.

    What counts first is whether it could have had that with the event's other side: where both sides are of one part
    of the world, only a country of that part, and where one of them acts from afar, only one that has to do with the
    other. None quarrels with its allies or gives to its enemies. Then count what it is to the other side and how like
    the right country it is.

    Args:
        desk: What questions are made from.
        key: The right one.
        fact: The event of which it is a side; None for no event.
    """
    others = [] if fact is None else [s.country for s in fact.sides if s.country is not None and s.country != key]
    known = tuple(other for other in dict.fromkeys(others) if other in desk.gazetteer.neighbours)
    temper = temper_of(fact, desk) if fact is not None and known else None
    return _distances(desk.gazetteer, key, known, temper)


@lru_cache(maxsize=_EVENTS)
def _distances(
    gazetteer: Gazetteer, key: CountryCode, known: tuple[CountryCode, ...], temper: Temper | None
) -> Mapping[CountryCode, int]:
    """Return how far each country is from a right one.

    Args:
        gazetteer: The tables.
        key: The right one.
        known: The event's other sides, as far as it is known where they lie.
        temper: What was done between them; None where nothing is known of it.
    """
    codes = gazetteer.neighbours if key in gazetteer.countries else ()
    gaps = {code: _distance(gazetteer, code, key, known, temper) for code in codes}
    return MappingProxyType({code: gap for code, gap in gaps.items() if gap is not None})


def _distance(
    gazetteer: Gazetteer, code: CountryCode, key: CountryCode, known: tuple[CountryCode, ...], temper: Temper | None
) -> int | None:
    """Return how far one country is from a right one; see `_distances`."""
    likeness, ranks = _likeness(gazetteer, code, key), _ranks()
    obscurity = 2 if key in ranks and code not in ranks else 0
    if temper is None:
        return _gap(0, 0, 0, likeness, obscurity) if likeness > 0 else None
    warmth = [heat(temper, feeling(gazetteer, key, each), feeling(gazetteer, code, each)) for each in known]
    if None in warmth or not any(could_have(gazetteer, code, key, other, temper) for other in known):
        return None
    fits = (_could_quarrel, _would_talk)
    if not all(fit(gazetteer, code, key, other, temper) for fit in fits for other in known):
        return None
    near = max(_near(gazetteer, code, key, other, temper) for other in known)
    tie = max(_tie(gazetteer, code, other) for other in known)
    gap = _gap(near, tie, min(each for each in warmth if each is not None), likeness, obscurity)
    return gap if gap <= _TOO_FAR else None


def could_have(gazetteer: Gazetteer, code: CountryCode, key: CountryCode, other: CountryCode, temper: Temper) -> bool:
    """Tell whether a country could have had with another side what the right one had.

    Args:
        gazetteer: The tables.
        code: The country.
        key: The right one.
        other: The other side.
        temper: What was done.
    """
    tie = _tie(gazetteer, code, other)
    if is_great(other):
        are_rivals = all(feeling(gazetteer, each, other) in QUARRELLING for each in (code, key))
        if are_rivals and temper not in {Temper.TALK, Temper.FAVOUR}:
            return True
        if not is_great(key) or (temper in {Temper.TALK, Temper.FAVOUR} and _is_of_place(gazetteer, code, key, tie)):
            return _is_of_place(gazetteer, code, key, tie)
        return _is_wide(code) or _is_of_place(gazetteer, code, other, tie)
    if temper is Temper.TRUCE and closeness(gazetteer, code, other) < BESIDE:
        return False  # none fights from afar but great powers
    is_of_place = _is_of_place(gazetteer, code, other, tie)
    if closeness(gazetteer, key, other) > 0 and not is_great(key):
        return is_of_place
    is_odd = not (_is_wide(key) or _tie(gazetteer, key, other) or closeness(gazetteer, key, other))
    return is_of_place or _is_wide(code) or tie > 0 or (is_odd and closeness(gazetteer, code, key) >= REGION)


def _could_quarrel(
    gazetteer: Gazetteer, code: CountryCode, key: CountryCode, other: CountryCode, temper: Temper
) -> bool:
    """Tell whether a country could have quarrelled as the right one did, where one of the two deals with few.

    Beside such a one only who quarrels with the other is believed; and it ends nothing that it shared.
    """
    closed = lexicon.words("countries", "closed")
    if temper is Temper.PARTING and code in closed and key not in closed:
        return False
    is_odd = temper in {Temper.QUARREL, Temper.PARTING} and key in closed
    return not is_odd or feeling(gazetteer, code, other) in QUARRELLING


def _would_talk(gazetteer: Gazetteer, code: CountryCode, key: CountryCode, other: CountryCode, temper: Temper) -> bool:
    """Tell whether two great powers that quarrel would have talked as one of them did with a friend."""
    is_among_friends = temper is Temper.TALK and feeling(gazetteer, key, other) is Feeling.ALLY
    are_great = is_great(code) and is_great(other)
    return not (is_among_friends and are_great and feeling(gazetteer, code, other) in QUARRELLING)


def _is_of_place(gazetteer: Gazetteer, code: CountryCode, other: CountryCode, tie: int) -> bool:
    near = closeness(gazetteer, code, other)
    return near >= REGION or (near == AREA and tie > 0)


def _near(gazetteer: Gazetteer, code: CountryCode, key: CountryCode, other: CountryCode, temper: Temper) -> int:
    """Return how close a country is to the one whose place counts; where a key quarrels afar, by its ties alone."""
    if is_great(other) and not is_great(key):
        return closeness(gazetteer, code, key)
    near, is_beside = closeness(gazetteer, code, other), closeness(gazetteer, key, other) > 0 and not is_great(other)
    is_friendly = temper in {Temper.TALK, Temper.FAVOUR}
    return near if is_beside else max(_tie(gazetteer, code, other), min(AREA, near) if is_friendly else 0)


@lru_cache(maxsize=PAIRS)
def closeness(gazetteer: Gazetteer, one: CountryCode, other: CountryCode) -> int:
    """Return how close two countries lie: 3 for neighbours, 2 in one region, 1 in one part of the world, else 0."""
    if other in gazetteer.neighbours.get(one, ()):
        return BESIDE
    regions = [_region(gazetteer, code) for code in (one, other)]
    if regions[0] == regions[1]:
        return REGION
    return AREA if any(set(regions) <= area for area in lexicon.areas()) else 0


def have_land_border(gazetteer: Gazetteer, one: CountryCode, other: CountryCode) -> bool:
    """Tell whether two countries meet on land, so that there is a border to close or to cross."""
    by_sea = {f"{one}-{other}", f"{other}-{one}"} & set(lexicon.words("countries", "by_sea"))
    return other in gazetteer.neighbours.get(one, ()) and not by_sea


def is_foregone(gazetteer: Gazetteer, fact: Fact, key: CountryCode) -> bool:
    """Tell whether nobody else is believed to have done it.

    Of a quarrel with one that has hardly another rival, or with several whose rival it is; of a blow by a country that
    few deal with.
    """
    rivals = [gazetteer.rivals.get(other, ()) for other in codes_of(fact.sides) - {key}]
    few = _MANY if fact.type is EventType.ASSAULT else _FEW
    is_odd = fact.type is EventType.ASSAULT and key in lexicon.words("countries", "closed")
    is_of_all = len(rivals) > 1 and all(key in of for of in rivals) and any(of[0] == key for of in rivals)
    is_only = any(of[:1] == (key,) and len(of) <= few for of in rivals)
    return not fact.type.is_cooperative and (is_odd or is_of_all or is_only)


def is_great(code: CountryCode) -> bool:
    """Tell whether a country is a great power: it quarrels and deals with any other."""
    return _ranks().get(code, _GREAT) < _GREAT


def is_known(code: CountryCode) -> bool:
    """Tell whether a country is known to everybody."""
    return _ranks().get(code, _KNOWN) < _KNOWN


def _is_wide(code: CountryCode) -> bool:
    return _ranks().get(code, _WIDE) < _WIDE


def _gap(near: int, tie: int, warmth: int, likeness: int, obscurity: int) -> int:
    alike = max(_UNLIKEST, min(_LIKEST, likeness))
    return max(0, min(FARTHEST, _MIDDLE + obscurity - 2 * near - tie - 2 * warmth - alike))


def _region(gazetteer: Gazetteer, code: CountryCode) -> str:
    country = gazetteer.countries.get(code)
    return (
        lexicon.pairs("countries", "of_region").get(code, "" if country is None else country.region).replace("_", " ")
    )


@lru_cache(maxsize=PAIRS)
def _tie(gazetteer: Gazetteer, one: CountryCode, other: CountryCode) -> int:
    """Return how many of two countries name the other among those that they work or quarrel with."""
    return sum(
        b in {*gazetteer.partners.get(a, ()), *gazetteer.rivals.get(a, ())} for a, b in ((one, other), (other, one))
    )


def _tied(gazetteer: Gazetteer, code: CountryCode) -> frozenset[CountryCode]:
    beside: Iterable[CountryCode] = () if is_great(code) else gazetteer.neighbours.get(code, ())
    return frozenset({*gazetteer.partners.get(code, ()), *gazetteer.rivals.get(code, ()), *beside})


@lru_cache(maxsize=PAIRS)
def _likeness(gazetteer: Gazetteer, code: CountryCode, key: CountryCode) -> int:
    """Return how alike two countries are to a reader of the news; below 0 for a great power beside a small state."""
    ranks = _ranks()
    are_near = _region(gazetteer, code) == _region(gazetteer, key)
    is_beside = code in gazetteer.neighbours.get(key, ())
    are_known = max(ranks.get(each, len(ranks)) for each in (code, key)) < _KNOWN
    greats = is_great(code) + is_great(key)
    is_unlike = greats == 1 and not are_known and not is_beside
    are_alike = 2 * are_near + is_beside + greats * (greats - 1) + are_known + (code in _tied(gazetteer, key))
    return are_alike - 4 * is_unlike


@cache
def _ranks() -> dict[CountryCode, int]:
    return {code: rank for rank, code in enumerate(lexicon.prominent())}
