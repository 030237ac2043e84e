"""How an act was done: an event's mode, read off its clause by the rows of `lexicon/modes.toml`.

A clause is put into words that rows are compared with: "shut down" for a verb with its particle, "<talks>" for a class
of nouns, "hunger strike" for a noun with what describes it, "by phone" for a preposition with its noun.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.model.plover import EventType, Mode
from bot.reading.events import tree
from bot.reading.events.coding import Coding
from bot.reading.events.direction import Direction
from bot.reading.events.lexicon import canonical
from bot.reading.events.lexicon.mode_rules import ModeRule, mode_rules
from bot.reading.events.nouns import Nouns
from bot.reading.parsed import Token

_DESCRIBING = ("compound", "amod", "nmod", "acl", "poss")
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
_NAMED = ("state", "person")
"""Classes to which names without a class word of their own belong."""
_EMPTY = frozenset[str]()


def mode_of(coding: Coding, parties: Direction, nouns: Nouns) -> Mode | None:
    """Return how a coded act was done.

    Args:
        coding: The coded clause.
        parties: Its parties, for how many take part.
        nouns: Classes of its nouns.

    Returns:
        One of the type's modes; None for types without modes, and where no row fits.

    Source:
        PLOVER manual (draft 0.8), the tables of modes.
    """
    rules = mode_rules().get(coding.type, ())
    sides = len({party.country or party.actor for party in (*parties.source, *parties.target)})
    return _first(rules, _Words(coding=coding, nouns=nouns), sides)


def _first(rules: Sequence[ModeRule], words: "_Words", sides: int) -> Mode | None:
    for rule in rules:
        if sides >= rule.sides and words.fit(rule):
            return rule.mode
    return None


@dataclass(frozen=True, kw_only=True)
class _Words:
    """The words of a coding for each list of the table, made when a row first asks for them."""

    coding: Coding
    nouns: Nouns

    def fit(self, rule: ModeRule) -> bool:
        """Whether all that a row names is there, and nothing beside the verb speaks against it."""
        if not all(wanted & self.words(name) for name, wanted in rule.wanted.items()):
            return False
        beside = (word for child in self.coding.clause.verb.children for word in (child.lower_, child.lemma_))
        return not rule.without or rule.without.isdisjoint(beside)

    def words(self, name: str) -> frozenset[str]:
        """Return the words for a list of the table."""
        if name.startswith("content"):
            return self._content.get(name, _EMPTY)
        found: frozenset[str] = getattr(self, f"_{name}")
        return found

    @cached_property
    def _verbs(self) -> frozenset[str]:
        clause = self.coding.clause
        return frozenset({clause.lemma, *(f"{clause.lemma} {second}" for second in clause.seconds)})

    @cached_property
    def _acted_on(self) -> list[Token]:
        """What the verb acts on, who is let do something, and the noun that tells the event."""
        coding, under = self.coding, self.coding.clause.complement
        let = tree.first_child(under, "nsubj") if under is not None else None
        trigger = coding.trigger if coding.trigger.pos_ in _NOUNS else None
        told = [coding.noun, trigger, *coding.clause.objects, let]
        return list(_read_through({noun.i: noun for noun in told if noun is not None}.values(), self.nouns))

    @cached_property
    def _nouns(self) -> frozenset[str]:
        return _keys(self._acted_on, self.nouns)

    @cached_property
    def _after(self) -> frozenset[str]:
        return _keys((inner for noun in self._acted_on for inner in _governed(noun, "of", "for")), self.nouns)

    @cached_property
    def _subjects(self) -> frozenset[str]:
        return _keys(_read_through(self.coding.clause.doers, self.nouns), self.nouns)

    @cached_property
    def _means(self) -> frozenset[str]:
        """Prepositions with their nouns, also where the parser hangs one on the noun of another.

        "Held talks with Chile's president, Pablo Reyes, *by* telephone": on "talks", "president" or "Reyes".
        """
        coding, clause = self.coding, self.coding.clause
        bearers = {noun.i: noun for noun in (coding.noun, coding.trigger, *clause.objects) if noun is not None}
        found = [*clause.preps, *(pair for noun in bearers.values() for pair in tree.prepositions(noun))]
        for noun in [each for _, named in found for each in (named, *tree.children(named, "appos"))]:
            found += tree.prepositions(noun)
        keys = {f"{name} doing" for name, _ in clause.gerunds}
        for name, noun in (*found, *(("by", agent) for agent in clause.agents)):
            keys |= {f"{name} {key}" for key in _keys(_read_through(tree.joined(noun), self.nouns), self.nouns)}
        return frozenset(keys)

    @cached_property
    def _content(self) -> dict[str, frozenset[str]]:
        """What is asked for, refused or threatened: its type and mode, its verb and nouns."""
        coding = self.coding
        if coding.act is coding.type:
            under = coding.clause.complement
            if under is None:
                return {}
            return {
                "content_verbs": frozenset({canonical(tree.lemma(under))}),
                "content_nouns": _keys(_read_through(tree.objects(under), self.nouns), self.nouns),
            }
        inner = coding.inner
        for _ in range(tree.MAX_STEPS):
            if inner is not None and inner.type is EventType.REJECT:
                return {}  # "demanded that it refuse to recognise …": the opposite of its act is asked for
            if inner is None or inner.type is coding.act or inner.inner is None:
                break
            inner = inner.inner
        if inner is None:
            inner = replace(coding, type=coding.act)  # the act itself, as if done: what it contains is not asked again
        below = _Words(coding=inner, nouns=self.nouns)
        mode = _first(mode_rules().get(coding.act, ()), below, 0)
        act = coding.act.value
        return {
            "content": frozenset({act} if mode is None else {act, f"{act} {mode.value}"}),
            "content_verbs": below.words("verbs"),
            "content_nouns": below.words("nouns"),
        }


def _read_through(found: Iterable[Token], nouns: Nouns) -> Iterator[Token]:
    """Yield nouns, and what is behind those that only measure or begin something: "a wave of arrests"."""
    for noun in found:
        yield noun
        lemma = canonical(noun.lemma_)
        if lemma in nouns.lexicon.measures or lemma in nouns.lexicon.phasal:
            yield from _governed(noun, "of")


def _governed(noun: Token, *names: str) -> Iterator[Token]:
    """Yield the nouns after some prepositions that hang on a noun."""
    for prep, inner in tree.prepositions(noun):
        if prep in names:
            yield from tree.joined(inner)


def _keys(found: Iterable[Token], nouns: Nouns) -> frozenset[str]:
    """Return the words for some nouns: each lemma and class, alone and with each word that describes the noun."""
    keys: set[str] = set()
    for noun in found:
        own = {canonical(noun.lemma_), noun.lower_}
        own |= {f"<{name}>" for name in nouns.acts(noun) | nouns.parties(noun)}
        own |= {f"<{name}>" for name in _NAMED if nouns.is_any_of(noun, frozenset({name}))}
        keys |= own
        for child in tree.children(noun, *_DESCRIBING):
            for word in {child.lower_, canonical(child.lemma_), child.lower_.rpartition("-")[2]}:
                keys |= {f"{word} {each}" for each in own}
    return frozenset(keys)
