"""A predicate and what hangs on it, under labels that are the same for active and passive, "China's" and "of China"."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.reading.events import tree
from bot.reading.parsed import Token
from bot.reading.support.lexicon import MUTUAL, SAYING, key_of

PARTY: Final = "party"
SUBJECT: Final = "subject"
OBJECT: Final = "object"
WHAT: Final = "what"
"""What somebody is, becomes or is called."""
OF: Final = "of"
"""Whatever stands beside a noun without a preposition, or with "of"."""
HOW: Final = "how"
_NO_PREDICATE: Final = frozenset({"aux", "auxpass", "amod", "compound", "prep", "nmod", "case", "mark", "poss", "det"})
_BESIDE: Final = frozenset({"amod", "compound", "nmod", "poss"})
_CLAUSES: Final = frozenset({"ccomp", "xcomp", "advcl", "csubj", "pcomp", "acomp", "oprd", "parataxis"})
_STEPS: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """What hangs on a word: the relation and the word at its other end."""

    label: str
    token: Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A clause above a predicate: how it governs it, and its own predicate; `noun` for "a plan to …"."""

    kind: str
    governor: Token

    @property
    def is_said(self) -> bool:
        """Whether the clause below is only said by somebody."""
        return self.kind == "said"


def is_predicate(token: Token) -> bool:
    """Return whether a token is a verb that tells something: no auxiliary, participle before a noun or preposition."""
    return tree.is_verb(token) and token.dep_ not in _NO_PREDICATE


def arcs_of(token: Token) -> tuple[Arc, ...]:
    """Return what hangs on a predicate or on a noun, joined words each by itself, clauses left out."""
    found = tuple(_arcs_of_verb(token) if is_predicate(token) else _arcs_of_noun(token))
    unique = {(arc.label, arc.token.i): arc for arc in found if arc.token.i != token.i}
    return tuple(unique.values())


def _arcs_of_verb(verb: Token) -> Iterator[Arc]:
    subject = tree.subject(verb)
    is_passive = subject is not None and subject.is_passive
    is_own = not _inherits(verb)
    if subject is not None and not is_passive and is_own:
        yield from _each(SUBJECT, subject.token)
    if is_passive:
        for agent in tree.agents(verb):
            yield Arc(label=SUBJECT, token=agent)
    if is_own or not is_passive:
        for noun in tree.objects(verb):
            yield Arc(label=OBJECT, token=noun)
    for name, noun in tree.prepositions(verb):
        yield from _each(name, noun)
    for child in verb.children:
        if child.dep_ in {"acomp", "attr", "oprd", "xcomp", "ccomp"} and not is_predicate(child):
            yield from _each(WHAT, child)
        elif child.dep_ == "dative" and child.pos_ != "ADP":
            yield from _each("to", child)
        elif child.dep_ in {"advmod", "npadvmod"}:
            yield Arc(label=HOW, token=child)


def _inherits(verb: Token) -> bool:
    """Return whether a verb has its subject from the clause above, with which it is compared as a link of its chain."""
    return verb.dep_ in _CLAUSES and not any(child.dep_ in tree.SUBJECTS for child in verb.children)


def _arcs_of_noun(noun: Token) -> Iterator[Arc]:
    for child in noun.children:
        if child.dep_ in _BESIDE:
            yield from _each(OF, child)
        elif child.dep_ == "appos":
            yield from _each("appos", child)
        elif child.dep_ in {"nummod", "advmod", "npadvmod", "acomp"}:
            yield Arc(label=HOW, token=child)
    for name, other in tree.prepositions(noun):
        yield from _each(OF if name == "of" else name, other)


def _each(label: str, noun: Token) -> Iterator[Arc]:
    for one in tree.joined(noun):
        yield Arc(label=label, token=one)


def label_for(verb: Token, label: str) -> str:
    """Return a label that is the same for both sides of what two do with each other."""
    return PARTY if key_of(verb) in MUTUAL and label in {SUBJECT, OBJECT, "with"} else label


def chain_of(verb: Token) -> tuple[Link, ...]:
    """Return the clauses that a predicate hangs on, the nearest first.

    Above a noun only those count by which somebody says it all: that somebody wants to free sailors who were jailed
    does not make their jailing a wish.
    """
    found: list[Link] = []
    current, is_below_noun = verb, False
    for _ in range(_STEPS):
        found += _according(current)
        head = current.head
        if head.i == current.i:
            break
        link, current = _step(current, head)
        if link is not None and (link.is_said or not is_below_noun):
            found.append(link)
        is_below_noun = is_below_noun or not is_predicate(current)
    return tuple(found)


def _step(current: Token, head: Token) -> tuple[Link | None, Token]:
    """Return the link from a word to the one above it, and the word to go on from."""
    if current.dep_ == "conj" or not is_predicate(current):
        return None, head
    if current.dep_ == "pcomp":
        return Link(kind=head.lower_, governor=head.head), head.head
    if current.dep_ == "acl" and tree.is_infinitive(current):
        return Link(kind="noun", governor=head), head
    if current.dep_ not in _CLAUSES:
        return None, head
    mark = tree.first_child(current, "mark")
    is_said = current.dep_ in {"ccomp", "parataxis"} and is_predicate(head) and key_of(head) in SAYING
    if is_said and (mark is None or mark.lower_ == "that"):
        return Link(kind="said", governor=head), head
    kind = current.dep_ if mark is None or mark.lower_ == "that" else mark.lower_
    return Link(kind="if" if kind == "whether" else kind, governor=head), head


def _according(verb: Token) -> list[Link]:
    """Return the link to whom "according to" names beside a verb."""
    words = [c for c in verb.children if c.lower_ == "according"]
    nouns = [inner for word in words for inner in word.subtree if inner.dep_ == "pobj"][:1]
    return [Link(kind="said", governor=noun) for noun in nouns]


def speaker_of(link: Link) -> Token | None:
    """Return the noun for who says what hangs on a link."""
    if not is_predicate(link.governor):
        return link.governor
    subject = tree.subject(link.governor)
    if subject is not None and not subject.is_passive:
        return subject.token
    return next(iter(tree.agents(link.governor)), None)
