"""Sentences turned into points that stand alone, or into nothing where they can't."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from bot.reading.summary.clauses import clauses, without_second_act
from bot.reading.summary.compress import (
    drop_connectives,
    drop_empty_act,
    drop_known_appositions,
    drop_number,
)
from bot.reading.summary.draft import Draft
from bot.reading.summary.introduce import NOBODY, Introduced, introduce
from bot.reading.summary.loose import drop_brackets, trimmings
from bot.reading.summary.material import Material
from bot.reading.summary.names import say_names
from bot.reading.summary.papers import say_papers
from bot.reading.summary.standing import pointers, stands_after, stands_alone, stands_behind
from bot.reading.summary.times import resolve_times
from bot.reading.summary.voice import say_first_person
from bot.reading.summary.whole import is_printed_well, is_whole

LONGEST_POINT: Final = 260
"""Characters of a point at most."""
LONGEST_LEAD: Final = 320
"""Characters of an article's first sentence: what all that follows goes back to is told, if at all possible."""
_SHORTEST: Final = 20
_WORDY: Final = 34
"""Words from which a sentence is trimmed although it would fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Realised:
    """A sentence as a point says it, and the sentences that this draws on."""

    text: str
    support: frozenset[int]
    stretches: tuple[tuple[int, int], ...] = ()
    """What it says of the normalised text, as offsets."""
    introduced: Introduced = NOBODY
    """Whom it names, where the summary before it is known."""
    needs: frozenset[str] = frozenset()
    """Lemmas of the nouns that another sentence must have told before."""


def realise(
    material: Material, sentence: int, *, known: frozenset[int] | None = None, longest: int = LONGEST_POINT
) -> Realised | None:
    """Say a sentence so that it stands alone.

    Args:
        material: The article.
        sentence: Index of the sentence.
        known: Actors whom the summary has named before: who somebody else is, is said; None to leave that out.
        longest: Characters at most.

    Returns:
        Its text in normalised marks; None where it can't be made to stand alone or to fit.
    """
    key = (sentence, None if known is None else known & _present(material, sentence), longest)
    if key not in material.memo:
        material.memo[key] = _realised(material, sentence, key[1], longest)
    found: Realised | None = material.memo[key]
    return found


def _present(material: Material, sentence: int) -> frozenset[int]:
    """Return the actors of whom it makes a difference whether the summary has named them before."""
    key = ("present", sentence)
    if key not in material.printed:
        mentioned = (a for m in material.mentions(sentence) for a in m.all_actors)
        material.printed[key] = material.capitalised.union(mentioned)
    found: frozenset[int] = material.printed[key]
    return found


def _realised(material: Material, sentence: int, known: frozenset[int] | None, longest: int) -> Realised | None:
    longest = max(longest, LONGEST_LEAD) if sentence == 0 and longest >= LONGEST_POINT else longest
    draft = opened(material, sentence)
    if draft is None:
        return None
    drop_known_appositions(draft, material, known or frozenset())
    drafts = chain((draft,), trimmings(draft, material, sentence))
    for attempt in chain(_attempts(drafts, longest), clauses(draft, material, joined=False)):
        found = _said(attempt, material, sentence, longest=longest, known=known)
        if found is not None:
            return found
    return None


def realise_briefly(material: Material, sentence: int, *, named: frozenset[int], longest: int) -> Realised | None:
    """Say the first thing of a sentence that follows another one in its point.

    Args:
        material: The article.
        sentence: Index of the sentence.
        named: Actors whom the sentence before names.
        longest: Characters at most.

    Returns:
        As `realise`.
    """
    draft = opened(material, sentence)
    part = None if draft is None else without_second_act(draft, material)
    return None if part is None else _said(part, material, sentence, longest=longest, named=named)


def realise_after(material: Material, sentence: int, *, longest: int) -> Realised | None:
    """Say a sentence that can't stand alone behind the one before it, which tells what it points to.

    Args:
        material: The article.
        sentence: Index of the sentence, not 0.
        longest: Characters at most.

    Returns:
        As `realise`.
    """
    draft = opened(material, sentence)
    if draft is None:
        return None
    named = frozenset(a for m in material.mentions(sentence - 1) for a in m.all_actors)
    for attempt in (draft, *trimmings(draft, material, sentence)):
        if not is_whole(attempt, material):
            continue
        said, support = _spoken(attempt, material, sentence, set(named))
        if said is None or not stands_behind(said, material, sentence):
            continue
        text = said.render()
        if _SHORTEST <= len(text) <= longest:
            return Realised(text=text, support=support, stretches=said.stretches)
    return None


def opened(material: Material, sentence: int) -> Draft | None:
    """Return a sentence without what only ties it to others; None for what is no whole sentence of the article."""
    key = ("opened", sentence)
    if key not in material.printed:
        material.printed[key] = _opened(material, sentence)
    found: Draft | None = material.printed[key]
    return None if found is None else found.copy()


def _opened(material: Material, sentence: int) -> Draft | None:
    draft = Draft(material.doc, *material.ranges[sentence])
    drop_number(draft)
    if sentence in material.spoken or not is_printed_well(draft) or not is_whole(draft, material):
        return None
    drop_connectives(draft, material)
    drop_brackets(draft, material, sentence)
    drop_empty_act(draft, material)
    return draft


def say(attempt: Draft, material: Material, sentence: int, *, follows: bool) -> Realised | None:
    """Say a draft as part of a text.

    Args:
        attempt: The draft; it is not changed.
        material: The article.
        sentence: Index of its sentence.
        follows: Whether the sentence before it in the article stands before it here too: it may then point back to it.
            The article's first sentence has nothing that it could point back to.

    Returns:
        As `realise`, of any length.
    """
    if not is_whole(attempt, material):
        return None
    named = {a for m in material.mentions(sentence - 1) for a in m.all_actors} if follows else set()
    said, support = _spoken(attempt, material, sentence, named)
    if said is None:
        return None
    if follows or sentence == 0:
        if not stands_after(said, material):
            return None
        return Realised(text=said.render(), support=support, stretches=said.stretches)
    needs = pointers(said, material)
    if needs is None:
        return None
    return Realised(text=said.render(), support=support, stretches=said.stretches, needs=needs)


def say_alone(attempt: Draft, material: Material, sentence: int) -> Realised | None:
    """Say a draft so that it stands alone, as `realise` does a sentence."""
    return _said(attempt, material, sentence, longest=LONGEST_LEAD if sentence == 0 else LONGEST_POINT)


def _said(
    attempt: Draft,
    material: Material,
    sentence: int,
    *,
    longest: int,
    known: frozenset[int] | None = None,
    named: frozenset[int] = frozenset(),
) -> Realised | None:
    """Say a draft's dates and names; None where it then doesn't stand alone or is too long."""
    key = ("standing", attempt.state, named)
    if key not in material.memo:
        material.memo[key] = _standing(attempt, material, sentence, named)
    found: tuple[Draft, frozenset[int]] | None = material.memo[key]
    if found is None:
        return None
    said, support = found[0].copy(), found[1]
    introduced = NOBODY if known is None else introduce(said, material, known)
    text = said.render()
    if not _SHORTEST <= len(text) <= longest:
        return None
    return Realised(text=text, support=support, stretches=said.stretches, introduced=introduced)


def _standing(
    attempt: Draft, material: Material, sentence: int, named: frozenset[int]
) -> tuple[Draft, frozenset[int]] | None:
    """Return a draft, its dates and names said, and the sentences it draws on; None where it doesn't stand alone."""
    if not is_whole(attempt, material):
        return None
    said, support = _spoken(attempt, material, sentence, set(named))
    return None if said is None or not stands_alone(said, material) else (said, support)


def _spoken(attempt: Draft, material: Material, sentence: int, named: set[int]) -> tuple[Draft | None, frozenset[int]]:
    """Say a draft's dates, names and papers; None where a date can't be said."""
    said = attempt.copy()
    if not resolve_times(said, material, sentence):
        return None, frozenset()
    say_names(said, material, material.cast.in_span(said.start, said.end), named)
    say_first_person(said, material, material.state)
    return said, frozenset({sentence, *say_papers(said, material, sentence)})


def _attempts(drafts: Iterable[Draft], longest: int) -> Iterator[Draft]:
    """Yield the drafts to be tried, the fullest that is not wordy first, the fuller ones last."""
    wordy: list[Draft] = []
    for draft in drafts:
        text = draft.render()
        if len(text) <= longest and len(text.split()) <= _WORDY:
            yield draft
        else:
            wordy.append(draft)
    yield from reversed(wordy)
