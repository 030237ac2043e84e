"""Reads short articles of our own into events, by the rooms in the pipeline's order."""

from collections.abc import Callable
from datetime import date

import pytest
from spacy.language import Language

from bot.model.countries import Gazetteer
from bot.model.reading import Actor, Event
from bot.reading.actors import find_actors
from bot.reading.dates import find_timexes
from bot.reading.events import find_events
from bot.reading.sentences import parse, split
from bot.reading.text import normalise

PUBLISHED = date(2024, 3, 14)
"""A Thursday; the day of every test article unless it says otherwise."""


class Told:
    """An article's events with its actors, for short asserts."""

    def __init__(self, text: str, actors: tuple[Actor, ...], events: tuple[Event, ...]) -> None:
        self.text = text
        self.actors = actors
        self.events = events

    @property
    def types(self) -> list[str]:
        return [event.type.value for event in self.events]

    @property
    def first(self) -> Event:
        return self.events[0]

    def sides(self, event: Event) -> tuple[list[str | None], list[str | None]]:
        return [party.country for party in event.source], [party.country for party in event.target]


Reader = Callable[..., Told]


@pytest.fixture(scope="session")
def told(nlp: Language, gazetteer: Gazetteer) -> Reader:
    def read(text: str, published: date | None = PUBLISHED) -> Told:
        shaped = normalise(text).text
        doc = parse(shaped, nlp)
        sentences = split(doc)
        timexes = find_timexes(doc, sentences, published)
        cast = find_actors(doc, sentences, published, gazetteer)
        events = find_events(doc, sentences, timexes, cast, published, gazetteer)
        return Told(shaped, cast.actors, events)

    return read
