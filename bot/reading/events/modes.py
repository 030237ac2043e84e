"""How an act was done: an event's mode, read off its clause by the rows of `lexicon/modes.toml`.

A clause is put into words that rows are compared with: "shut down" for a verb with its particle, "<talks>" for a class
of nouns, "hunger strike" for a noun with what describes it, "by phone" for a preposition with its noun.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from spacy.tokens import Token

from bot.model.plover import EventType, Mode
from bot.reading.events import tree
from bot.reading.events.coding import Coding
from bot.reading.events.direction import Direction
from bot.reading.events.lexicon import canonical
from bot.reading.events.lexicon.mode_rules import ModeRule, mode_rules
from bot.reading.events.nouns import Nouns

_DESCRIBING = ("compound", "amod", "nmod", "acl", "poss")
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
_NAMED = ("state", "person")
"""Classes to which names without a class word of their own belong."""
_EMPTY = frozenset[str]()

Words = Mapping[str, frozenset[str]]
"""List of the table → the clause's words for it."""


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
    rules = mode_rules().get(coding.type)
    if rules is None:
        return None
    words = _words(coding, nouns)
    sides = len({party.country or party.actor for party in (*parties.source, *parties.target)})
    return _first(rules, {**words, **_content(coding, words, nouns)}, sides)


def _first(rules: Sequence[ModeRule], words: Words, sides: int) -> Mode | None:
    for rule in rules:
        if sides < rule.sides or rule.without & words["beside"]:
            continue
        if all(wanted & words.get(name, _EMPTY) for name, wanted in rule.wanted.items()):
            return rule.mode
    return None


def _words(coding: Coding, nouns: Nouns) -> dict[str, frozenset[str]]:
    """Put a coding into words."""
    clause, verb = coding.clause, coding.clause.verb
    let = tree.first_child(clause.complement, "nsubj") if clause.complement is not None else None
    told = [coding.noun, coding.trigger if coding.trigger.pos_ in _NOUNS else None, *clause.objects, let]
    acted = list(_read_through((noun for noun in told if noun is not None), nouns))
    verbs = {clause.lemma, *(f"{clause.lemma} {second}" for second in clause.seconds)}
    bearers = [noun for noun in (coding.noun, coding.trigger, *clause.objects) if noun is not None]
    preps = [*_preps(bearers, clause.preps), *(("by", agent) for agent in clause.agents)]
    return {
        "verbs": frozenset(verbs),
        "nouns": _keys(acted, nouns),
        "after": _keys((inner for noun in acted for inner in _after(noun, "of", "for")), nouns),
        "subjects": _keys(_read_through(clause.doers, nouns), nouns),
        "means": _means(preps, nouns) | {f"{name} doing" for name, _ in clause.gerunds},
        "beside": frozenset(word for child in verb.children for word in (child.lower_, child.lemma_)),
    }


def _content(coding: Coding, words: Words, nouns: Nouns) -> dict[str, frozenset[str]]:
    """Put what is asked for, refused or threatened into words: its type and mode, its verb and nouns."""
    if coding.act is coding.type:
        under = coding.clause.complement
        if under is None:
            return {}
        return {
            "content_verbs": frozenset({canonical(tree.lemma(under))}),
            "content_nouns": _keys(_read_through(tree.objects(under), nouns), nouns),
        }
    inner = coding.inner
    for _ in range(tree.MAX_STEPS):
        if inner is not None and inner.type is EventType.REJECT:
            return {}  # "demanded that it refuse to recognise …": the opposite of its act is asked for
        if inner is None or inner.type is coding.act or inner.inner is None:
            break
        inner = inner.inner
    below = words if inner is None else _words(inner, nouns)
    mode = _first(mode_rules().get(coding.act, ()), below, 0)
    act = coding.act.value
    return {
        "content": frozenset({act} if mode is None else {act, f"{act} {mode.value}"}),
        "content_verbs": below["verbs"],
        "content_nouns": below["nouns"],
    }


def _preps(bearers: Iterable[Token], own: Iterable[tuple[str, Token]]) -> list[tuple[str, Token]]:
    """Return prepositions with their nouns, also where the parser hangs one on the noun of another.

    "Held talks with Chile's president, Pablo Reyes, *by* telephone": on "talks", "president" or "Reyes".
    """
    found = [*own, *(pair for noun in {each.i: each for each in bearers}.values() for pair in tree.prepositions(noun))]
    for noun in [each for _, named in found for each in (named, *tree.children(named, "appos"))]:
        found += tree.prepositions(noun)
    return found


def _means(preps: Iterable[tuple[str, Token]], nouns: Nouns) -> frozenset[str]:
    """Return the words for some prepositions with their nouns: "by phone", "in air strike"."""
    return frozenset(
        f"{name} {key}" for name, noun in preps for key in _keys(_read_through(tree.joined(noun), nouns), nouns)
    )


def _read_through(found: Iterable[Token], nouns: Nouns) -> Iterator[Token]:
    """Yield nouns, and what is behind those that only measure or begin something: "a wave of arrests"."""
    for noun in found:
        yield noun
        lemma = canonical(noun.lemma_)
        if lemma in nouns.lexicon.measures or lemma in nouns.lexicon.phasal:
            yield from _after(noun, "of")


def _after(noun: Token, *names: str) -> Iterator[Token]:
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
