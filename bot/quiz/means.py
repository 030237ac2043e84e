"""What a country must have to do something: embassies, a coast, a market, a border, armed forces."""

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.model.countries import Gazetteer
from bot.model.ids import CountryCode
from bot.model.words import has_word
from bot.quiz import lexicon
from bot.quiz.naming import country_words
from bot.quiz.nearness import BESIDE, closeness, have_land_border, is_great
from bot.quiz.temper import Feeling, feeling

_BORDER = re.compile(
    r"\b(?:borders?|frontiers?|crossings?|border posts?|overland|by (?:bus|train|rail|road|land)|road links?|rail|"
    r"ced(?:e|ed|ing)|cross(?:ed|es|ing)?|enclaves?|exclaves?|pieces of land|land swap|demarcat\w+|"
    r"good[- ]neighbou?r\w*|[Rr]ivers?|[Ll]akes?|dams?|gunfire|artillery fire|shelling|"
    r"(?:border|frontier) (?:guards|troops))\b"
)
"""What only a neighbour can close or open, reach or give."""
_BEFORE_BORDER = re.compile(r"((?:\S+ ){1,4})(?:borders?|frontiers?)\b")
_BEHIND_BORDER = re.compile(r"\b(?:borders?|frontiers?) (?:with|to|of) ((?:\S+ ?){1,4})")
_AT_SEA = re.compile(
    r"\b(?:nav(?:y|al)|vessels?|ships?|boats?|trawlers?|tankers?|frigates?|warships?|submarines?|coast ?guards?|"
    r"coasts?|seas?|waters|ports?|harbou?rs?|maritime|fish(?:ing|eries|ermen)?|islands?|islets?|reefs?|peninsulas?|seabed)\b",
    re.IGNORECASE,
)
_OF_ARMS = re.compile(
    r"\b(?:army|armies|military|troops?|soldiers?|forces|navy|naval|air ?force|warplanes?|warships?|jets?|fighters?|"
    r"tanks?|missiles?|artillery|air ?strikes?|generals?|defence minister|bomb\w*|invad\w+|drones?)\b",
    re.IGNORECASE,
)
"""What takes armed forces."""
_IN_TRADE = re.compile(
    r"\b(?:tariffs?|dut(?:y|ies)|imports?|exports?|goods|quotas?|customs|trade|investments?|purchases?|subsid\w+|"
    r"compan(?:y|ies)|firms?|leas(?:e|ed|es|ing)|loans?|billion)\b"
)
"""What only a country with a large market does so that others feel it."""
_STEMS = 64
"""Questions of which it is kept what they name: each is asked of all countries in turn."""
_MARKETS = 22
"""How many of the prominent countries, from the first, are large markets."""
_TAIWAN, _CHINA = CountryCode("TWN"), CountryCode("CHN")
OF_MISSION = re.compile(r"\b(?:embass(?:y|ies)|ambassador|high commission(?:er)?|envoy)\b")
"""What a country has abroad, and in capitals alone."""
_OF_SOLDIERS = re.compile(
    r"\bmilitary (?:(?:and|or) \w+ )?(?:contacts|ties|exchanges|cooperation|links|exercises|agreements?)\b"
)
"""What armies have that work together."""
_AID = re.compile(r"\b(?:aid|assistance)\b")
"""What great powers give and don't get."""
_GREAT_AID = re.compile(r"\b(?:security|military|economic) (?:aid|assistance)\b")
"""Aid in such measure that only rich countries give it."""
_MADE = re.compile(
    r"\b(?:cars|automobiles|vehicles|motorcycles|telephones|phones|televisions|electronics|machinery|machine tools|"
    r"air conditioners|semiconductors|chips|computers|aircraft parts)\b"
)
"""Goods of industry."""
_FARM_EXPORTS = re.compile(
    r"\bexports? of (?:\w+ ){0,2}(?:cattle|sheep|beef|pork|lamb|meat|poultry|wheat|grain|rice|corn|maize|barley|"
    r"soy\w*|sugar|coffee|cocoa|tea|palm oil|timber|wool|cotton|milk|dairy|butter|fruit|fish)\b"
)
"""Goods that few countries sell abroad in great numbers."""
_TRADE_PACT = re.compile(r"\btrade (?:agreements?|deals?|pacts?|accords?|treat(?:y|ies))\b")
"""What the EU signs for all of its members."""
_OF_UNION = re.compile(r"\b(?:EU|European Union)\b")
_ACCESSION = re.compile(
    r"\b(?:EU|European Union)\b.*\b(?:accession|membership|candidate|join)|"
    r"\b(?:accession|membership|candidate|join)\b.*\b(?:EU|European Union)\b"
)
_COMMONWEALTH = re.compile(r"\bCommonwealth\b(?! of )")
_HIGH_COMMISSION = re.compile(r"\bhigh commission(?:er)?s?\b", re.IGNORECASE)
"""What only members of the Commonwealth have in each other's capitals."""
_DEVELOPMENT = re.compile(r"\bdevelopment (?:cooperation|co-operation|aid|assistance)\b")
_OF_LISTS = (
    (_MADE, "industrial", True),
    (_COMMONWEALTH, "commonwealth", True),
    (_HIGH_COMMISSION, "commonwealth", False),
    (_FARM_EXPORTS, "farm_sellers", False),
    (_DEVELOPMENT, "donors", True),
)
"""What a question tells of, the list of countries that have to do with it, and whether the key must be in that list."""
_FINANCE = re.compile(r"\b(?:[Ff]roze|assets)\b")
_TRADE_TALKS = re.compile(r"\btrade agreement\b")
_TRADE_BANS = re.compile(r"\b(?:imports of food|exports of fuel|ships from its ports)\b")
"""What only those feel who trade with each other in some measure."""
_VISAS = re.compile(r"\bvisas\b")
_FLIGHTS = re.compile(r"\b(?:flights|airlines|airspace)\b")
_AIRSPACE = re.compile(r"\bairspace\b")
_EXERCISE = re.compile(r"\bjoint military exercise\b")
_OF_ENEMIES = re.compile(
    r"\b(?:[Ee]xpelled|[Dd]owngraded|[Bb]arred|ambassador|visas|flights|airspace|deliveries|trucks|border)\b"
)
"""What nobody does to an ally."""
_OF_RELATIONS = re.compile(r"\b(?:ambassador|relations|diplomats?|visit|talks|embassy|exercise)\b")
"""What takes relations, or something like them."""
_ARMS = re.compile(r"\bdeliveries of weapons\b")
_BY_THEMSELVES = 8
"""How many of those who sell arms, from the first, hardly miss another's."""
_VISIT_OF_DEFENCE = re.compile(r"\bvisit by the\b.*\bdefence minister\b")
_OTHER_TITLE = frozenset({"USA", "GBR", "PHL"})
"""Countries whose ministers of defence and of foreign affairs bear the title of a secretary."""
_FOREIGN_MINISTER = re.compile(r"\bits (?:foreign|defen[cs]e) minister\b")


def lacks_means_of_step(step: str, one: CountryCode, other: CountryCode, gazetteer: Gazetteer) -> bool:
    """Tell whether a wrong step takes what two countries have not: banks to freeze, trade to talk of, flights, visits.

    Args:
        step: The step of one towards the other, as it would be offered.
        one: Who would take it.
        other: Towards whom.
        gazetteer: Tells who quarrels with whom, and where they lie.
    """
    markets, closed = lexicon.prominent()[:_MARKETS], lexicon.words("countries", "closed")
    are_rivals = feeling(gazetteer, one, other) is Feeling.RIVAL
    is_quarrel_beside = feeling(gazetteer, one, other) is Feeling.MIXED and closeness(gazetteer, one, other) == BESIDE
    are_allies = feeling(gazetteer, one, other) is Feeling.ALLY
    of_taiwan = _CHINA in {one, other} and {one, other} & set(lexicon.words("countries", "with_taiwan"))
    are_foes = are_rivals or is_quarrel_beside
    is_trade = (one in markets and other in markets) or closeness(gazetteer, one, other) > 0 or are_foes
    is_closed = one in closed or other in closed
    are_far = not closeness(gazetteer, one, other) and not (is_great(one) or is_great(other))
    is_by_air = closeness(gazetteer, one, other) > 0 or (one in markets and other in markets)
    return (
        (are_allies and _OF_ENEMIES.search(step) is not None)
        or (bool(of_taiwan) and _OF_RELATIONS.search(step) is not None)
        or (_FINANCE.search(step) is not None and (one not in markets or is_closed or not are_foes))
        or (_TRADE_BANS.search(step) is not None and (not is_trade or (is_closed and are_foes)))
        or (_VISAS.search(step) is not None and is_closed and are_foes)
        or (_TRADE_TALKS.search(step) is not None and (are_rivals or is_closed))
        or (_FLIGHTS.search(step) is not None and (not is_by_air or (is_closed and are_rivals)))
        or (_AIRSPACE.search(step) is not None and not are_foes)
        or (_EXERCISE.search(step) is not None and are_far)
        or (_ARMS.search(step) is not None and other in lexicon.words("countries", "arms_makers")[:_BY_THEMSELVES])
        or (_VISIT_OF_DEFENCE.search(step) is not None and (are_rivals or other in _OTHER_TITLE))
    )


def lacks_means(
    code: CountryCode,
    key: CountryCode,
    others: Iterable[CountryCode],
    stem: str,
    gazetteer: Gazetteer,
    year: int | None = None,
) -> bool:
    """Tell whether a country has not what a question's act takes.

    Args:
        code: The country.
        key: The right one: where it has no large market either, none is needed.
        others: The event's other sides.
        stem: The question.
        gazetteer: Tells who borders on whom.
        year: In which it was done; None where that is not known.
    """
    sides = tuple(others)
    markets = lexicon.prominent()[:_MARKETS]
    is_of_missions = OF_MISSION.search(stem) is not None or has_word(stem, ("ties", "relations"))
    return (
        (_OF_ARMS.search(stem) is not None and code in lexicon.words("countries", "unarmed"))
        or (is_of_missions and any(gazetteer.are_apart(code, other, year) for other in sides))
        or (is_of_missions and _TAIWAN in sides and code not in lexicon.words("countries", "with_taiwan"))
        or (_OF_SOLDIERS.search(stem) is not None and not all(_have_dealt(code, other, gazetteer) for other in sides))
        or (_AID.search(stem) is not None and is_great(code) and not is_great(key))
        or (_GREAT_AID.search(stem) is not None and is_great(key) and code not in lexicon.words("countries", "donors"))
        or _lies_elsewhere(code, key, stem)
        or (_IN_TRADE.search(stem) is not None and key in markets and code not in markets)
        or (_AT_SEA.search(stem) is not None and code in lexicon.words("countries", "landlocked"))
        or (_BORDER.search(stem) is not None and _lies_apart(code, key, sides, stem, gazetteer))
        or (_FOREIGN_MINISTER.search(stem) is not None and code in _OTHER_TITLE - {key})
        or (_ACCESSION.search(stem) is not None and not _may_join(code, gazetteer))
        or _is_off_a_list(code, key, stem, year)
        or _is_outside(code, key, stem, gazetteer)
    )


def _may_join(code: CountryCode, gazetteer: Gazetteer) -> bool:
    """Tell whether a country may be thought of as one that is to join the European Union."""
    return "Europe" in gazetteer.country(code).region or code in lexicon.words("countries", "beside_union")


def _is_off_a_list(code: CountryCode, key: CountryCode, stem: str, year: int | None) -> bool:
    """Tell whether a question tells of what few countries have to do with, of which a country is none."""
    union = lexicon.union_in(year)
    if code in union and key not in union and _TRADE_PACT.search(stem) is not None:
        return True
    if (key in union) is not (code in union) and _OF_UNION.search(stem) is not None:
        return True
    for told, name, is_of_key in _OF_LISTS:
        known = lexicon.words("countries", name)
        if code not in known and (key in known or not is_of_key) and told.search(stem) is not None:
            return True
    return False


def _have_dealt(code: CountryCode, other: CountryCode, gazetteer: Gazetteer) -> bool:
    """Tell whether two countries have worked together, so that their armies may have, or are both great powers."""
    felt = feeling(gazetteer, code, other)
    return felt in {Feeling.ALLY, Feeling.FRIEND, Feeling.MIXED} or (is_great(code) and is_great(other))


def _lies_elsewhere(code: CountryCode, key: CountryCode, stem: str) -> bool:
    """Tell whether a question names a sea, river or region of the right country's and not of the other's."""
    return any(key in codes and code not in codes for codes in _features_in(stem))


@lru_cache(maxsize=_STEMS)
def _features_in(stem: str) -> tuple[frozenset[CountryCode], ...]:
    """Return the countries of each sea, river, line or region that a question names."""
    return tuple(codes for name, codes in lexicon.features().items() if has_word(stem, (name,)))


def _lies_apart(
    code: CountryCode, key: CountryCode, sides: Iterable[CountryCode], stem: str, gazetteer: Gazetteer
) -> bool:
    """Tell whether a country has no border where one is told of.

    With whom the question says, where the right one has that ("near the Syrian border"), else with the sides.
    """
    places = " ".join(
        found.group(1) for shape in (_BEFORE_BORDER, _BEHIND_BORDER) for found in shape.finditer(f"{stem.rstrip('?')} ")
    )
    named = [
        each
        for each, country in gazetteer.countries.items()
        if each != key and has_word(places, country_words(country))
    ]
    beside = [each for each in named if have_land_border(gazetteer, each, key)] or list(sides)
    return not all(have_land_border(gazetteer, each, code) for each in beside)


def _is_outside(code: CountryCode, key: CountryCode, stem: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a question names a body of which the right country is a member, or lies where they do; no other."""

    def is_of(body: str, each: CountryCode) -> bool:
        if members := lexicon.members_of(body):
            return each in members
        country = gazetteer.countries.get(each)
        regions = lexicon.regions_of(body, of_members=True)
        return country is not None and any(region in country.region for region in regions)

    return any(is_of(body, key) and not is_of(body, code) for body in _bodies_in(stem, gazetteer))


@lru_cache(maxsize=_STEMS)
def _bodies_in(stem: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the names of the bodies that a question names by any of their names."""
    return tuple(body.name for body in gazetteer.bodies if has_word(stem, (body.name, *body.names)))
