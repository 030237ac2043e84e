"""Whether a rule of words holds for an entry, and in a few words why it does not.

The answer is True, False, or None: a word that neither the title nor the feed's summary has may still stand in the
article's text, which nobody has fetched yet. Not, every and either follow Kleene's logic of three values.
"""

from functools import cached_property

from bot.model.language import say
from bot.model.topics import SEARCHED, EntryFacts
from bot.topics.folding import haystack, needle
from bot.topics.patterns import Patience
from bot.topics.rule import Either, Every, Leaf, Not, Pattern, Phrase, Where, WordRule, shown

_NAMED = 3


class Looked:
    """An entry, made ready to be looked through; each text is folded once."""

    def __init__(self, facts: EntryFacts, patience: Patience) -> None:
        """Take an entry, and how long regular expressions may look through it."""
        self._facts = facts
        self._patience = patience

    def has(self, leaf: Leaf) -> bool | None:
        """Return whether a word, phrase or expression is found; None where only the text can tell.

        Raises:
            TooSlowError: An expression takes too long.
        """
        if isinstance(leaf, Pattern):
            if self._patience.finds(leaf.text, self._facts.title):
                return True
            if leaf.where is Where.TITLE:
                return False
            return self._patience.finds(leaf.text, self._body) or self._if_known
        wanted = needle(leaf.text, is_prefix=leaf.is_prefix)
        if wanted in self._title:
            return True
        if leaf.where is Where.TITLE:
            return False
        return wanted in self._words or self._if_known

    @property
    def _if_known(self) -> bool | None:
        return None if self._facts.text is None else False

    @property
    def _body(self) -> str:
        text = (self._facts.text or "")[:SEARCHED]
        return f"{self._facts.summary[:SEARCHED]}\n{text}"

    @cached_property
    def _title(self) -> str:
        return haystack(self._facts.title[:SEARCHED])

    @cached_property
    def _words(self) -> str:
        return haystack(self._facts.summary[:SEARCHED]) + haystack((self._facts.text or "")[:SEARCHED])


def holds(rule: WordRule, entry: Looked) -> bool | None:
    """Return whether a rule holds; None where that shows only once the entry's text is fetched.

    Raises:
        TooSlowError: A regular expression takes too long.
    """
    match rule:
        case Not():
            inner = holds(rule.part, entry)
            return None if inner is None else not inner
        case Every():
            return _each([holds(part, entry) for part in rule.parts])
        case Either():
            told = _each([_not(holds(part, entry)) for part in rule.parts])
            return _not(told)
        case _:
            return entry.has(rule)


def lacking(rule: WordRule, entry: Looked) -> str:
    """Return in a few words why a rule does not hold: no “tariff”, or has “sport”."""
    match rule:
        case Every():
            return next(lacking(part, entry) for part in rule.parts if holds(part, entry) is False)
        case Not():
            return _has(rule.part, entry)
        case Either():
            return _none_of(rule)
        case _:
            return say("no {words}", words=_named(rule))


def _has(rule: WordRule, entry: Looked) -> str:
    """Return which words hold of a rule that does and should not."""
    match rule:
        case Not():
            return lacking(rule.part, entry)
        case Every():
            first, second = (_has(part, entry) for part in rule.parts[:2])
            return say("{first} and {second}", first=first, second=second)
        case Either():
            return next(_has(part, entry) for part in rule.parts if holds(part, entry))
        case _:
            return say("has {words}", words=_named(rule))


def _none_of(rule: Either) -> str:
    named = [_named(part) for part in rule.parts if isinstance(part, Phrase | Pattern)]
    if len(named) < len(rule.parts):
        return say("none of its {count} alternatives", count=len(rule.parts))
    if len(named) > _NAMED:
        return say("none of {words} and {count} more", words=", ".join(named[:_NAMED]), count=len(named) - _NAMED)
    if len(named) == 2:
        return say("neither {first} nor {second}", first=named[0], second=named[1])
    return say("none of {words}", words=", ".join(named))


def _named(leaf: Leaf) -> str:
    """Return words as they are typed, with where they are looked for."""
    return say("{words} in the title", words=shown(leaf)) if leaf.where is Where.TITLE else shown(leaf)


def _not(told: bool | None) -> bool | None:
    return None if told is None else not told


def _each(told: list[bool | None]) -> bool | None:
    if False in told:
        return False
    return None if None in told else True
