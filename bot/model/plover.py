"""PLOVER's sixteen event types with their quads, their cooperation-conflict scores and their modes.

Source: Open Event Data Alliance, PLOVER manual, draft 0.8 (September 2021): the tables "Quad categories" and
"PLOVER conflict-cooperation scores". The manual prints 3 for ACCUSE; its three modes are -2, -3.5 and -3.5, so the
sign is taken as a slip and -3 is used. The manual's own section counts SANCTION as material conflict. Modes: the
manual's tables of modes, with five of POLECAT's data (Halterman and others 2023); docs/events.md says which.
"""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum


class Quad(StrEnum):
    """PLOVER's four quarters: said or done, cooperation or conflict."""

    VERBAL_COOP = "verbal-coop"
    MATERIAL_COOP = "material-coop"
    VERBAL_CONF = "verbal-conf"
    MATERIAL_CONF = "material-conf"


class EventType(StrEnum):
    """PLOVER's event types, from cooperation to conflict."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"

    @property
    def quad(self) -> Quad:
        """The quarter this type belongs to."""
        return _QUAD[self]

    @property
    def score(self) -> float:
        """PLOVER's cooperation-conflict score of the type, -10 (conflict) to 10 (cooperation)."""
        return _SCORE[self]

    @property
    def modes(self) -> frozenset["Mode"]:
        """The modes that an event of the type may have; empty for the types that the manual gives none."""
        return _MODES.get(self, frozenset())

    @property
    def is_said(self) -> bool:
        """Whether such an act is done by saying something: whose it is, that side has spoken."""
        return self in _SAID

    @property
    def is_cooperative(self) -> bool:
        """Whether the type lies on the cooperation side."""
        return self.quad in {Quad.VERBAL_COOP, Quad.MATERIAL_COOP}


class Mode(StrEnum):
    """PLOVER's modes: how an act of some type was done; of a threat, what is threatened. An event has at most one."""

    VISIT = "visit"
    THIRD_PARTY = "third-party"
    MULTILATERAL = "multilateral"
    PHONE = "phone"
    WITHDRAW = "withdraw"
    RELEASE = "release"
    DISARM = "disarm"
    CEASEFIRE = "ceasefire"
    ACCESS = "access"
    RESIGN = "resign"
    ASSIST = "assist"
    CHANGE = "change"
    YIELD = "yield"
    MEET = "meet"
    DISAPPROVE = "disapprove"
    INVESTIGATE = "investigate"
    ALLEGE = "allege"
    RESTRICT = "restrict"
    ARREST = "arrest"
    RELATIONS = "relations"
    EXPEL = "expel"
    TERRITORY = "territory"
    VIOLENCE = "violence"
    DEMO = "demo"
    RIOT = "riot"
    STRIKE = "strike"
    HUNGER = "hunger"
    BOYCOTT = "boycott"
    OBSTRUCT = "obstruct"
    VANDALIZE = "vandalize"
    CONVICT = "convict"
    DISCONTINUE = "discontinue"
    TROOPS = "troops"
    WEAPONS = "weapons"
    POLICE = "police"
    MILITIA = "militia"
    CONFISCATE = "confiscate"
    BAN = "ban"
    CENSOR = "censor"
    CURFEW = "curfew"
    MARTIAL_LAW = "martial-law"
    DEPORT = "deport"
    WITHHOLD = "withhold"
    MISINFORMATION = "misinformation"
    CYBER = "cyber"
    ABDUCT = "abduct"
    BEAT = "beat"
    TORTURE = "torture"
    EXECUTE = "execute"
    SEXUAL = "sexual"
    ASSASSINATE = "assassinate"
    DESTROY = "destroy"
    PRIMITIVE = "primitive"
    FIREARMS = "firearms"
    EXPLOSIVES = "explosives"
    SUICIDE_ATTACK = "suicide-attack"
    HEAVY_WEAPONS = "heavy-weapons"
    AERIAL = "aerial"
    DRONE = "drone"
    CROWD_CONTROL = "crowd-control"
    CLEANSING = "cleansing"
    MASSACRE = "massacre"
    UNCONVENTIONAL = "unconventional"


def agreed_mode(modes: Iterable[Mode | None]) -> Mode | None:
    """Return the mode that most tellings of one event give; None where none gives any, or none is given most often.

    Args:
        modes: One a telling; a telling without a mode contradicts none.
    """
    ranked = Counter(mode for mode in modes if mode is not None).most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


class Context(StrEnum):
    """PLOVER's contexts: what an event is about. Several may apply to one event."""

    MILITARY = "military"
    INTELLIGENCE = "intelligence"
    EXECUTIVE = "executive"
    LEGISLATIVE = "legislative"
    ELECTION = "election"
    POLITICAL_INSTITUTIONS = "political_institutions"
    LEGAL = "legal"
    TERRITORY = "territory"
    CIVIL_RIGHTS = "civil_rights"
    HUMAN_RIGHTS = "human_rights"
    DIPLOMATIC = "diplomatic"
    TERRORISM = "terrorism"
    ECONOMIC = "economic"
    TRADE = "trade"
    TECHNOLOGY = "technology"
    RESOURCE = "resource"
    CYBER = "cyber"
    WMD = "wmd"
    CRIME = "crime"
    CORRUPTION = "corruption"
    MIGRATION = "migration"
    HEALTH = "health"
    ENVIRONMENT = "environment"
    DISASTER = "disaster"
    RELIGION = "religion"
    HISTORIC = "historic"


_SAID = frozenset({EventType.SUPPORT, EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN})

_QUAD = {
    EventType.AGREE: Quad.VERBAL_COOP,
    EventType.CONSULT: Quad.VERBAL_COOP,
    EventType.SUPPORT: Quad.VERBAL_COOP,
    EventType.CONCEDE: Quad.VERBAL_COOP,
    EventType.COOPERATE: Quad.MATERIAL_COOP,
    EventType.AID: Quad.MATERIAL_COOP,
    EventType.RETREAT: Quad.MATERIAL_COOP,
    EventType.REQUEST: Quad.VERBAL_CONF,
    EventType.ACCUSE: Quad.VERBAL_CONF,
    EventType.REJECT: Quad.VERBAL_CONF,
    EventType.THREATEN: Quad.VERBAL_CONF,
    EventType.PROTEST: Quad.MATERIAL_CONF,
    EventType.SANCTION: Quad.MATERIAL_CONF,
    EventType.MOBILIZE: Quad.MATERIAL_CONF,
    EventType.COERCE: Quad.MATERIAL_CONF,
    EventType.ASSAULT: Quad.MATERIAL_CONF,
}

_SCORE = {
    EventType.AGREE: 2.5,
    EventType.CONSULT: 2.5,
    EventType.SUPPORT: 5.0,
    EventType.CONCEDE: 4.5,
    EventType.COOPERATE: 9.5,
    EventType.AID: 10.0,
    EventType.RETREAT: 6.5,
    EventType.REQUEST: 0.0,
    EventType.ACCUSE: -3.0,
    EventType.REJECT: -2.0,
    EventType.THREATEN: -3.5,
    EventType.PROTEST: -5.0,
    EventType.SANCTION: -6.0,
    EventType.MOBILIZE: -5.5,
    EventType.COERCE: -7.0,
    EventType.ASSAULT: -9.0,
}

_DEMANDED = frozenset({Mode.ASSIST, Mode.CHANGE, Mode.YIELD, Mode.MEET})
_MODES = {
    EventType.CONSULT: frozenset({Mode.VISIT, Mode.THIRD_PARTY, Mode.MULTILATERAL, Mode.PHONE}),
    EventType.RETREAT: frozenset(
        {Mode.WITHDRAW, Mode.RELEASE, Mode.DISARM, Mode.CEASEFIRE, Mode.ACCESS, Mode.RESIGN}
    ),
    EventType.REQUEST: _DEMANDED,
    EventType.REJECT: _DEMANDED,
    EventType.ACCUSE: frozenset({Mode.DISAPPROVE, Mode.INVESTIGATE, Mode.ALLEGE}),
    EventType.THREATEN: frozenset(
        {Mode.RESTRICT, Mode.ARREST, Mode.RELATIONS, Mode.EXPEL, Mode.TERRITORY, Mode.VIOLENCE}
    ),
    EventType.PROTEST: frozenset(
        {Mode.DEMO, Mode.RIOT, Mode.STRIKE, Mode.HUNGER, Mode.BOYCOTT, Mode.OBSTRUCT, Mode.VANDALIZE}
    ),
    EventType.SANCTION: frozenset({Mode.CONVICT, Mode.EXPEL, Mode.WITHDRAW, Mode.DISCONTINUE}),
    EventType.MOBILIZE: frozenset({Mode.TROOPS, Mode.WEAPONS, Mode.POLICE, Mode.MILITIA}),
    EventType.COERCE: frozenset({
        Mode.CONFISCATE, Mode.RESTRICT, Mode.BAN, Mode.CENSOR, Mode.CURFEW, Mode.MARTIAL_LAW, Mode.ARREST, Mode.DEPORT,
        Mode.WITHHOLD, Mode.MISINFORMATION, Mode.CYBER,
    }),
    EventType.ASSAULT: frozenset({
        Mode.ABDUCT, Mode.BEAT, Mode.TORTURE, Mode.EXECUTE, Mode.SEXUAL, Mode.ASSASSINATE, Mode.DESTROY, Mode.PRIMITIVE,
        Mode.FIREARMS, Mode.EXPLOSIVES, Mode.SUICIDE_ATTACK, Mode.HEAVY_WEAPONS, Mode.AERIAL, Mode.DRONE,
        Mode.CROWD_CONTROL, Mode.CLEANSING, Mode.MASSACRE, Mode.UNCONVENTIONAL,
    }),
}  # fmt: skip
"""From POLECAT: misinformation and cyber under COERCE; aerial, drone and crowd-control under ASSAULT."""
