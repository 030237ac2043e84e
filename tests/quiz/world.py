"""A small world to make questions of: a gazetteer, and readings and stored events put together by hand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.model.countries import IGO, Body, Country, Gazetteer, Person
from bot.model.dates import UNDATED, DatedBy, DateRange, EventDate, Precision
from bot.model.ids import ArticleId, CountryCode, EventId
from bot.model.offices import Office, OfficeRole, Offices, Term
from bot.model.plover import EventType
from bot.model.reading import (
    Actor,
    ActorKind,
    ArticleText,
    Event,
    Party,
    Quote,
    Reading,
    Span,
    Status,
    Summary,
)
from bot.model.statement import PartRole, Statement, StatementPart
from bot.model.stored import EventSource, StoredEvent
from bot.quiz.facts import Fact
from bot.quiz.headlines import of_headline
from bot.quiz.stories import story_of_reading


def _country(
    code: str,
    alpha2: str,
    name: str,
    *,
    short: str = "",
    article: bool = False,
    names: tuple[str, ...] = (),
    demonyms: tuple[str, ...] = (),
    metonyms: tuple[str, ...] = (),
    region: str,
) -> Country:
    return Country(
        code=CountryCode(code),
        alpha2=alpha2,
        name=name,
        short=short or name,
        with_article=article,
        names=names,
        demonyms=demonyms,
        metonyms=metonyms,
        region=region,
    )


_EAST, _EUROPE, _WEST_ASIA = "Eastern Asia", "Western Europe", "Western Asia"
_COUNTRIES = (
    _country(
        "USA", "US", "United States", short="US", article=True, names=("America", "U.S."),
        demonyms=("American", "Americans"), metonyms=("Washington", "the White House"), region="Northern America",
    ),
    _country("CHN", "CN", "China", names=("PRC",), demonyms=("Chinese",), metonyms=("Beijing",), region=_EAST),
    _country("JPN", "JP", "Japan", demonyms=("Japanese",), metonyms=("Tokyo",), region=_EAST),
    _country("KOR", "KR", "South Korea", demonyms=("South Korean",), metonyms=("Seoul",), region=_EAST),
    _country("RUS", "RU", "Russia", demonyms=("Russian",), metonyms=("Moscow", "the Kremlin"), region="Eastern Europe"),
    _country("FRA", "FR", "France", demonyms=("French",), metonyms=("Paris",), region=_EUROPE),
    _country("DEU", "DE", "Germany", demonyms=("German",), metonyms=("Berlin",), region=_EUROPE),
    _country(
        "NLD", "NL", "Netherlands", article=True, demonyms=("Dutch",), metonyms=("The Hague",), region=_EUROPE
    ),
    _country("CAN", "CA", "Canada", demonyms=("Canadian",), metonyms=("Ottawa",), region="Northern America"),
    _country("TUR", "TR", "Turkey", demonyms=("Turkish",), metonyms=("Ankara",), region=_WEST_ASIA),
    _country("OMN", "OM", "Oman", demonyms=("Omani",), metonyms=("Muscat",), region=_WEST_ASIA),
)  # fmt: skip


def _person(name: str, code: str, office: str, since: int, until: int | None = None) -> Person:
    surname = name.rsplit(maxsplit=1)[-1]
    return Person(name=name, names=(surname,), country=CountryCode(code), office=office, since=since, until=until)


def _term(name: str, title: str, role: OfficeRole, since: date, until: date) -> Term:
    office = Office(
        id=title, country=CountryCode("CHN"), body="", title=title, role=role, to=None, is_shared=False,
        is_secondary=False, source="https://example.org", checked=None,
    )  # fmt: skip
    return Term(name=name, office=office, since=DateRange.day(since), until=DateRange.day(until), is_acting=False)


_OFFICES = Offices(
    (
        _term("Li Shangfu", "Minister of National Defence", OfficeRole.DEFENCE, date(2023, 3, 12), date(2023, 10, 24)),
        _term("Xie Feng", "Ambassador to the United States", OfficeRole.ENVOY, date(2023, 5, 23), date(2026, 1, 1)),
        _term("Liu Kun", "Minister of Finance", OfficeRole.FINANCE, date(2018, 3, 19), date(2023, 10, 24)),
    )
)

GAZETTEER = Gazetteer(
    countries={country.code: country for country in _COUNTRIES},
    bodies=(Body(name="NATO", names=(), country=IGO, kind="organization"),),
    persons=(
        _person("Antony Blinken", "USA", "Secretary of State", 2021, 2025),
        _person("Lloyd Austin", "USA", "Secretary of Defense", 2021, 2025),
        _person("Janet Yellen", "USA", "Secretary of the Treasury", 2021, 2025),
        _person("Gina Raimondo", "USA", "Secretary of Commerce", 2021, 2025),
        _person("Jake Sullivan", "USA", "National Security Adviser", 2021, 2025),
        _person("Mike Pompeo", "USA", "Secretary of State", 2018, 2021),
        _person("Qin Gang", "CHN", "Foreign Minister", 2022, 2023),
        _person("Li Shangfu", "CHN", "Minister of National Defence", 2023, 2023),
        _person("Wang Wentao", "CHN", "Minister of Commerce", 2020),
        _person("Xie Feng", "CHN", "Ambassador to the United States", 2023),
        _person("Liu Kun", "CHN", "Minister of Finance", 2018, 2023),
        _person("Catherine Colonna", "FRA", "Foreign Minister", 2022, 2024),
    ),
    places={
        "Washington": CountryCode("USA"),
        "Beijing": CountryCode("CHN"),
        "Hong Kong": CountryCode("CHN"),
        "Tokyo": CountryCode("JPN"),
        "Paris": CountryCode("FRA"),
        "Muscat": CountryCode("OMN"),
    },
    offices=_OFFICES,
    rivals={CountryCode("FRA"): tuple(CountryCode(other) for other in ("RUS", "TUR", "CHN"))},
    neighbours={
        CountryCode(code): tuple(CountryCode(other) for other in others.split())
        for code, others in {
            "USA": "CAN RUS", "CAN": "USA", "CHN": "JPN KOR RUS", "JPN": "CHN KOR RUS", "KOR": "CHN JPN",
            "RUS": "CHN JPN TUR USA", "FRA": "DEU", "DEU": "FRA NLD", "NLD": "DEU", "TUR": "RUS", "OMN": "",
        }.items()
    },
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """One actor of a made-up article."""

    name: str
    code: str | None
    kind: ActorKind = ActorKind.COUNTRY
    office: str | None = None


def person(name: str, code: str, office: str | None = None) -> Cast:
    """Return a person."""
    return Cast(name=name, code=code, kind=ActorKind.PERSON, office=office)


def on_day(year: int, month: int, day: int, *, by: DatedBy = DatedBy.EXPRESSION) -> EventDate:
    """Return a day."""
    return EventDate(range=DateRange.day(date(year, month, day)), precision=Precision.DAY, dated_by=by)


def in_month(year: int, month: int, last: int = 28) -> EventDate:
    """Return a month (as far as day `last`)."""
    return EventDate(
        range=DateRange(start=date(year, month, 1), end=date(year, month, last)),
        precision=Precision.MONTH,
        dated_by=DatedBy.EXPRESSION,
    )


def event(
    type_: EventType,
    headline: str,
    source: Sequence[int],
    target: Sequence[int],
    when: EventDate = UNDATED,
    *,
    codes: Sequence[str | None],
    sentence: int = 0,
    act: EventType | None = None,
    status: Status = Status.OCCURRED,
    alleged: str | None = None,
    reciprocal: bool = False,
    place: str | None = None,
    salience: float = 0.8,
) -> Event:
    """Return an event; `codes` are the countries of the cast, by actor id."""

    def parties(ids: Sequence[int]) -> tuple[Party, ...]:
        return tuple(Party(actor=i, country=None if codes[i] is None else CountryCode(codes[i] or "")) for i in ids)

    return Event(
        type=type_,
        act=type_ if act is None else act,
        source=parties(source),
        target=parties(target),
        reciprocal=reciprocal,
        status=status,
        alleged=alleged,
        when=when,
        place=place,
        context=(),
        headline=headline,
        sentence=sentence,
        span=Span(start=0, end=1),
        salience=salience,
    )


def reading(
    sentences: Sequence[str],
    cast: Sequence[Cast],
    events: Sequence[Event],
    *,
    published: date | None,
    quotes: Sequence[Quote] = (),
) -> Reading:
    """Return a reading of the sentences, one a line."""
    told = _read(sentences, cast, events, published=published, quotes=quotes)
    facts = story_of_reading(told, GAZETTEER).facts
    return replace(
        told, events=tuple(replace(one, statement=_stated(fact)) for one, fact in zip(told.events, facts, strict=True))
    )


def _stated(fact: Fact) -> Statement | None:
    """Return what a reading of the real thing would find: the headline's clause, all that follows the verb in one."""
    clause = of_headline(fact, GAZETTEER)
    if clause is None:
        return None
    part = StatementPart(role=PartRole.OBJECT, preposition="", text=clause.rest.strip())
    return Statement(
        subject=clause.subject,
        parties=(),
        is_plural=clause.is_plural,
        lemma=clause.lemma,
        past=clause.past,
        auxiliary=clause.aux,
        adverb="",
        parts=(part,) if clause.rest else (),
    )


def _read(
    sentences: Sequence[str],
    cast: Sequence[Cast],
    events: Sequence[Event],
    *,
    published: date | None,
    quotes: Sequence[Quote],
) -> Reading:
    text = "\n".join(sentences)
    starts = [sum(len(s) + 1 for s in sentences[:index]) for index in range(len(sentences))]
    return Reading(
        article=ArticleText(id="made-up", text=text, published=published, title="A title", source="A paper"),
        language="en",
        sentences=tuple(Span(start=a, end=a + len(s)) for a, s in zip(starts, sentences, strict=True)),
        dates=(),
        actors=tuple(
            Actor(
                id=index,
                kind=one.kind,
                name=one.name,
                country=None if one.code is None else CountryCode(one.code),
                office=one.office,
                mentions=(Span(start=0, end=1),),
            )
            for index, one in enumerate(cast)
        ),
        events=tuple(events),
        quotes=tuple(quotes),
        summary=Summary(title="A title", short=(), standard=(), full=()),
    )


CALL_CAST = (
    person("Antony Blinken", "USA", "Secretary of State"),
    person("Qin Gang", "CHN", "Foreign Minister"),
    person("Daniel Kritenbrink", "USA", "Assistant Secretary of State for East Asian and Pacific Affairs"),
    person("Gina Raimondo", "USA", "Secretary of Commerce"),
    person("Wang Wentao", "CHN", "Minister of Commerce"),
    Cast(name="United States", code="USA"),
    Cast(name="China", code="CHN"),
)
_CODES = tuple(one.code for one in CALL_CAST)
_WEEK = EventDate(
    range=DateRange(start=date(2023, 6, 12), end=date(2023, 6, 18)),
    precision=Precision.WEEK,
    dated_by=DatedBy.EXPRESSION,
)
_WEEK_BEFORE = EventDate(
    range=DateRange(start=date(2023, 6, 5), end=date(2023, 6, 11)),
    precision=Precision.WEEK,
    dated_by=DatedBy.EXPRESSION,
)
_STRETCH = EventDate(
    range=DateRange(start=date(2023, 2, 1), end=date(2023, 6, 14)),
    precision=Precision.RANGE,
    dated_by=DatedBy.EXPRESSION,
)
CALL_SENTENCES = (
    "The two ministers, Antony Blinken and Qin Gang, telephoned today.",
    "Qin Gang told the US to respect China's main concerns.",
    "Blinken travels to China this week.",
    "In February US jets brought down a balloon from China, and Blinken dropped his trip to Beijing.",
    "Ever since, China has been refusing US attempts to restore contacts.",
    "Daniel Kritenbrink was in China last week.",
    "Gina Raimondo had Wang Wentao over in Washington in May for a talk on trade.",
    "“Managing differences well is a duty of both sides”, Qin Gang said.",
)


def call_reading(published: date | None = date(2023, 6, 14)) -> Reading:
    """Return a reading of a made-up report on a telephone call, with what led up to it."""
    return reading(
        CALL_SENTENCES,
        CALL_CAST,
        (
            event(
                EventType.CONSULT, "Antony Blinken and Qin Gang speak by telephone", (0,), (1,),
                on_day(2023, 6, 14), codes=_CODES, reciprocal=True, salience=0.95,
            ),
            event(
                EventType.REQUEST, "Qin Gang urges the United States to respect China's main concerns", (1,), (5,),
                on_day(2023, 6, 14, by=DatedBy.CONTEXT), codes=_CODES, sentence=1,
            ),
            event(
                EventType.AGREE, "Antony Blinken will visit China", (0,), (6,), _WEEK, codes=_CODES, sentence=2,
                act=EventType.CONSULT, status=Status.PLANNED,
            ),
            event(
                EventType.COERCE, "US forces shoot down a Chinese balloon over US territory", (5,), (6,),
                in_month(2023, 2), codes=_CODES, sentence=3, alleged="spying",
            ),
            event(
                EventType.REJECT, "Antony Blinken calls off a trip to Beijing", (0,), (6,), in_month(2023, 2),
                codes=_CODES, sentence=3,
            ),
            event(
                EventType.REJECT, "China turns down the United States' attempts to restore official contacts", (6,),
                (5,), _STRETCH, codes=_CODES, sentence=4,
            ),
            event(
                EventType.CONSULT, "Daniel Kritenbrink visits China", (2,), (6,), _WEEK_BEFORE, codes=_CODES,
                sentence=5,
            ),
            event(
                EventType.CONSULT, "Gina Raimondo receives Wang Wentao in Washington to discuss trade", (3,), (4,),
                in_month(2023, 5), codes=_CODES, sentence=6, reciprocal=True, place="Washington",
            ),
        ),
        published=published,
        quotes=(
            Quote(
                speaker=1, text="Managing differences well is a duty of both sides", sentence=7,
                span=Span(start=0, end=1),
            ),
        ),
    )  # fmt: skip


def steps_reading() -> Reading:
    """Return a reading of a made-up report on five steps between states, any of which is worth showing by itself."""
    cast = (
        Cast(name="China", code="CHN"),
        Cast(name="France", code="FRA"),
        Cast(name="Russia", code="RUS"),
        Cast(name="Japan", code="JPN"),
        Cast(name="United States", code="USA"),
        Cast(name="Germany", code="DEU"),
        Cast(name="Turkey", code="TUR"),
    )
    told = (
        ("China bans wine from France", 0, 1, 5),
        ("Russia recalls its ambassador from Japan", 2, 3, 4),
        ("Germany suspends arms talks with Turkey", 5, 6, 3),
        ("Japan cuts steel imports from Russia", 3, 2, 2),
        ("The United States closes its consulate in Lyon", 4, 1, 1),
    )
    codes = tuple(one.code for one in cast)
    events = tuple(
        event(
            EventType.SANCTION, line, (one,), (other,), in_month(2023, month), codes=codes, sentence=at, salience=0.96
        )
        for at, (line, one, other, month) in enumerate(told)
    )
    return reading([f"{line}." for line, *_ in told], cast, events, published=date(2023, 6, 14))


def stored(reading_: Reading) -> tuple[StoredEvent, ...]:
    """Return a reading's events as the store gives them back."""
    names = [actor.name for actor in reading_.actors]
    return tuple(
        StoredEvent(
            id=EventId(100 + index),
            event=one,
            source_names=tuple(names[party.actor] for party in one.source),
            target_names=tuple(names[party.actor] for party in one.target),
            source_codes=tuple(party.country for party in one.source if party.country),
            target_codes=tuple(party.country for party in one.target if party.country),
            reports=(
                EventSource(
                    article=ArticleId(1),
                    title="A title",
                    source="A paper",
                    url="https://example.org/a",
                    published=reading_.article.published,
                    sentence_index=one.sentence,
                    sentence_count=len(reading_.sentences),
                    sentence=reading_.sentence(one.sentence),
                ),
            ),
        )
        for index, one in enumerate(reading_.events)
    )


def no_event_reading() -> Reading:
    """Return a reading that found nothing."""
    return reading(("Nothing happened here.",), (), (), published=date(2023, 6, 14))
