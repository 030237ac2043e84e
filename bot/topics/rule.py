"""A rule of words as a value, and how it is written down. What is written down is read as the same rule again."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import regex

from bot.topics.folding import words_of


class Where(StrEnum):
    """Where something is looked for."""

    ANYWHERE = ""
    """In the title, the feed's summary and the article's text."""
    TITLE = "title"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One word, or words that follow each other; `is_prefix`: the last one may go on."""

    text: str
    """As it was typed, without quotation marks and with single spaces."""
    is_prefix: bool = False
    where: Where = Where.ANYWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A regular expression, without its slashes, matched without regard to case."""

    text: str
    where: Where = Where.ANYWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """The part must not hold."""

    part: "WordRule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """Each part must hold: two at least, none of them an `Every`."""

    parts: tuple["WordRule", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Either:
    """One part must hold: two at least, none of them an `Either`."""

    parts: tuple["WordRule", ...]


Leaf: TypeAlias = Phrase | Pattern
WordRule: TypeAlias = Phrase | Pattern | Not | Every | Either

OPERATORS = frozenset(("AND", "OR", "NOT"))
_BARE = regex.compile(r"""[^\s()"“”„«»*/\-−:][^\s()"“”„«»*:]*""")
"""A word that needs no quotation marks."""


def all_of(*parts: WordRule) -> WordRule:
    """Return the rule that each part holds; of one part, that part."""
    flat = [each for part in parts for each in (part.parts if isinstance(part, Every) else (part,))]
    return flat[0] if len(flat) == 1 else Every(parts=tuple(flat))


def any_of(*parts: WordRule) -> WordRule:
    """Return the rule that one part holds; of one part, that part."""
    flat = [each for part in parts for each in (part.parts if isinstance(part, Either) else (part,))]
    return flat[0] if len(flat) == 1 else Either(parts=tuple(flat))


def written(rule: WordRule) -> str:
    """Return a rule as `parse_words` reads it, with no more brackets than it needs."""
    match rule:
        case Either():
            return " OR ".join(written(part) for part in rule.parts)
        case Every():
            return " ".join(_within(part) for part in rule.parts)
        case Not():
            inner = f"({written(rule.part)})" if isinstance(rule.part, Every | Either) else written(rule.part)
            return f"NOT {inner}"
        case _:
            return _leaf(rule)


def shown(leaf: Leaf) -> str:
    """Return a word, phrase or pattern as a person is told of it: “tariff*”, /ban(s|ned)/."""
    if isinstance(leaf, Pattern):
        return f"/{leaf.text}/"
    return f"“{leaf.text}{'*' if leaf.is_prefix else ''}”"


def leaves(rule: WordRule) -> tuple[Leaf, ...]:
    """Return the words, phrases and patterns of a rule in their order."""
    match rule:
        case Either() | Every():
            return tuple(leaf for part in rule.parts for leaf in leaves(part))
        case Not():
            return leaves(rule.part)
        case _:
            return (rule,)


def _within(part: WordRule) -> str:
    return f"({written(part)})" if isinstance(part, Either) else written(part)


def _leaf(leaf: Leaf) -> str:
    field = f"{leaf.where}:" if leaf.where else ""
    if isinstance(leaf, Pattern):
        return f"{field}/{leaf.text}/"
    is_bare = _BARE.fullmatch(leaf.text) and leaf.text not in OPERATORS and len(words_of(leaf.text)) > 0
    text = leaf.text if is_bare else f'"{leaf.text}"'
    return f"{field}{text}{'*' if leaf.is_prefix else ''}"
