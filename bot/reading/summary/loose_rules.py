"""The rules that find loose parts: which dependencies, between which marks, can go and leave a sentence.

Whether such a part carries something that must stay, `loose` decides.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from bot.reading.lexicon import load_words
from bot.reading.parsed import Token
from bot.reading.summary.draft import Draft

_LEXICON: Final = load_words("summary")
_SCENE: Final = _LEXICON["scene_openers"]
_CIRCUMSTANCES: Final = _LEXICON["circumstances"]
_VENUES: Final = _LEXICON["venues"] | load_words("quotes")["paper"]
_SAYING: Final = load_words("quotes")["saying"]
_WHEREIN: Final = frozenset({"in", "on", "at", "via", "through", "during"})
_DASHES: Final = frozenset({"-", "–", "—", "--"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_SAID: Final = frozenset({"acl", "relcl", "ccomp", "advcl"})
_WH: Final = frozenset({"which", "who", "whom", "whose", "where"})
_BEFORE: Final = frozenset({"advcl", "prep", "npadvmod", "ccomp"})
"""What a comma parts from the clause that it stands before."""
_BESIDE: Final = frozenset({"relcl", "acl", "appos", "advcl", "prep", "conj"})
"""What a comma parts from what it stands after."""
_SCENES: Final = frozenset({"GPE", "LOC", "FAC"})


class Kind(IntEnum):
    """What kind of part it is, the loosest first."""

    BRACKETS = 0
    ASIDE = 1
    """Between dashes."""
    VENUE = 2
    """ "in a statement", "on Facebook", after a verb of saying."""
    RELATIVE = 3
    """ ", which …,"."""
    APPOSITION = 4
    """ ", the …," after a name."""
    ORIGIN = 5
    """ ", of …," after a name."""
    PARTICIPLE = 6
    """ ", leaving …" at the end."""
    CIRCUMSTANCE = 7
    """ ", as …" or ", with …" at the end."""
    OPENING = 8
    """What stands before the subject and a comma."""
    SECOND = 9
    """ "and …" with a verb of its own."""
    TAIL = 10
    """What only gives examples at the end: "including …"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """A stretch of tokens that can be left out, its commas with it."""

    kind: Kind
    start: int
    stop: int

    @property
    def tokens(self) -> range:
        """Return the tokens that go."""
        return range(self.start, self.stop)


def parts_of(token: Token, draft: Draft) -> Iterator[Loose]:
    """Yield the parts that a token heads, each with the commas that go with it."""
    for rule in _RULES.get(token.dep_, ()):
        yield from rule(token, draft)


def _span(token: Token) -> tuple[int, int]:
    return token.left_edge.i, token.right_edge.i + 1


def _text(draft: Draft, i: int) -> str:
    """Return a token of the draft as printed; a full stop beyond its end, nothing before its start."""
    if i < draft.start:
        return ""
    return draft.doc[i].text if i < draft.end else "."


def _parted(kind: Kind, token: Token, draft: Draft, *, at_end: bool = False) -> Iterator[Loose]:
    """Yield a token's subtree with the commas round it; nothing where no commas part it from the rest."""
    start, stop = _span(token)
    before, after = _text(draft, start - 1), _text(draft, stop)
    if before != "," or start - 1 <= draft.start or stop > draft.end:
        return
    if after in {".", ";"} or stop == draft.end:
        yield Loose(kind=kind, start=start - 1, stop=stop)
    elif after == "," and not at_end:
        is_shared = _ends_more(token, stop, draft) or _opens_more(token, stop, draft)
        yield Loose(kind=kind, start=start - 1, stop=stop + (not is_shared))


def _ends_more(token: Token, stop: int, draft: Draft) -> bool:
    """Return whether the comma after a part also ends a longer part that holds it."""
    return any(
        a.right_edge.i + 1 == stop
        and a.left_edge.i < token.left_edge.i
        and ((a.head.i > stop and a.dep_ in _BEFORE) or (a.dep_ in _BESIDE and _text(draft, a.left_edge.i - 1) == ","))
        for a in token.ancestors
    )


def _opens_more(token: Token, stop: int, draft: Draft) -> bool:
    """Return whether the comma after a part also opens another part beside it."""
    if stop + 1 >= draft.end:
        return False
    following = draft.doc[stop + 1]
    beside = (c for a in (token.head, *token.head.ancestors) for c in a.children if c.left_edge.i == following.i)
    return any(c.dep_ in _BESIDE - {"prep"} for c in beside) or following.dep_ == "cc"


def _is_listed(noun: Token) -> bool:
    """Return whether a noun is one of several in a row, whose commas part them."""
    return noun.dep_ == "conj" or any(c.dep_ == "conj" for c in noun.children)


def asides_of(draft: Draft) -> Iterator[Loose]:
    """Yield what stands between two dashes, and between a noun's dash and the end."""
    dashes = [
        i
        for i in range(draft.start + 1, draft.end - 1)
        if draft.doc[i].text in _DASHES and (draft.doc[i].whitespace_ or draft.doc[i].text == "--")
    ]
    if len(dashes) == 2:
        yield Loose(kind=Kind.ASIDE, start=dashes[0], stop=dashes[1] + 1)
    elif len(dashes) == 1 and draft.doc[dashes[0] - 1].pos_ in {"NOUN", "PROPN"}:
        end = draft.end - (draft.doc[draft.end - 1].text == ".")
        yield Loose(kind=Kind.ASIDE, start=dashes[0], stop=end)


def brackets_of(token: Token, draft: Draft) -> Iterator[Loose]:
    """Yield what stands in the round brackets that a token opens."""
    if token.text == "(":
        close = next((i for i in range(token.i, draft.end) if draft.doc[i].text == ")"), None)
        if close is not None:
            yield Loose(kind=Kind.BRACKETS, start=token.i, stop=close + 1)


def _venue(token: Token, draft: Draft) -> Iterator[Loose]:
    """Yield "in a statement" after a verb of saying, without the day or the words said that follow it."""
    is_place = token.dep_ == "prep" and token.lower_ in _WHEREIN
    if not is_place or token.head.lemma_.lower() not in _SAYING or token.head.i > token.i:
        return
    place = next((c for c in token.children if c.dep_ == "pobj"), None)
    if place is None or place.lemma_.lower() not in _VENUES or place.i in draft.dropped:
        return
    after = [c for c in place.children if c.i > place.i]
    if any(c.dep_ == "relcl" and c.left_edge.dep_ in _SUBJECTS for c in after):
        return
    said = [c for c in after if c.dep_ in _SAID or c.ent_type_ in {"DATE", "TIME"} or c.lower_ == "on"]
    start, stop = _span(token)
    stop = min((c.left_edge.i for c in said), default=stop)
    is_parted = _text(draft, start - 1) == "," and _text(draft, stop) == ","
    yield Loose(kind=Kind.VENUE, start=start - is_parted, stop=stop + is_parted)


def _relative(token: Token, draft: Draft) -> Iterator[Loose]:
    start, _stop = _span(token)
    opens = {draft.doc[i].lower_ for i in range(start, min(start + 4, token.i))}
    if token.dep_ == "relcl" and opens & _WH and not _is_listed(token.head):
        yield from _parted(Kind.RELATIVE, token, draft)


def _apposition(token: Token, draft: Draft) -> Iterator[Loose]:
    """Yield what explains a name; a name that explains a common noun stays."""
    is_name = token.ent_type_ == "PERSON" or (token.pos_ == "PROPN" and token.head.ent_type_ in _SCENES)
    if token.dep_ != "appos" or is_name or token.head.pos_ != "PROPN" or token.head.i > token.i:
        return
    _start, stop = _span(token)
    following = draft.doc[stop + 1] if _text(draft, stop) == "," and stop + 1 < draft.end else None
    goes_on = following is not None and following.pos_ in {"DET", "NOUN", "PROPN", "ADJ"}
    at_end = stop == draft.end or _text(draft, stop) in {".", ";"}
    if at_end and token.head.ent_type_ != "PERSON":
        return
    if not goes_on and not _is_listed(token) and not _is_listed(token.head):
        yield from _parted(Kind.APPOSITION, token, draft)


def _origin(token: Token, draft: Draft) -> Iterator[Loose]:
    if token.dep_ == "prep" and token.lower_ in {"of", "from"} and token.head.pos_ == "PROPN":
        yield from _parted(Kind.ORIGIN, token, draft)


def _participle(token: Token, draft: Draft) -> Iterator[Loose]:
    is_bare = token.tag_ in {"VBG", "VBN"} and not any(
        c.dep_ in _SUBJECTS or c.dep_ in {"mark", "aux", "auxpass"} for c in token.children
    )
    if is_bare and token.dep_ in {"advcl", "acl"} and token.head.i < token.i:
        before_verb = token.head.dep_ in _SUBJECTS and token.head.head.i > token.i
        yield from _parted(Kind.PARTICIPLE, token, draft, at_end=not before_verb)


def _circumstance(token: Token, draft: Draft) -> Iterator[Loose]:
    """Yield ", as …" and ", with …" at the end."""
    marks = {c.lower_ for c in token.children if c.dep_ in {"mark", "advmod"} and c.i < token.i}
    is_clause = token.dep_ == "advcl" and token.head.i < token.i and bool(marks & _CIRCUMSTANCES)
    is_phrase = token.dep_ == "prep" and token.lower_ in {"with", "amid", "following", "after"}
    if is_clause or (is_phrase and token.head.i < token.i):
        yield from _parted(Kind.CIRCUMSTANCE, token, draft, at_end=True)


def _opening(token: Token, draft: Draft) -> Iterator[Loose]:
    """Yield what stands before the subject: a participle, a circumstance, a scene that names no place."""
    start, stop = _span(token)
    if start != draft.start or _text(draft, stop) != "," or token.head.i < stop:
        return
    if _opens_with_clause(token) or _opens_with_scene(token):
        yield Loose(kind=Kind.OPENING, start=start, stop=stop + 1)


def _opens_with_clause(token: Token) -> bool:
    if token.dep_ != "advcl":
        return False
    marks = {c.lower_ for c in token.children if c.dep_ in {"mark", "advmod"} and c.i < token.i}
    if marks & _CIRCUMSTANCES:
        return True
    has_subject = any(c.dep_ in _SUBJECTS for c in token.children)
    return token.tag_ in {"VBG", "VBN"} and not has_subject and not any(c.dep_ == "mark" for c in token.children)


def _opens_with_scene(token: Token) -> bool:
    if token.dep_ != "prep" or token.lower_ not in _SCENE:
        return False
    if any(t.ent_type_ in _SCENES for t in token.subtree):
        return False
    noun = next((c for c in token.children if c.dep_ in {"pobj", "pcomp"}), None)
    return noun is not None and (noun.tag_ == "VBG" or any(c.lower_ in {"a", "an"} for c in noun.children))


def _second(token: Token, draft: Draft) -> Iterator[Loose]:
    """Yield "and" with a second verb at the end, where the first one has all that it needs."""
    first = token.head
    if token.dep_ != "conj" or first.dep_ != "ROOT" or token.pos_ not in {"VERB", "AUX"}:
        return
    joint = next((c for c in first.children if c.dep_ == "cc" and first.i < c.i < token.i), None)
    _start, stop = _span(token)
    if joint is None or joint.lower_ != "and" or _text(draft, stop) not in {".", ";"}:
        return
    if any(c.dep_ in {"preconj", "neg"} or c.lower_ == "both" for c in first.children):
        return
    if any(c.dep_ in _SUBJECTS for c in token.children) != (_text(draft, joint.i - 1) == ","):
        return
    own = {c.dep_ for c in first.children if first.i < c.i < joint.i} - {"punct"}
    needs = {"dobj", "ccomp", "xcomp", "attr", "acomp", "agent", "oprd", "prep"} if _has_object(token) else own
    if own and (own & needs or any(c.dep_ == "nsubjpass" for c in first.children)):
        yield Loose(kind=Kind.SECOND, start=joint.i - (_text(draft, joint.i - 1) == ","), stop=stop)


def _tail(token: Token, draft: Draft) -> Iterator[Loose]:
    """Yield the end of a sentence from ", including …" or "such as …" on."""
    _start, stop = _span(token)
    if stop != draft.end and _text(draft, stop) not in {".", ";"}:
        return
    if token.dep_ == "prep" and token.lower_ in {"including", "such"}:
        is_parted = _text(draft, token.i - 1) == ","
        yield Loose(kind=Kind.TAIL, start=token.i - is_parted, stop=stop)


def _has_object(verb: Token) -> bool:
    return any(c.dep_ in {"dobj", "ccomp"} for c in verb.children)


_RULES: Final[Mapping[str, tuple[Callable[[Token, Draft], Iterator[Loose]], ...]]] = {
    "punct": (brackets_of,),
    "prep": (_venue, _origin, _circumstance, _opening, _tail),
    "relcl": (_relative,),
    "appos": (_apposition,),
    "acl": (_participle,),
    "advcl": (_participle, _circumstance, _opening),
    "conj": (_second,),
}
"""The rules by the dependency of the token that heads what they find."""
