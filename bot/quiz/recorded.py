"""Wrong answers out of the record itself: what two sides did, why, and where they met at other times.

They are believable since they are true of another time, and wrong since the record dates them; so only a record that
a person wrote lends them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.model.reading import Status
from bot.quiz import lexicon
from bot.quiz.chance import draw
from bot.quiz.dating import in_words
from bot.quiz.draft import Desk, window
from bot.quiz.facts import Fact, words_of
from bot.quiz.naming import country_words

_APART_DAYS, _LIKE_APART_DAYS = 366, 1461
"""How far from the asked time another event lies at least, and one of the same act."""
_ERA_DAYS = 366 * 12
"""Within this time of one another two events are of one era: nothing in their words gives the time away."""
_FARTHEST_DAYS = 366 * 20
_TELLING, _STEM = 5, 7
_NEAREST = 9
"""So many of the nearest in time are drawn from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lent:
    """A wrong answer with the day by which it is proved wrong."""

    text: str
    reason: str
    fact: Fact


def others(fact: Fact, desk: Desk, key: str) -> Iterator[Fact]:
    """Yield recorded facts of other times that are not of one matter with an asked one, the nearest in time first.

    Args:
        fact: The fact asked.
        desk: All facts; only those that were put into words are lent.
        key: The right answer, with which a wrong one shares no telling word.
    """
    told = words_of(f"{fact.headline} {' '.join(fact.support)}")
    of_key = telling(key, desk, fact)
    found = [
        (apart, other)
        for other in desk.story.facts
        if other.id in desk.clauses
        and other.is_edited
        and other.status is Status.OCCURRED
        and (apart := days_apart(fact, other)) is not None
        and apart > (_LIKE_APART_DAYS if other.act is fact.act else _APART_DAYS)
        and apart < _FARTHEST_DAYS
        and not of_key & telling(other.headline, desk, fact)
        and not _names_of(other, desk) & told
    ]
    yield from (other for _, other in sorted(found, key=lambda each: (each[0], each[1].id)))


def days_apart(one: Fact, other: Fact) -> int | None:
    """Return the days between the whole months of two facts; None where one is undated or they overlap."""
    spans = window(one), window(other)
    if one.id == other.id or spans[0] is None or spans[1] is None or spans[0].overlaps(spans[1]):
        return None
    return (max(spans[0].start, spans[1].start) - min(spans[0].end, spans[1].end)).days


def drawn(lent: Iterator[Lent], desk: Desk, fact: Fact, slot: str) -> tuple[Lent, ...]:
    """Return wrong answers as the seed orders them, those of the asked era first.

    Args:
        lent: Wrong answers, nearest in time first.
        desk: The story.
        fact: The fact asked.
        slot: What is asked of it.
    """
    near: dict[str, Lent] = {}
    for one in lent:
        near.setdefault(one.text, one)
        if len(near) == _NEAREST:
            break

    def order(one: Lent) -> tuple[bool, int]:
        return (days_apart(fact, one.fact) or 0) > _ERA_DAYS, draw(
            desk.seed, f"{fact.id} {slot} {one.fact.id}", 1 << 30
        )

    return tuple(sorted(near.values(), key=order))


def reason(fact: Fact, words: str) -> str:
    """Return why something of another time is wrong: "The record tells of it in May 1967"."""
    return f"{words} {in_words(fact.when) or 'at another time'}."


def telling(text: str, desk: Desk, fact: Fact) -> frozenset[str]:
    """Return the words of a text that tell what it is about, without the countries' names and empty words."""
    own = {
        word.lower()
        for side in fact.sides
        if side.country in desk.gazetteer.countries and side.country is not None
        for name in country_words(desk.gazetteer.country(side.country))
        for word in name.split()
    }
    empty = {*lexicon.words("lint", "function"), *lexicon.words("verbs", "of_state"), *own}
    return frozenset(_matter(word)[:_STEM] for word in words_of(text) - empty if len(word) >= _TELLING)


def _matter(word: str) -> str:
    """Return the word that stands for all that tell of the same matter; most stand for themselves."""
    groups = (group.split() for group in lexicon.phrases("lint", "one_matter"))
    return next((group[0] for group in groups if word in group), word)


def matter_of(fact: Fact, desk: Desk) -> frozenset[str]:
    """Return the words that tell what an event is about, without what papers are called: many are agreements."""
    return telling(fact.headline, desk, fact) - {word[:_STEM] for word in lexicon.words("verbs", "of_papers")}


def _names_of(fact: Fact, desk: Desk) -> frozenset[str]:
    """Return the proper names of a headline, in lower case, without the countries of its sides."""
    own = {
        word
        for side in fact.sides
        if side.country in desk.gazetteer.countries and side.country is not None
        for name in country_words(desk.gazetteer.country(side.country))
        for word in name.split()
    }
    words = re.findall(r"(?<= )[A-Z][^\W\d_]{3,}", fact.headline)
    return frozenset(word.lower() for word in words if word not in own)
