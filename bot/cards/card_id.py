"""How a custom id is spelt and read: a prefix and typed fields. The ids themselves are in `bot.cards.ids`."""

import re
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Self, get_type_hints

from bot.cards import codec
from bot.cards.tokens import MAX_CUSTOM_ID
from bot.model.countries import Dyad
from bot.model.dates import DateRange
from bot.model.stored import EventQuery

MAX_PLAIN = 48
"""Characters of a plain name in a custom id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardId:
    """Base of all custom ids. A field is a number, enum, plain name, pair, period or, as the last one, a query."""

    PREFIX: ClassVar[str] = ""

    def encode(self) -> str:
        """Return the custom id.

        Raises:
            ValueError: It would be longer than Discord takes.
            InvalidInputError: The free text of a timeline query is too long.
        """
        parts = [self.PREFIX, *(_spell(getattr(self, field.name)) for field in fields(self))]
        text = codec.SEPARATOR.join(parts)
        if len(text) > MAX_CUSTOM_ID:
            raise ValueError(f"the custom id {text!r} has {len(text)} characters")
        return text

    @classmethod
    def parse(cls, custom_id: str) -> Self:
        """Return the value of a custom id.

        Raises:
            ValueError: It is not one of this class.
        """
        match = cls.template().fullmatch(custom_id)
        if match is None:
            raise ValueError(f"{custom_id!r} is no {cls.__name__}")
        return cls(**{name: _read(kind, match[name]) for name, kind in _fields_of(cls).items()})

    @classmethod
    def template(cls) -> re.Pattern[str]:
        """Return the pattern that matches the custom ids of this class, whole; for `discord.ui.DynamicItem`."""
        return _template_of(cls)


def _fields_of(cls: type[CardId]) -> dict[str, Any]:
    hints = get_type_hints(cls)
    return {field.name: getattr(hints[field.name], "__supertype__", hints[field.name]) for field in fields(cls)}


def _template_of(cls: type[CardId]) -> re.Pattern[str]:
    parts = [re.escape(cls.PREFIX), *(f"(?P<{name}>{_pattern(kind)})" for name, kind in _fields_of(cls).items())]
    return re.compile(codec.SEPARATOR.join(parts), re.DOTALL)


def _pattern(kind: Any) -> str:
    if kind is int:
        return r"\d{1,20}"
    if kind is Dyad:
        return "[A-Z]{6}"
    if kind is DateRange:
        return "[0-9a-z]{10}"
    if kind is EventQuery:
        return "[0-9a-z]+[<>].*"
    if kind is str:
        return f"[A-Za-z0-9_+/-]{{1,{MAX_PLAIN}}}"
    return "|".join(re.escape(member.value) for member in kind)


def _spell(value: object) -> str:
    if isinstance(value, Dyad):
        return codec.pair_to_text(value)
    if isinstance(value, DateRange):
        return codec.period_to_text(value)
    if isinstance(value, EventQuery):
        return codec.query_to_text(value)
    return str(value)


def _read(kind: Any, text: str) -> Any:
    if kind is Dyad:
        return codec.pair_from_text(text)
    if kind is DateRange:
        return codec.period_from_text(text)
    if kind is EventQuery:
        return codec.query_from_text(text)
    return kind(text)
