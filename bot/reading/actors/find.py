"""From a parsed text to its cast: names, then persons, bodies and countries, then what refers back to them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.model.countries import Gazetteer
from bot.model.ids import CountryCode
from bot.model.reading import ActorKind, Span
from bot.reading.actors.anaphora import refer_later
from bot.reading.actors.bodies import cast_bodies
from bot.reading.actors.cast import Cast
from bot.reading.actors.casting import Casting
from bot.reading.actors.countries import cast_countries
from bot.reading.actors.holders import refer_owned, refer_titles
from bot.reading.actors.home import home_of, settle_at_home
from bot.reading.actors.names import find_names, index_of
from bot.reading.actors.officials import settle_officials
from bot.reading.actors.persons import cast_persons
from bot.reading.actors.titles import Hits, find_titles
from bot.reading.actors.unnamed import cast_unnamed
from bot.reading.parsed import Doc


def find_actors(doc: Doc, sentences: Sequence[Span], published: date | None, gazetteer: Gazetteer) -> Cast:
    """Find who appears in a text and every mention of each, later surnames, offices and pronouns included.

    A side that the words don't tell stays None: a wrong country is worse than none.

    Args:
        doc: The parsed text, with entities, tags and dependencies.
        sentences: Its sentences, in text order.
        published: Day of publication; None where unknown, and then no office is taken from the gazetteer.
        gazetteer: Countries, bodies, office-holders and places.

    Returns:
        Actors in order of first mention and their mentions in text order; the same text gives the same cast.
    """
    index = index_of(gazetteer)
    hits = Hits(find_names(doc, index))
    titles = find_titles(doc, hits, index.lexicon)
    casting = Casting(doc, sentences)
    bearers = cast_persons(casting, hits, titles, index, published)
    refer_titles(casting, hits, titles, bearers, index.lexicon)
    cast_bodies(casting, hits, index.lexicon)
    refer_owned(casting, titles, bearers)
    cast_countries(casting, hits, index.country_names, index.lexicon)
    cast_unnamed(casting, hits)
    home = home_of(casting, sentences, gazetteer)
    settle_officials(casting, titles, bearers, home)
    refer_later(casting, index)
    settle_officials(casting, titles, bearers, home)
    if home is not None:
        settle_at_home(casting, home, index.country_names[home])
        refer_later(casting, index)
    return _set_in(casting.finish(), home)


def _set_in(cast: Cast, home: CountryCode | None) -> Cast:
    """Return a cast that knows the country its report is set in."""
    if home is None:
        return cast
    states = (actor.id for actor in cast.actors if actor.kind is ActorKind.COUNTRY and actor.country == home)
    return replace(cast, home=next(states, None))
