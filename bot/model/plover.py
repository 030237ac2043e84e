"""PLOVER's sixteen event types, their quads and their cooperation-conflict scores.

Source: Open Event Data Alliance, PLOVER manual, draft 0.8 (September 2021): the tables "Quad categories" and
"PLOVER conflict-cooperation scores". The manual prints 3 for ACCUSE; its three modes are -2, -3.5 and -3.5, so the
sign is taken as a slip and -3 is used. The manual's own section counts SANCTION as material conflict.
"""

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
    def is_cooperative(self) -> bool:
        """Whether the type lies on the cooperation side."""
        return self.quad in {Quad.VERBAL_COOP, Quad.MATERIAL_COOP}


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
