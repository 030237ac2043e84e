"""Small readings for tests of the store: real values of the model, each part given by hand."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from bot.model.countries import Dyad
from bot.model.dates import UNDATED, DatedBy, DateRange, EventDate, Precision
from bot.model.ids import CountryCode, GuildId, UserId
from bot.model.plover import Context, EventType, Mode
from bot.model.reading import (
    Actor,
    ActorKind,
    ArticleText,
    Event,
    Party,
    Reading,
    Span,
    Status,
    Summary,
)
from bot.model.stored import NewArticle, StoredArticle
from data import articles
from data.store import Store

USA, CHN, JPN, FRA = (CountryCode(code) for code in ("USA", "CHN", "JPN", "FRA"))
US_CHINA = Dyad(first=USA, second=CHN)
GUILD, OTHER_GUILD = GuildId(1001), GuildId(2002)
NOON = datetime(2023, 6, 15, 12, tzinfo=UTC)
PLACES = {USA: "United States", CHN: "China", JPN: "Japan", FRA: "France"}


def on(day: str) -> EventDate:
    """One day, or "2023-06" for a month, or "2023-06-12/2023-06-18" for a range."""
    if "/" in day:
        start, end = (date.fromisoformat(one) for one in day.split("/"))
        return EventDate(range=DateRange(start=start, end=end), precision=Precision.WEEK, dated_by=DatedBy.EXPRESSION)
    one = date.fromisoformat(day)
    return EventDate(range=DateRange.day(one), precision=Precision.DAY, dated_by=DatedBy.EXPRESSION)


@dataclass(frozen=True, kw_only=True)
class Told:
    """An event as an article tells it; `source` and `target` name countries or "Name/CODE" for persons."""

    headline: str
    source: tuple[str, ...] = ("USA",)
    target: tuple[str, ...] = ("CHN",)
    act: EventType = EventType.CONSULT
    type: EventType | None = None
    mode: Mode | None = None
    status: Status = Status.OCCURRED
    when: EventDate = UNDATED
    reciprocal: bool = False
    salience: float = 0.5
    place: str | None = None
    context: tuple[Context, ...] = ()
    alleged: str | None = None
    sentence: str = ""


def reading(*told: Told, text: str = "", title: str | None = "A title", **metadata: object) -> Reading:
    """An article in which sentence n tells event n, after `text` as its first sentence."""
    parts = [text or "The two governments met the press.", *(one.sentence or f"{one.headline}." for one in told)]
    spans, at = [], 0
    for part in parts:
        spans.append(Span(start=at, end=at + len(part)))
        at += len(part) + 1
    actors: dict[str, Actor] = {}
    events = tuple(_event(one, number, spans[number], actors) for number, one in enumerate(told, start=1))
    return Reading(
        article=ArticleText(id="a", text=" ".join(parts), title=title, **metadata),  # type: ignore[arg-type]  # by name
        language="en",
        sentences=tuple(spans),
        dates=(),
        actors=tuple(actors.values()),
        events=events,
        quotes=(),
        summary=Summary(title="What it says", short=(), standard=(), full=()),
    )


def _event(told: Told, number: int, span: Span, actors: dict[str, Actor]) -> Event:
    return Event(
        type=told.type or told.act,
        act=told.act,
        mode=told.mode,
        source=tuple(_party(one, span, actors) for one in told.source),
        target=tuple(_party(one, span, actors) for one in told.target),
        reciprocal=told.reciprocal,
        status=told.status,
        alleged=told.alleged,
        when=told.when,
        place=told.place,
        context=told.context,
        headline=told.headline,
        sentence=number,
        span=span,
        salience=told.salience,
    )


def _party(named: str, span: Span, actors: dict[str, Actor]) -> Party:
    name, _, code = named.rpartition("/")
    country = CountryCode(code)
    actor = actors.setdefault(
        named,
        Actor(
            id=len(actors),
            kind=ActorKind.PERSON if name else ActorKind.COUNTRY,
            name=name or PLACES[country],
            country=country,
            office="Foreign Minister" if name else None,
            mentions=(span,),
        ),
    )
    return Party(actor=actor.id, country=country)


def new(found: Reading, *, guild: GuildId | None = None, by: UserId | None = None, at: datetime = NOON) -> NewArticle:
    return NewArticle(reading=found, added_at=at, guild=guild, added_by=by)


async def add(
    store: Store, *told: Told, guild: GuildId | None = None, at: datetime = NOON, **metadata: object
) -> StoredArticle:
    """Add an article that tells these events, and give it back as stored."""
    found = reading(*told, **metadata)  # type: ignore[arg-type]  # by name
    article, is_new = await store.write(lambda conn: articles.add_article(conn, new(found, guild=guild, at=at)))
    assert is_new
    return await store.read(lambda conn: articles.get_article(conn, article, guild=guild))
