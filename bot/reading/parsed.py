"""The parse of a text as the rules read it: spaCy's tokens, copied once into plain objects.

The rules look at each token hundreds of times. At each look spaCy makes a new object and decodes a string; here both
were made before. Names and meanings are those of spaCy's own `Doc`, `Span` and `Token` (https://spacy.io/api/token), as
far as anything here asks for them; docs/adr/0043 says why.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, wraps
from itertools import pairwise
from sys import intern
from typing import Any, TypeVar, overload

from spacy.tokens import Doc as RawDoc

T = TypeVar("T")


class Token:
    """A word, number or mark, with what the model says of it.

    Attributes:
        doc: The text it stands in.
        i: Its index there.
        idx: Where it begins, in characters.
        text: Itself.
        whitespace_: The blank behind it, or "".
        lower_: Itself in lower case.
        lemma_: Its base form.
        tag_: Its part of speech by the Penn Treebank.
        pos_: The same by Universal Dependencies.
        dep_: What it is to its head (ClearNLP labels).
        ent_type_: The kind of the named entity that it is part of, or "".
        ent_iob_: "B" where it begins one, "I" inside, "O" outside.
        is_sent_start: Whether a sentence begins with it.
        head: What it hangs on; itself at the top of a sentence.
        lefts: What hangs on it from the left, in text order.
        rights: What hangs on it from the right, in text order.
        children: Both.
        left_edge: The first token of all that hangs on it, itself included; where arcs cross deeply, as spaCy counts.
        right_edge: The last one.
        reach: Where it stands with all that hangs on it; None where others stand between, since arcs cross.
    """

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_iob_",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_alpha",
        "is_digit",
        "is_lower",
        "is_punct",
        "is_sent_start",
        "is_space",
        "is_stop",
        "is_title",
        "is_upper",
        "left_edge",
        "lefts",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "reach",
        "right_edge",
        "rights",
        "tag_",
        "text",
        "whitespace_",
    )

    doc: "Doc"
    i: int
    idx: int
    text: str
    whitespace_: str
    lower_: str
    lemma_: str
    tag_: str
    pos_: str
    dep_: str
    ent_type_: str
    ent_iob_: str
    is_alpha: bool
    is_digit: bool
    is_lower: bool
    is_punct: bool
    is_sent_start: bool
    is_space: bool
    is_stop: bool
    is_title: bool
    is_upper: bool
    like_num: bool
    head: "Token"
    lefts: "tuple[Token, ...]"
    rights: "tuple[Token, ...]"
    children: "tuple[Token, ...]"
    left_edge: "Token"
    right_edge: "Token"
    reach: slice | None

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def text_with_ws(self) -> str:
        """Itself and the blank behind it."""
        return self.text + self.whitespace_

    @property
    def is_top(self) -> bool:
        """Whether it hangs on nothing: the top of its sentence."""
        return self.head.i == self.i

    @property
    def sent(self) -> "Span":
        """The sentence it stands in."""
        return self.doc.sents[self.doc.sentence_of[self.i]]

    @property
    def subtree(self) -> "tuple[Token, ...]":
        """Itself and all that hangs on it, in text order, where arcs cross as well (spaCy's own isn't there)."""
        if self.reach is not None:
            return self.doc.tokens[self.reach]
        found = [self]
        for token in found:
            found += token.children
        return tuple(sorted(found, key=lambda token: token.i))

    @property
    def ancestors(self) -> "Iterator[Token]":
        """What it hangs on, what that hangs on, and so on."""
        token = self
        while not token.is_top:
            token = token.head
            yield token

    @property
    def conjuncts(self) -> "tuple[Token, ...]":
        """What it is joined to by "and" and the like."""
        first = self
        while first.dep_ == "conj" and not first.is_top:
            first = first.head
        found = [first]
        for token in found:
            found += [child for child in token.rights if child.dep_ == "conj"]
        return tuple(token for token in found if token.i != self.i)

    def nbor(self, step: int = 1) -> "Token":
        """Return the token so many behind it, or before it if below 0; raises `IndexError` where there is none."""
        if self.i + step < 0:
            raise IndexError(self.i + step)
        return self.doc[self.i + step]


class Span:
    """Tokens in a row."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: "Doc", start: int, end: int, label: str = "") -> None:
        """Name the tokens from `start` to before `end`; `label` is the kind of named entity."""
        self.doc, self.start, self.end, self.label_ = doc, start, end, label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> "Span": ...
    def __getitem__(self, at: int | slice) -> "Token | Span":
        if isinstance(at, slice):
            start, end = _bounds(at, len(self))
            return Span(self.doc, self.start + start, self.start + end)
        return self.doc.tokens[self.start : self.end][at]

    def __repr__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """Its words as they stand there, without the blank behind the last."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def start_char(self) -> int:
        """Where it begins, in characters."""
        return self.doc[self.start].idx if self.start < len(self.doc) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """Where it ends, in characters."""
        if self.end <= self.start:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def root(self) -> Token:
        """The token on which the others hang: the one nearest to the top of its sentence, the first of several."""
        outward = []
        for token in self.doc.tokens[self.start : self.end]:
            if token.head.i == token.i:
                return token
            if not self.start <= token.head.i < self.end:
                outward.append(token)
        return min(outward, key=lambda token: sum(1 for _ in token.ancestors), default=self[0])


class Doc:
    """A parsed text.

    Attributes:
        text: The text.
        raw: spaCy's own, for what is asked seldom; not to be changed any more.
        tokens: Its words and marks.
        sents: Its sentences.
        ents: Its named entities.
        findings: What was found of its tokens by `remembered`: by rule, and by the token's index.
    """

    def __init__(self, raw: RawDoc) -> None:
        """Copy what spaCy says of a text."""
        self.text: str = raw.text
        self.findings: dict[object, dict[int, Any]] = {}
        self.tokens = _tokens(self, raw)
        self.raw = raw

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            return Span(self, *_bounds(at, len(self.tokens)))
        return self.tokens[at]

    @cached_property
    def sents(self) -> Sequence[Span]:
        """Its sentences, as the parser saw them."""
        starts = [token.i for token in self.tokens if token.is_sent_start or token.i == 0]
        return tuple(Span(self, start, end) for start, end in pairwise([*starts, len(self)]))

    @cached_property
    def sentence_of(self) -> Sequence[int]:
        """The index of each token's sentence."""
        return tuple(i for i, sentence in enumerate(self.sents) for _ in range(len(sentence)))

    @cached_property
    def ents(self) -> Sequence[Span]:
        """Its named entities."""
        return tuple(Span(self, each.start, each.end, each.label_) for each in self.raw.ents)

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where each token begins, in characters."""
        return tuple(token.idx for token in self.tokens)

    def char_span(self, start: int, end: int, *, alignment_mode: str = "strict") -> Span | None:
        """Return the tokens between two places of the text.

        Args:
            start: Where they begin, in characters.
            end: Where they end.
            alignment_mode: "strict" for None where that is within a token, "expand" to take it in, "contract" to leave
                it out.
        """
        found = self.raw.char_span(start, end, alignment_mode=alignment_mode)
        return None if found is None else Span(self, found.start, found.end)

    def followed_by(self, other: "Doc") -> "Doc":
        """Return both texts as one, each parsed as it was."""
        both = Doc(RawDoc.from_docs([self.raw, other.raw], ensure_whitespace=False))
        for token, its in zip(both, (*self, *other), strict=True):
            token.lemma_ = its.lemma_
        return both


def remembered(rule: Callable[[Token], T]) -> Callable[[Token], T]:
    """Let a rule that looks at nothing but a parse be asked once of each token."""

    @wraps(rule)
    def find(token: Token) -> T:
        known: dict[int, T] = token.doc.findings.setdefault(rule, {})
        if token.i not in known:
            known[token.i] = rule(token)
        return known[token.i]

    return find


def _bounds(at: slice, length: int) -> tuple[int, int]:
    """Return the bounds of a slice, none before the other."""
    start, end, _ = at.indices(length)
    return start, max(start, end)


def _tokens(doc: Doc, raw: RawDoc) -> tuple[Token, ...]:
    made = tuple(Token() for _ in range(len(raw)))
    for token, its in zip(made, raw, strict=True):
        token.doc, token.i, token.idx = doc, its.i, its.idx
        token.text, token.lower_, token.lemma_ = intern(its.text), intern(its.lower_), intern(its.lemma_)
        token.tag_, token.pos_, token.dep_ = intern(its.tag_), intern(its.pos_), intern(its.dep_)
        token.ent_type_, token.ent_iob_ = intern(its.ent_type_), intern(its.ent_iob_)
        token.whitespace_ = intern(its.whitespace_)
        token.is_alpha, token.is_digit, token.is_punct, token.is_space = (
            its.is_alpha, its.is_digit, its.is_punct, its.is_space,
        )  # fmt: skip
        token.is_lower, token.is_title, token.is_upper = its.is_lower, its.is_title, its.is_upper
        token.is_stop, token.like_num, token.is_sent_start = its.is_stop, its.like_num, bool(its.is_sent_start)
        token.head = made[its.head.i]
        token.left_edge, token.right_edge = made[its.left_edge.i], made[its.right_edge.i]
    _hang(made)
    _measure(made)
    return made


def _hang(tokens: Sequence[Token]) -> None:
    """Tell each token what hangs on it, by the heads."""
    lefts: list[list[Token]] = [[] for _ in tokens]
    rights: list[list[Token]] = [[] for _ in tokens]
    for token in tokens:
        if not token.is_top:
            (lefts if token.i < token.head.i else rights)[token.head.i].append(token)
    for token, before, behind in zip(tokens, lefts, rights, strict=True):
        token.lefts, token.rights = tuple(before), tuple(behind)
        token.children = token.lefts + token.rights if before and behind else token.lefts or token.rights


def _measure(tokens: Sequence[Token]) -> None:
    """Tell each token where it stands with all that hangs on it, from those on which nothing hangs upwards."""
    downward = [token for token in tokens if token.is_top]
    for token in downward:
        downward += token.children
    sizes, firsts, lasts = [1] * len(tokens), list(range(len(tokens))), list(range(len(tokens)))
    for token in reversed(downward):
        i, head = token.i, token.head.i
        token.reach = slice(firsts[i], lasts[i] + 1) if lasts[i] - firsts[i] + 1 == sizes[i] else None
        if i != head:
            sizes[head] += sizes[i]
            firsts[head], lasts[head] = min(firsts[head], firsts[i]), max(lasts[head], lasts[i])
