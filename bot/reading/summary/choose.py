"""What a summary tells: which sentences, and the share that news, both sides, plans and background have of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.model.reading import ActorKind, Event, Status, SummaryPart
from bot.reading.lexicon import load_words
from bot.reading.sentences import is_transcript
from bot.reading.spans import token_range
from bot.reading.summary.digest import core
from bot.reading.summary.leads import is_past
from bot.reading.summary.material import Material
from bot.reading.summary.points import Realised, realise
from bot.reading.summary.select import Candidate, rank, tells_the_same
from bot.reading.summary.voice import attribution

_MOST: Final = 16
"""Sentences that are looked for at most: twice the points of the longest summary."""
_MANY: Final = 4
"""Sentences that tell events from which these lead the choice, and not the words that come back."""
_CORE_WORDS: Final = 55
"""Words of the sentences with which every summary begins to choose."""
_COMMON_WORD: Final = re.compile(r"\b[a-z]{4,}")
_BARE_END: Final = re.compile(r"\b(?:the|this|that|these|those) (\w+)$", re.IGNORECASE)
_STEM: Final = 4
_WEIGHTY: Final = load_words("summary")["weighty"]
_UNIQUE: Final = load_words("summary")["unique_nouns"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A candidate, and how it is said by itself.

    Attributes:
        candidate: The sentence.
        said: What it says.
        is_headline: Whether the headline of its event stands for it, since it can't stand alone itself.
    """

    candidate: Candidate
    said: Realised
    is_headline: bool = False

    @property
    def sentence(self) -> int:
        """Return its index."""
        return self.candidate.sentence


def choose(material: Material) -> list[Chosen]:
    """Choose what may be told, best first: all that stands alone and tells something new.

    Args:
        material: The article.

    Returns:
        First the sentences that tell most together, then the best of the rest; no two of them tell one fact.
    """
    chosen: list[Chosen] = []
    for candidate in _in_order(material):
        if len(chosen) == _MOST:
            break
        if any(tells_the_same(candidate, c.candidate) for c in chosen):
            continue
        found = _say(material, candidate)
        if found is not None:
            chosen.append(found)
    return chosen


def _in_order(material: Material) -> Iterator[Candidate]:
    ranked = rank(material)
    tells_much = len(material.pair) > 1 and sum(bool(events) for events in material.events) >= _MANY
    first = frozenset({0}) if tells_much else core(material, _CORE_WORDS)
    yield from (c for c in ranked if c.sentence in first)
    yield from (c for c in ranked if c.sentence not in first)


def _say(material: Material, candidate: Candidate) -> Chosen | None:
    """Say what a sentence tells, or the headline of its event where the sentence can't stand alone."""
    if is_transcript(material.printed) and attribution(material, candidate.sentence):
        return None  # who asks and who answers is not told apart: what they say of others is nobody's claim
    realised = realise(material, candidate.sentence)
    if realised is not None:
        return Chosen(candidate=candidate, said=realised)
    event = candidate.event
    text = None if event is None else whole_headline(material, event)
    if text is None or event is None:
        return None
    said = Realised(text=text, support=frozenset({candidate.sentence}), stretches=((event.span.start, event.span.end),))
    return Chosen(candidate=candidate, said=said, is_headline=True)


def whole_headline(material: Material, event: Event, *, is_cut: bool = False) -> str | None:
    """Return an event's headline as a sentence; None where it is not certain to tell the whole of it.

    It has to be news between two states, told by the article itself, with both of them named, and to end where the
    sentence, a clause or a quotation ends: what is cut in the middle says less than was said, or something else.

    Args:
        material: The article.
        event: One of its events.
        is_cut: Whether it may end in the middle all the same: talks are talks, whatever else is told of them.
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
    return f"{event.headline}."


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


def share_out(chosen: Sequence[Chosen], material: Material, limit: int) -> list[Chosen]:
    """Give each part of a summary its share.

    Args:
        chosen: As `choose` returns them.
        material: The article.
        limit: Points at most; one more where both sides, a plan and the background leave no room for the news.

    Returns:
        The best news, what each side of the article's main pair said where both spoke, one plan, one piece of
        background, then the best of the rest.
    """
    news = [c for c in chosen if c.candidate.part in {SummaryPart.HAPPENED, SummaryPart.SAID}]
    picked = [*news[:1], *_both_sides(chosen, material)]
    for part in (SummaryPart.NEXT, SummaryPart.BACKGROUND):
        told = [c for c in chosen if c.candidate.part is part and c.candidate.event is not None]
        picked += sorted(told, key=_is_undated)[:1]
    picked = list(dict.fromkeys(picked))
    rest = [c for c in (*news, *chosen) if c not in picked]
    most = max(limit, min(len(picked), limit + 1))
    return [*picked, *dict.fromkeys(rest)][:most]


def _is_undated(chosen: Chosen) -> bool:
    """Return whether nothing tells when a candidate's event takes place: a plan with a day comes before one without."""
    event = chosen.candidate.event
    return event is None or event.when.range is None


def _both_sides(chosen: Sequence[Chosen], material: Material) -> list[Chosen]:
    """Return what each side of the main pair is told to have said; nothing where one of them is silent."""
    spoken = [next((c for c in chosen if c.candidate.speaks_for == code), None) for code in material.pair]
    found = [c for c in spoken if c is not None]
    return found if len(found) == len(spoken) else []
