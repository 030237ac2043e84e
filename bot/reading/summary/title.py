"""The line over a summary: the article's own title, what its main event is called, or its first point cut to size."""

import re
from collections.abc import Iterator
from typing import Final

from bot.model.plover import EventType
from bot.model.reading import ActorKind, Event, Status, SummaryPoint
from bot.reading.lexicon import load_words
from bot.reading.parsed import Token
from bot.reading.spans import token_range
from bot.reading.summary.draft import Draft
from bot.reading.summary.leads import is_past
from bot.reading.summary.material import Material
from bot.reading.summary.points import opened, say_alone
from bot.reading.text import typeset

LONGEST_TITLE: Final = 90
_COMMON_WORD: Final = re.compile(r"\b[a-z]{4,}")
_BARE_END: Final = re.compile(r"\b(?:the|this|that|these|those) (\w+)$", re.IGNORECASE)
_STEM: Final = 4
_WEIGHTY: Final = load_words("summary")["weighty"]
_UNIQUE: Final = load_words("summary")["unique_nouns"]
_OPTIONAL: Final = frozenset({"advcl", "npadvmod", "relcl", "acl", "conj", "cc", "punct", "appos", "advmod"})
_SCENES: Final = frozenset(
    {"in", "on", "at", "during", "after", "before", "following", "amid", "since", "ahead", "over"}
)
_JOINTS: Final = frozenset({",", "and", "but", "or", "-", "–", "—", ";", ":"})
_ARGUMENTS: Final = frozenset({"dobj", "attr", "acomp", "ccomp", "xcomp", "agent", "oprd"})


def title_of(title: str | None, material: Material, points: tuple[SummaryPoint, ...]) -> str:
    """Return what stands over a summary.

    Args:
        title: The article's own title, None where it has none.
        material: The article.
        points: Its standard summary.

    Returns:
        The title without a full stop; "" where there is neither a title nor an event nor a point.
    """
    if title and title.strip():
        return typeset(" ".join(title.split()))
    events = sorted((e for found in material.events for e in found), key=lambda e: (-e.salience, e.sentence))
    for event in events[:1]:
        headline = _headline(material, event, is_cut=event.act is EventType.CONSULT)
        if headline is not None and len(headline) <= LONGEST_TITLE:
            return typeset(headline)
    if not points:
        return typeset(events[0].headline) if events else ""
    text = points[0].text.rstrip(".")
    if len(text) <= LONGEST_TITLE:
        return text
    return next((t for t in _shortened(material, points[0]) if len(t) <= LONGEST_TITLE), _cut(text))


def _cut(text: str) -> str:
    return text[: LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _shortened(material: Material, point: SummaryPoint) -> Iterator[str]:
    """Yield ever shorter beginnings of a point's first sentence, each a whole statement."""
    sentence = point.sentences[0]
    draft = opened(material, sentence)
    if draft is None:
        return
    stop = draft.end - 1
    while (start := _last_loose(draft, stop, material)) is not None:
        stop = start
        attempt = draft.copy()
        attempt.drop(range(stop, draft.end))
        said = say_alone(attempt, material, sentence)
        if said is not None:
            yield typeset(said.text.rstrip("."))


def _last_loose(draft: Draft, stop: int, material: Material) -> int | None:
    """Return where the last part of a beginning starts that can go; None where nothing more can."""
    for i in range(draft.start + 1, stop):
        token = draft.doc[i]
        if token.left_edge.i != i or token.i in material.quoted:
            continue
        for head in _chain(token, i):
            if head.right_edge.i + 1 >= stop and _can_go(head, draft, stop):
                start = head.left_edge.i
                while start - 1 > draft.start and draft.doc[start - 1].lower_ in _JOINTS:
                    start -= 1
                return start
    return None


def _chain(token: Token, left: int) -> Iterator[Token]:
    """Yield a token and those above it that begin where it does."""
    while True:
        yield token
        if token.head == token or token.head.left_edge.i != left:
            return
        token = token.head


def _can_go(head: Token, draft: Draft, stop: int) -> bool:
    """Return whether what a token heads can go from the end of a title and leaves a statement."""
    lost = [draft.doc[k] for k in range(head.left_edge.i, stop)]
    if any(t.lower_ in _WEIGHTY or t.dep_ in {"neg", "ROOT"} for t in lost) or head.head.i >= head.left_edge.i:
        return False
    if head.dep_ == "prep":
        above = head.head
        has_argument = any(c.dep_ in _ARGUMENTS and c.i < head.i for c in above.children)
        is_passive = any(c.dep_ == "auxpass" for c in above.children)
        return head.lower_ in _SCENES and (above.pos_ == "NOUN" or has_argument or is_passive)
    if head.dep_ in {"relcl", "acl"}:
        return draft.doc[head.left_edge.i - 1].text == ","
    return head.dep_ in _OPTIONAL - {"cc", "punct"}


def _headline(material: Material, event: Event, *, is_cut: bool = False) -> str | None:
    """Return an event's headline; None where it is not certain to tell the whole of it.

    It has to be news between two states, told by the article itself, with both of them named, and to end where the
    sentence, a clause or a quotation ends: what is cut in the middle says less than was said, or something else. It may
    end anywhere if `is_cut`: talks are talks, whatever else is told of them.
    """
    first, last = token_range(material.doc, event.span.start, event.span.end)
    is_quoted = any(i in material.quoted for i in range(first, last)) or bool(set("#@") & set(event.headline))
    printed = {w[:_STEM] for w in _COMMON_WORD.findall(material.text(event.sentence))}
    shared = [w for w in _COMMON_WORD.findall(event.headline) if w[:_STEM] in printed]
    sides = [{p.country for p in parties} - {None} for parties in (event.source, event.target)]
    is_between_states = all(sides) and sides[0].isdisjoint(sides[1])
    is_told = event.status in {Status.OCCURRED, Status.PLANNED} and event.alleged is None
    is_told = is_told and not _loses_weight(material, event)
    if not _is_named_there(material, event) or event.when.range is None:
        return None
    if is_quoted or not shared or not is_between_states or not is_told or is_past(event, material.published):
        return None
    points_back = _BARE_END.search(event.headline)
    if (points_back and points_back[1].lower() not in _UNIQUE) or not (is_cut or _ends_whole(material, event)):
        return None
    return event.headline


def _is_named_there(material: Material, event: Event) -> bool:
    """Return whether each name of a headline stands in its sentence, or is that of a person of the event."""
    people = {w for a in material.cast.actors if a.kind is ActorKind.PERSON for w in a.name.split()}
    known = {*re.findall(r"\w+", material.text(event.sentence)), *people}
    sides = {w for p in (*event.source, *event.target) for w in re.findall(r"\w+", material.cast.actors[p.actor].name)}
    names = re.findall(r"(?<!^)\b[A-Z]\w+", event.headline)
    shorts = {c.short for c in material.gazetteer.countries.values()}
    return all(name in known | sides or name in shorts for name in names)


def _loses_weight(material: Material, event: Event) -> bool:
    """Return whether a headline leaves out a negation, a hedge or a condition of its sentence."""
    said = {w.lower() for w in re.findall(r"[\w'-]+", event.headline)}
    return any(t.lower_ in _WEIGHTY and t.lower_ not in said for t in material.tokens(event.sentence))


def _ends_whole(material: Material, event: Event) -> bool:
    """Return whether the last word of a headline stands before a mark or a conjunction in its sentence."""
    words = re.findall(r"\w+", event.headline)
    for token in reversed(material.tokens(event.sentence)[:-1]):
        if words and token.text.lower() == words[-1].lower():
            following = token.nbor()
            return following.is_punct or following.pos_ in {"CCONJ", "SCONJ"}
    return False
