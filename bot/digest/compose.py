"""What a digest says: a pure choice among what the record holds. Finds nothing out by itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.digest.statements import statements
from bot.model.bodies import BodyNames
from bot.model.countries import Dyad
from bot.model.dates import DateRange
from bot.model.digest import Digest, Edition
from bot.model.ids import EventId
from bot.model.language import noted, noted_as, say, say_as
from bot.model.plover import EventType
from bot.model.reading import Status
from bot.model.settings import DEFAULT_FORM, Cadence, DigestForm
from bot.model.stored import StoredArticle, StoredEvent

MOST_EVENTS = 25
MOST_COMING_UP = 3
MOST_CARDS = 3
"""Pairs of one edition that get a card of their own."""
_HEADLINE_PHRASES = 3

_PHRASES: dict[EventType, tuple[str, str]] = {
    EventType.AGREE: (noted_as("digest title", "an agreement"), noted_as("digest title", "agreements")),
    EventType.CONSULT: (noted_as("digest title", "talks"), noted_as("digest title", "talks")),
    EventType.SUPPORT: (noted_as("digest title", "words of support"), noted_as("digest title", "words of support")),
    EventType.CONCEDE: (noted_as("digest title", "a concession"), noted_as("digest title", "concessions")),
    EventType.COOPERATE: (
        noted_as("digest title", "a step of cooperation"),
        noted_as("digest title", "steps of cooperation"),
    ),
    EventType.AID: (noted_as("digest title", "aid"), noted_as("digest title", "aid")),
    EventType.RETREAT: (noted_as("digest title", "a withdrawal"), noted_as("digest title", "withdrawals")),
    EventType.REQUEST: (noted_as("digest title", "a request"), noted_as("digest title", "requests")),
    EventType.ACCUSE: (noted_as("digest title", "an accusation"), noted_as("digest title", "accusations")),
    EventType.REJECT: (noted_as("digest title", "a refusal"), noted_as("digest title", "refusals")),
    EventType.THREATEN: (noted_as("digest title", "a threat"), noted_as("digest title", "threats")),
    EventType.PROTEST: (noted_as("digest title", "a protest"), noted_as("digest title", "protests")),
    EventType.SANCTION: (noted_as("digest title", "sanctions"), noted_as("digest title", "sanctions")),
    EventType.MOBILIZE: (noted_as("digest title", "a show of force"), noted_as("digest title", "shows of force")),
    EventType.COERCE: (noted_as("digest title", "an act of coercion"), noted_as("digest title", "acts of coercion")),
    EventType.ASSAULT: (noted_as("digest title", "a use of force"), noted_as("digest title", "uses of force")),
}
_QUIET = {Cadence.WEEKLY: noted("A quiet week"), Cadence.MONTHLY: noted("A quiet month")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the store holds for a digest.

    Attributes:
        new_events: First recorded since the last digest, in any order.
        coming_up: Planned events still ahead, soonest first.
        on_this_day: Notable events of the same day of other years, weightiest first.
        articles: Those that came in since the last digest, newest first; the latest of very many.
        withdrawn: Events that the server's editors withdrew: what proves them is told of nobody.
        bodies: By which a union that is a side of the pair is known.
    """

    new_events: Sequence[StoredEvent]
    coming_up: Sequence[StoredEvent]
    on_this_day: Sequence[StoredEvent]
    articles: Sequence[StoredArticle]
    withdrawn: frozenset[EventId] = frozenset()
    bodies: BodyNames = field(default_factory=BodyNames)


def compose(
    record: Record,
    *,
    pair: Dyad,
    cadence: Cadence,
    period: DateRange,
    today: date,
    articles_read: int,
    next_run: datetime | None,
    form: DigestForm = DEFAULT_FORM,
) -> Digest:
    """Choose what a digest shows.

    Args:
        record: What the store holds.
        pair: The server's pair, in its order.
        cadence: Names the period in words.
        period: Local days that it covers.
        today: The server's local date; what is planned before it is not "coming up".
        articles_read: How many articles came in, more than `record` may hold.
        next_run: Aware UTC of the next digest; None where none is scheduled.
        form: Its floor, cap and language.

    Returns:
        The digest; planned events stand under "coming up" only, and no event twice.
    """
    ahead = [event for event in record.coming_up if _is_ahead(event, today)][:MOST_COMING_UP]
    shown = {event.id for event in ahead}
    new = sorted((one for one in record.new_events if one.id not in shown), key=lambda e: (-e.event.salience, e.id))
    told = [one for one in new if one.event.salience >= form.floor]
    happened = told[:MOST_EVENTS]
    shown |= {event.id for event in happened}
    shown |= {event.id for event in record.new_events}
    memory = next((event for event in record.on_this_day if event.id not in shown), None)
    return Digest(
        pair=pair,
        cadence=cadence,
        period=period,
        headline=headline(happened, ahead, cadence),
        events=tuple(happened),
        statements=statements(record.articles, pair, record.bodies, withdrawn=record.withdrawn),
        coming_up=tuple(ahead),
        on_this_day=memory,
        articles_read=articles_read,
        next_run=next_run,
        below_floor=len(new) - len(told),
        cap=form.cap,
        locale=form.locale,
        today=today,
    )


def edition(digests: Sequence[Digest]) -> Edition:
    """Say which pairs get a card, which a line, and which were quiet.

    Args:
        digests: At least one: of each pair that a server follows, its own first.
    """
    loud = sorted((digest for digest in digests if not digest.is_quiet), key=_weight, reverse=True)
    cards = _with_one_memory(tuple(loud[:MOST_CARDS]) or (digests[0],))
    others = tuple(loud[MOST_CARDS:])
    told = {digest.pair for digest in (*cards, *others)}
    return Edition(
        digests=cards, others=others, quiet=tuple(digest.pair for digest in digests if digest.pair not in told)
    )


def _with_one_memory(cards: Sequence[Digest]) -> tuple[Digest, ...]:
    """Return an edition's digests with one event of another year, the weightiest of those that none tells otherwise."""
    told = {event.id for digest in cards for event in (*digest.events, *digest.coming_up)}
    memories = [digest.on_this_day for digest in cards if digest.on_this_day and digest.on_this_day.id not in told]
    if not memories:
        return tuple(replace(digest, on_this_day=None) for digest in cards)
    chosen = max(memories, key=lambda event: event.event.salience)
    first = next(digest for digest in cards if digest.on_this_day is not None and digest.on_this_day.id == chosen.id)
    return tuple(digest if digest is first else replace(digest, on_this_day=None) for digest in cards)


def _weight(digest: Digest) -> float:
    return sum(event.event.salience for event in digest.events)


def headline(happened: Sequence[StoredEvent], ahead: Sequence[StoredEvent], cadence: Cadence) -> str:
    """Name a period in two or three noun phrases without a number: "Talks, requests, a visit to come"."""
    if not happened:
        return say(_QUIET[cadence]) if cadence in _QUIET else say("A quiet day")
    acts = [event.event.shown_type for event in happened]
    phrases = [say_as("digest title", _PHRASES[act][acts.count(act) > 1]) for act in dict.fromkeys(acts)]
    phrases = list(dict.fromkeys(phrases))[: _HEADLINE_PHRASES - bool(ahead)]
    if ahead:
        is_talks = ahead[0].event.act is EventType.CONSULT
        phrases.append(
            say_as("digest title", "talks to come") if is_talks else say_as("digest title", "a plan to come")
        )
    text = ", ".join(phrases)
    return text[0].upper() + text[1:]


def _is_ahead(event: StoredEvent, today: date) -> bool:
    when = event.event.when.range
    return event.event.status is Status.PLANNED and when is not None and when.end >= today
