"""Entries and filters for tests, short to write."""

from typing import Any

from bot.model.countries import Dyad
from bot.model.ids import CountryCode, TopicId
from bot.model.plover import EventType
from bot.model.topics import EntryFacts, EventFacts, Scope, Topic, Topics

US, CHINA, JAPAN, TAIWAN = map(CountryCode, ("USA", "CHN", "JPN", "TWN"))
US_CHINA = Dyad(first=US, second=CHINA)
JAPAN_CHINA = Dyad(first=JAPAN, second=CHINA)


def told(kind: EventType = EventType.CONSULT, weight: float = 0.5, *sides: CountryCode) -> EventFacts:
    """An event between two countries, or of one."""
    taking = sides or (US, CHINA)
    pairs = {Dyad(first=one, second=other).key for one in taking for other in taking if one != other}
    return EventFacts(pairs=frozenset(pairs), countries=frozenset(taking), kind=kind, weight=weight)


def entry(title: str = "", text: str | None = "", *events: EventFacts, **known: Any) -> EntryFacts:
    """An entry that was read, with a text and events; `text=None` for one that was not."""
    return EntryFacts(title=title, text=text, events=None if text is None else events, **known)


def topic(words: str = "", *, scope: Scope = Scope.ANYWHERE, name: str = "One", **fields: Any) -> Topic:
    """A filter of every pair."""
    return Topic(id=fields.pop("id", TopicId(1)), name=name, words=words, scope=scope, **fields)


def topics(*filters: Topic, followed: tuple[Dyad, ...] = (US_CHINA,)) -> Topics:
    """A server's filters."""
    return Topics(followed=followed, filters=filters)
