"""Which parties are of the country where things happen: nameless rebels, crowds and prisoners, courts and districts.

PLOVER gives such a party the country that it lives or fights in, so that many acts have one country on both sides.
Source: PLOVER manual (draft 0.8), section on actor codes; the word lists are general knowledge of English.
"""

from collections.abc import Iterable
from itertools import islice

from bot.reading.parsed import Token

INSURGENTS = frozenset({
    "rebel", "separatist", "insurgent", "guerrilla", "secessionist", "mutineer", "revolutionary", "insurrectionist",
})  # fmt: skip
"""Who fights the state that he lives in."""
_GROUPS = INSURGENTS | frozenset({
    "mutinous", "rebellious",
    "opposition", "dissident", "demonstrator", "protester", "protestor", "marcher", "striker", "rioter", "crowd", "mob",
    "student", "worker", "farmer", "peasant", "teacher", "nurse", "doctor", "miner", "docker", "trucker", "driver",
    "fisherman", "employee", "union", "unionist", "trader", "shopkeeper", "lawyer", "monk", "priest", "cleric", "elder",
    "chief", "tribesman", "tribe", "clan", "villager", "resident", "inhabitant", "citizen", "voter", "pensioner",
    "people", "population", "public", "youth", "prisoner", "inmate", "detainee", "activist", "politician", "candidate",
    "lawmaker", "fundamentalist", "islamist", "extremist", "radical", "militant", "militiaman", "militia", "faction",
    "fighter", "party", "coalition", "movement", "group", "newspaper", "journalist", "reporter", "editor", "community",
    "minority", "majority", "civilian", "opponent", "critic", "supporter", "follower", "believer", "worshipper",
    "grower", "producer", "breeder", "rancher", "herder", "seaman", "controller", "firefighter", "fireman",
    "railwayman", "railworker", "postman", "vendor", "hawker", "baker", "dockworker", "steelworker",
    "autoworker", "metalworker", "homeless", "landless", "widow", "mother", "relative", "parent", "pupil",
    "schoolchild", "academic", "environmentalist", "ecologist", "feminist", "anarchist", "nationalist",
    "royalist", "monarchist", "communist", "leftist", "rightist", "socialist", "secularist", "loyalist",
    "campaigner", "picketer", "haulier", "cabbie", "busman", "lorry-driver", "clerk", "midwife", "medic",
    "paramedic", "physician", "planter", "picker", "logger", "fisher", "householder", "motorist", "commuter",
    "passenger", "reformist", "republican", "democrat", "rightwinger", "leftwinger", "deserter", "ex-soldier",
    "ex-guerrilla", "ex-combatant", "demobilised",
    "gunman", "bomber", "squad", "vigilante", "sharpshooter", "partisan", "irregular", "warrior", "hijacker",
    "kidnapper", "sympathiser", "sympathizer", "unemployed", "congregation", "faithful", "evangelical", "indian",
    "landowner", "smallholder", "shopper", "barrister", "marxist", "maoist", "warlord", "herdsman", "nomad",
    "assailant", "attacker", "arsonist",
    "settler", "gang", "cartel", "suspect", "conscript", "veteran", "civil-servant", "taxi", "squatter", "looter",
})  # fmt: skip
_WEAPONS = frozenset({
    "bomb", "bombing", "blast", "explosion", "explosive", "device", "mine", "landmine", "grenade", "booby-trap",
    "firebomb", "car-bomb", "dynamite", "shrapnel",
})  # fmt: skip
"""What strikes without a hand in sight: whose it was, only the place tells."""
_NATIONALS = frozenset({
    "refugee", "national", "exile", "returnee", "emigrant", "migrant", "expatriate", "evacuee", "soldier", "sailor",
    "crew", "hostage", "captive", "official", "leader", "businessman", "company", "tycoon", "extremist", "criminal",
})  # fmt: skip
_LOCAL = frozenset({
    "guard", "gendarme", "gendarmerie", "constable", "police", "policeman", "court", "judge", "magistrate", "tribunal",
    "prosecutor", "district", "municipality", "province", "prefecture", "county", "city", "town", "mayor",
    "university", "hospital", "school", "prison",
})  # fmt: skip
_STATE = frozenset({
    "army", "police", "troop", "force", "authority",
    "soldier", "policeman", "government", "president", "parliament", "minister", "ministry", "base", "post",
    "outpost", "garrison", "barracks", "convoy", "plane", "helicopter", "airfield", "checkpoint",
})  # fmt: skip
_ABROAD = frozenset({"international", "foreign", "global", "world"})
_MOST = 14


def is_home_group(noun: Token) -> bool:
    """Return whether a noun phrase speaks of people who are at home where they act ("the rebels", "two miners")."""
    if any(token.lower_ in _ABROAD for token in islice(noun.subtree, _MOST)):
        return False
    return _speaks_of(noun, _GROUPS) or any(child.lower_ == "ethnic" for child in noun.children)


def is_weapon(noun: Token) -> bool:
    """Return whether a noun names a bomb or the like, which whoever laid it is not named beside."""
    return noun.lemma_.lower() in _WEAPONS


def is_of_people(noun: Token) -> bool:
    """Return whether a noun phrase speaks of people of any kind, whose adjective tells their country."""
    return _speaks_of(noun, _GROUPS | _NATIONALS)


def is_insurgent(noun: Token) -> bool:
    """Return whether a noun names those who fight their own state."""
    return noun.lemma_.lower() in INSURGENTS


def is_local(noun: Token) -> bool:
    """Return whether a noun phrase names a court, a district or people of a country, which act at home."""
    return noun.lemma_.lower() in _GROUPS | _LOCAL or any(
        child.lemma_.lower() in _GROUPS | _LOCAL
        for child in noun.children
        if child.dep_ in {"compound", "amod", "nmod"}
    )


def speaks_of_state(nouns: Iterable[Token]) -> bool:
    """Return whether one of some noun phrases names a state's organs or forces."""
    return any(_speaks_of(noun, _STATE) for noun in nouns)


def _speaks_of(noun: Token, words: frozenset[str]) -> bool:
    return any(token.lemma_.lower() in words for token in islice(noun.subtree, _MOST) if token.pos_ != "VERB")
