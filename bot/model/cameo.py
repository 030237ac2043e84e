"""CAMEO, the coding that PLOVER replaced, as far as records that use it are read."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.model.ids import CountryCode
from bot.model.plover import EventType, Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """What a code means in PLOVER; `mode` is None where the code tells none for certain."""

    type: EventType
    mode: Mode | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cameo:
    """The tables by which a record of another data set is understood.

    Attributes:
        codes: CAMEO event code, "0211" → what it means; None where PLOVER codes no such act.
        countries: CAMEO's or ISO's three letters → a state of the gazetteer.
        names: A state's name, case-folded → the state.
        roles: CAMEO's role code, "GOV" → in words.
    """

    codes: Mapping[str, Coding | None]
    countries: Mapping[str, CountryCode]
    names: Mapping[str, CountryCode]
    roles: Mapping[str, str]
