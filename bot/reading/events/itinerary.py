"""Journeys told in a row: "will fly to X on one day and to Y on another" is a visit to each, with its own date."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.model.dates import DatedBy, EventDate, Timex
from bot.model.plover import EventType
from bot.model.reading import ActorKind, Event, Party
from bot.reading.actors.cast import Cast
from bot.reading.events import tree
from bot.reading.events.anchors import precision
from bot.reading.events.coding import Coding
from bot.reading.events.inflect import present
from bot.reading.parsed import Token

JOURNEYS = frozenset({"travel", "visit", "go", "fly", "head"})


def later_stops(event: Event, coding: Coding, cast: Cast, starts: Mapping[int, Timex]) -> Iterator[Event]:
    """Yield a journey's further stops, each with the date that follows it.

    Args:
        event: The event of the first stop.
        coding: The coded clause.
        cast: The article's actors.
        starts: Time expressions by the token they begin at.

    Yields:
        The same event with another country as its target, in text order; none where a stop has no date of its own.
    """
    verb = coding.clause.verb
    if event.act is not EventType.CONSULT or coding.clause.lemma not in JOURNEYS:
        return
    forms = "|".join(re.escape(each) for each in (present(verb.lemma_, is_plural=False), verb.lemma_))
    begun = re.match(rf".*?\b(?:{forms})\b", event.headline)
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if begun is None or tree.is_verb(token):
            return
        if token.lower_ not in {"and", ","} or (stop := _stop_after(token, cast, starts)) is None:
            continue
        target, words, timex = stop
        party = Party(actor=target, country=cast.country_of(target))
        if timex.range is None or party.country is None or party.country in {each.country for each in event.target}:
            continue
        when = EventDate(range=timex.range, precision=precision(timex), dated_by=DatedBy.EXPRESSION)
        yield replace(event, target=(party,), when=when, place=None, headline=f"{begun.group()} {words}")


def _stop_after(joint: Token, cast: Cast, starts: Mapping[int, Timex]) -> tuple[int, str, Timex] | None:
    """The country, its words and its date behind an "and" or a comma."""
    doc, i = joint.doc, joint.i + 1
    first = i
    while i < len(doc) and doc[i].lower_ in {"to", "the"}:
        i += 1
    mention = cast.mention_at(i) if i < len(doc) else None
    if mention is None or mention.others or cast.actors[mention.actor].kind is not ActorKind.COUNTRY:
        return None
    end = mention.end + (mention.end < len(doc) and doc[mention.end].lower_ in {"on", "in"})
    timex = starts.get(end)
    return None if timex is None else (mention.actor, doc[first : mention.end].text, timex)
