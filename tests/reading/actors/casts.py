"""Casts for this room's tests, and a plain view of them."""

from datetime import date

from spacy.language import Language

from bot.model.countries import Gazetteer
from bot.model.reading import Span
from bot.reading.actors import Cast, find_actors
from bot.reading.parsed import Doc

PUBLISHED = date(2023, 6, 14)


class Stage:
    """A parsed text with its cast."""

    def __init__(self, nlp: Language, gazetteer: Gazetteer, text: str, published: date | None = PUBLISHED) -> None:
        self.doc = Doc(nlp(text))
        sentences = [Span(start=sentence.start_char, end=sentence.end_char) for sentence in self.doc.sents]
        self.cast: Cast = find_actors(self.doc, sentences, published, gazetteer)

    def actors(self) -> set[tuple[str, str | None, str | None]]:
        """Name, country and office of every actor."""
        return {(actor.name, actor.country, actor.office) for actor in self.cast.actors}

    def who(self, phrase: str, nth: int = 0) -> tuple[str, ...]:
        """Names of the actors that the last word of the nth occurrence of a phrase refers to."""
        text, start = self.doc.text, -1
        for _ in range(nth + 1):
            start = text.index(phrase, start + 1)
        span = self.doc.char_span(start, start + len(phrase), alignment_mode="expand")
        assert span is not None
        return tuple(self.cast.actors[actor].name for actor in self.cast.all_at(span.end - 1))
