"""Which articles are one story: shared events, or the same people at the same thing, within a few days.

Pure: articles with what they are about come in as values. Any order of them gives the same stories.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Self

from bot.model.copies import Printed
from bot.model.ids import EventId
from bot.model.stories import Story, StoryPart

WINDOW = timedelta(days=3)
"""How many days may lie between two articles that are joined; a story may go on longer, from one to the next."""
LEAST_ACTORS = 2
"""Persons and bodies that two articles share which have no event in common, yet tell one story."""
CLEARLY = 0.15
"""How much more salient an event must be to be told at once although its story was."""
LEAST_SHARE = 0.5
"""Share of all their persons and bodies that these must be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    """What an article is about, gathered once."""

    part: StoryPart
    events: frozenset[EventId]
    pairs: frozenset[str]
    actors: frozenset[str]

    @classmethod
    def of(cls, part: StoryPart) -> Self:
        """Gather it."""
        return cls(
            part=part,
            events=frozenset(event.id for event in part.events),
            pairs=frozenset(pair for event in part.events for pair in event.pairs),
            actors=frozenset(name for event in part.events for name in event.actors),
        )


def _are_one(one: _About, other: _About) -> bool:
    """Return whether two articles tell one story.

    Returns:
        True where at most `WINDOW` lies between them, and they are about one event, or about events between the same
        two countries of which at least two persons or bodies, and half of all that are named, are the same.
    """
    if abs(one.part.day - other.part.day) > WINDOW:
        return False
    if one.events & other.events:
        return True
    shared = len(one.actors & other.actors) if one.pairs & other.pairs else 0
    return shared >= LEAST_ACTORS and shared / len(one.actors | other.actors) >= LEAST_SHARE


def stories(parts: Sequence[StoryPart], key_of: Callable[[Printed], str]) -> tuple[Story, ...]:
    """Gather articles into stories: those that are one, and those that are one with one of them.

    Args:
        parts: Articles, each once, in any order. The work grows with the number of those that lie within `WINDOW` and
            share an event or a pair; 300 of one pair within three days, with
            six events each, take about 190 ms: from an event loop it is called in a thread.
        key_of: Gives what tells outlets apart.

    Returns:
        The stories, the one with the latest article first.
    """
    ordered = [_About.of(part) for part in sorted(parts, key=lambda part: (part.day, part.article))]
    leader = list(range(len(ordered)))

    def lead(at: int) -> int:
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    alike: dict[EventId | str, list[int]] = defaultdict(list)
    for at, about in enumerate(ordered):
        marks: list[EventId | str] = [*about.events, *about.pairs]
        for mark in marks:
            for before in reversed(alike[mark]):
                if about.part.day - ordered[before].part.day > WINDOW:
                    break
                if lead(before) != lead(at) and _are_one(ordered[before], about):
                    leader[lead(at)] = lead(before)
            alike[mark].append(at)
    gathered: dict[int, list[StoryPart]] = defaultdict(list)
    for at, about in enumerate(ordered):
        gathered[lead(at)].append(about.part)
    made = [_story(tuple(group), key_of) for group in gathered.values()]
    return tuple(sorted(made, key=lambda story: (story.last, story.parts[-1].article), reverse=True))


def _story(parts: tuple[StoryPart, ...], key_of: Callable[[Printed], str]) -> Story:
    told = Counter(event.id for part in parts for event in part.events)
    events = {event.id: event for part in parts for event in part.events}
    outlets: dict[str, Printed] = {}
    for part in parts:
        outlets.setdefault(key_of(part.printed) or f"article {part.article}", part.printed)
    copies = {key_of(one) for part in parts for one in part.copies} - outlets.keys() - {""}
    return Story(
        parts=parts,
        events=tuple(sorted(events.values(), key=lambda one: (-told[one.id], -one.salience, one.id))),
        outlets=tuple(outlets.values()),
        copies=len(copies),
    )


def told_before(
    found: Sequence[Story], event: EventId, told: Collection[EventId], *, salience: float
) -> EventId | None:
    """Return the event by which a story was told already, so that another of it waits for the digest.

    Args:
        found: The stories of the last days.
        event: The other event.
        told: Events that were told at once within these days.
        salience: Of the other event, 0 to 1.

    Returns:
        The weightiest told event of the other one's story; None where there is none, where each article that tells it
        tells the other, too, as of another day (a chronicle is no single story), or where the other is clearly
        weightier.
    """
    story = next((one for one in found if any(each.id == event for each in one.events)), None)
    if story is None:
        return None
    day = next(one.day for one in story.events if one.id == event)
    before = {
        one.id: one.salience
        for part in story.parts
        for one in part.events
        if one.id in told and (one.day == day or all(each.id != event for each in part.events))
    }
    if not before or salience >= max(before.values()) + CLEARLY:
        return None
    return min(before, key=lambda number: (-before[number], number))
