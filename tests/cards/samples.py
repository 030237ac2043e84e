"""Made-up values for the cards' tests: a small gazetteer, an article on two countries, events, a quiz, a digest."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bot.cards.message import Card
from bot.model.countries import Country, Dyad, Gazetteer
from bot.model.dates import DatedBy, DateRange, EventDate, Precision
from bot.model.digest import Digest, Statement
from bot.model.ids import ArticleId, ChannelId, CountryCode, EventId, GuildId, MessageId, OutboxId, QuizId, UserId
from bot.model.plover import Context, EventType, Mode
from bot.model.questions import Question, QuestionKind
from bot.model.quiz import (
    Board,
    BoardRow,
    OpenRound,
    Placing,
    QuizAnswer,
    QuizMode,
    QuizRound,
    QuizSession,
    QuizState,
    RoundResult,
    RoundScore,
    SourcedQuestion,
)
from bot.model.quiz_plan import PlanEnd, PlannedQuiz, PlanView
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
    SummaryPoint,
)
from bot.model.settings import Cadence, GuildSettings, Schedule
from bot.model.stored import EventPage, EventSource, StoredArticle, StoredEvent

NORWAY, CHILE = CountryCode("NOR"), CountryCode("CHL")
PAIR = Dyad(first=NORWAY, second=CHILE)
NOON = datetime(2024, 3, 14, 12, 0, tzinfo=UTC)


def country(code: str, alpha2: str | None, short: str) -> Country:
    return Country(
        code=CountryCode(code),
        alpha2=alpha2,
        name=short,
        short=short,
        with_article=False,
        names=(),
        demonyms=(),
        metonyms=(),
        region="",
    )


GAZETTEER = Gazetteer(
    countries={
        entry.code: entry
        for entry in (
            country("NOR", "NO", "Norway"),
            country("CHL", "CL", "Chile"),
            country("VCT", "VC", "St Vincent & Grenadines"),
            country("IGO", None, "international body"),
        )
    },
    bodies=(),
    persons=(),
    places={},
)

SENTENCES = (
    "Norway's trade minister, Kari Lund, met her Chilean colleague, Pablo Reyes, in Oslo on Thursday.",
    'Reyes said that Chile wants "fair rules for salmon", and asked Oslo to drop its complaint.',
    "Lund will travel to Santiago next month.",
    "In January, Chile allegedly held back two Norwegian ships for a week.",
)
TEXT = "\n".join(SENTENCES)


def spans(sentences: Sequence[str]) -> tuple[Span, ...]:
    result, start = [], 0
    for sentence in sentences:
        result.append(Span(start=start, end=start + len(sentence)))
        start += len(sentence) + 1
    return tuple(result)


def dated(start: date, end: date | None = None, precision: Precision = Precision.DAY) -> EventDate:
    return EventDate(range=DateRange(start=start, end=end or start), precision=precision, dated_by=DatedBy.EXPRESSION)


def event(
    headline: str = "Kari Lund and Pablo Reyes meet in Oslo",
    *,
    type_: EventType = EventType.CONSULT,
    act: EventType | None = None,
    mode: Mode | None = None,
    status: Status = Status.OCCURRED,
    alleged: str | None = None,
    when: EventDate | None = None,
    source: tuple[CountryCode | None, ...] = (NORWAY,),
    target: tuple[CountryCode | None, ...] = (CHILE,),
    reciprocal: bool = False,
    sentence: int = 0,
) -> Event:
    return Event(
        type=type_,
        act=act or type_,
        mode=mode,
        source=tuple(Party(actor=0, country=code) for code in source),
        target=tuple(Party(actor=1, country=code) for code in target),
        reciprocal=reciprocal,
        status=status,
        alleged=alleged,
        when=when or dated(date(2024, 3, 14)),
        place="Oslo",
        context=(Context.TRADE, Context.WMD),
        headline=headline,
        sentence=sentence,
        span=spans(SENTENCES)[sentence],
        salience=0.9,
    )


def report(number: int = 1, *, source: str | None = "Fjord Post", url: str | None = None) -> EventSource:
    return EventSource(
        article=ArticleId(number),
        title="Ministers meet over salmon",
        source=source,
        url=url if url is not None else f"https://fjord.example/{number}",
        published=date(2024, 3, 14),
        sentence_index=0,
        sentence_count=4,
        sentence=SENTENCES[0],
    )


def stored(
    number: int = 1,
    shown: Event | None = None,
    *,
    reports: tuple[EventSource, ...] | None = None,
    names: tuple[str, str] = ("Kari Lund", "Pablo Reyes"),
    is_withdrawn: bool = False,
) -> StoredEvent:
    shown = shown or event()
    return StoredEvent(
        id=EventId(number),
        event=shown,
        source_names=names[:1] * len(shown.source),
        target_names=names[1:] * len(shown.target),
        source_codes=tuple(party.country for party in shown.source if party.country),
        target_codes=tuple(party.country for party in shown.target if party.country),
        reports=reports or (report(),),
        is_withdrawn=is_withdrawn,
    )


EVENTS = (
    event(reciprocal=True),
    event("Pablo Reyes asks Norway to drop its complaint", type_=EventType.REQUEST, sentence=1),
    event(
        "Kari Lund is due in Santiago",
        type_=EventType.AGREE,
        act=EventType.CONSULT,
        status=Status.PLANNED,
        when=dated(date(2024, 4, 1), date(2024, 4, 30), Precision.MONTH),
        sentence=2,
    ),
    event("Chile holds back two Norwegian ships", type_=EventType.COERCE, status=Status.REPORTED, sentence=3),
)

POINTS = (
    SummaryPoint(
        lead="The meeting", text="Kari Lund met Pablo Reyes in Oslo on 14 March to talk about trade.", sentences=(0,)
    ),
    SummaryPoint(
        lead="Chile's request",
        text='Reyes asked Norway to drop its complaint. Chile wants "fair rules for salmon", he said.',
        sentences=(1,),
    ),
    SummaryPoint(lead="Next", text="Lund is due in Santiago in April.", sentences=(2,)),
    SummaryPoint(
        lead="Background",
        text="In January, Chile held back two Norwegian ships for a week.",
        sentences=(3,),
    ),
)


def article(
    *,
    title: str | None = "Ministers meet over salmon",
    points: tuple[SummaryPoint, ...] = POINTS,
    full: tuple[SummaryPoint, ...] | None = None,
    sentences: tuple[str, ...] = SENTENCES,
    events: tuple[Event, ...] | None = None,
    published: date | None = date(2024, 3, 14),
    source: str | None = "Fjord Post",
    url: str | None = "https://fjord.example/1",
) -> StoredArticle:
    events = EVENTS if events is None else events
    return StoredArticle(
        id=ArticleId(7),
        reading=Reading(
            article=ArticleText(
                id="7", text="\n".join(sentences), title=title, published=published, source=source, url=url
            ),
            language="en",
            sentences=spans(sentences),
            dates=(),
            actors=(
                Actor(
                    id=0,
                    kind=ActorKind.PERSON,
                    name="Kari Lund",
                    country=NORWAY,
                    office=None,
                    mentions=(Span(start=26, end=35),),
                ),
            ),
            events=events,
            quotes=(),
            summary=Summary(
                title=title or "", short=points[:2], standard=points[:4], full=points if full is None else full
            ),
        ),
        added_at=NOON,
        guild=GuildId(1),
        event_ids=tuple(EventId(number) for number in range(1, len(events) + 1)),
    )


def timeline(count: int = 8, *, total: int | None = None) -> EventPage:
    kinds = (
        event(
            "Kari Lund is due in Santiago",
            type_=EventType.AGREE,
            act=EventType.CONSULT,
            status=Status.PLANNED,
            when=dated(date(2024, 3, 18), date(2024, 3, 24), Precision.WEEK),
        ),
        event(reciprocal=True),
        event(
            "Pablo Reyes asks Norway to drop its complaint", type_=EventType.REQUEST, source=(CHILE,), target=(NORWAY,)
        ),
        event(
            "Chile holds back two Norwegian ships",
            type_=EventType.COERCE,
            alleged="spying",
            source=(CHILE,),
            target=(NORWAY,),
            when=dated(date(2024, 1, 1), date(2024, 1, 31), Precision.MONTH),
        ),
    )
    events = tuple(stored(140 + number, kinds[number % len(kinds)]) for number in range(count))
    return EventPage(
        events=events,
        total=count if total is None else total,
        counts=((EventType.CONSULT, 20), (EventType.REQUEST, 15), (EventType.COERCE, 6)) if count else (),
        span=DateRange(start=date(2024, 1, 1), end=date(2024, 3, 24)) if count else None,
    )


def digest(*, events: int = 2, coming: int = 1, cadence: Cadence = Cadence.DAILY, url: str | None = None) -> Digest:
    shown = timeline(8).events
    cited = tuple(report(number, url=url) for number in (1, 2))
    return Digest(
        pair=PAIR,
        cadence=cadence,
        period=DateRange(start=date(2024, 3, 14), end=date(2024, 3, 14)),
        headline="A meeting in Oslo, a request over salmon" if events else "A quiet day",
        events=tuple(replace(shown[1 + number % 2], reports=cited) for number in range(events)),
        statements=(
            Statement(country=CHILE, text="Pablo Reyes said that Chile wants fair rules", source=report(1, url=url)),
        ),
        coming_up=tuple(replace(shown[0], reports=cited[1:]) for _ in range(coming)),
        on_this_day=stored(
            9,
            event(
                "Norway and Chile sign a fisheries treaty",
                type_=EventType.COOPERATE,
                when=dated(date(2018, 3, 14)),
                reciprocal=True,
            ),
            reports=(report(3, source="Andes Wire", url=url),),
        ),
        articles_read=11,
        next_run=datetime(2024, 3, 15, 6, 30, tzinfo=UTC),
    )


def question(**changes: object) -> Question:
    base = Question(
        kind=QuestionKind.ISSUE,
        stem="What did Pablo Reyes ask Norway to drop?",
        options=("A complaint", "A tariff", "A treaty", "A visit"),
        key=0,
        explanation="Reyes asked Oslo to drop its complaint. The others were not named.",
        sentences=(1,),
        difficulty=0.4,
        fact="event 1 object",
    )
    return replace(base, **changes)  # type: ignore[arg-type]  # tests change any field


def placed(kind: QuestionKind = QuestionKind.ORDER, **changes: object) -> Question:
    targets = ("1st", "2nd", "3rd") if kind is QuestionKind.ORDER else ("May 2023", "June 2023", "July 2023")
    base = question(
        kind=kind,
        stem="When did these happen?",
        options=("The visit", "The call", "The summit"),
        key=-1,
        targets=targets,
        placing=(1, 0, 2),
    )
    return replace(base, **changes)  # type: ignore[arg-type]  # tests change any field


def placing(
    picks: tuple[int | None, ...] = (None, None, None),
    shown: Question | None = None,
    *,
    locked: QuizAnswer | None = None,
) -> Placing:
    return Placing(round=open_round().round, question=shown or placed(), picks=picks, locked=locked)


def locked(choice: int, *, changes: int = 0) -> QuizAnswer:
    return QuizAnswer(quiz=QuizId(5), round_number=1, user=UserId(100), choice=choice, at_ms=900, changes=changes)


def sourced(shown: Question | None = None) -> SourcedQuestion:
    return SourcedQuestion(question=shown or question(), sources=(report(),))


def open_round(shown: Question | None = None, *, answered: int = 3) -> OpenRound:
    return OpenRound(
        round=QuizRound(
            quiz=QuizId(5),
            number=1,
            message=MessageId(9),
            opened_at=NOON,
            deadline_at=NOON + timedelta(seconds=20),
            closed_at=None,
            is_void=False,
        ),
        question=sourced(shown),
        total=5,
        title="Norway – Chile",
        seconds=20,
        answered=answered,
    )


def result(counts: tuple[int, ...] = (4, 1, 0, 1), *, players: int | None = None, is_void: bool = False) -> RoundResult:
    right = counts[0] if players is None else players
    return RoundResult(
        quiz=QuizId(5),
        number=1,
        total=5,
        question=sourced(),
        counts=counts,
        right=tuple(
            RoundScore(user=UserId(100 + number), points=100, bonus=0, streak=1, at_ms=900) for number in range(right)
        ),
        is_void=is_void,
        next_step=QuizState.QUESTION,
    )


NAMES = {UserId(100): "Ada", UserId(101): "Ben", UserId(102): "_Cleo_", UserId(103): "Dag"}


def board(players: int = 4, *, winners: int = 1, state: QuizState = QuizState.FINISHED) -> Board:
    rows = tuple(
        BoardRow(
            rank=1 if number < winners else number + 1,
            user=UserId(100 + number),
            points=480 if number < winners else 300 - number,
            right=5 if number < winners else 2,
            answered=5,
            best_streak=5 if number < winners else 1,
            total_ms=4000,
        )
        for number in range(players)
    )
    return Board(
        quiz=QuizId(5),
        title="Norway – Chile",
        state=state,
        rows=rows,
        rounds=5,
        total_rounds=5,
        answered=5 * players,
        right=11 if players else 0,
        hardest=result((1, 3, 1, 1)) if players else None,
    )


def planned(
    *shown: SourcedQuestion, cadence: Cadence = Cadence.DAILY, title: str = "🇳🇴 Norway – 🇨🇱 Chile", wanted: int = 5
) -> PlannedQuiz:
    session = QuizSession(
        id=QuizId(5),
        guild=GuildId(1),
        channel=ChannelId(55),
        host=UserId(0),
        title=title,
        state=QuizState.QUESTION,
        seed=1,
        questions=shown or (sourced(),) * 5,
        round_no=0,
        pause_reason=None,
        created_at=NOON,
        mode=QuizMode.PLANNED,
        day=NOON.date(),
        wanted=wanted,
    )
    closes_at = NOON + timedelta(days=1)
    return PlannedQuiz(session=session, cadence=cadence, closes_at=closes_at, closed_at=None, announcement=OutboxId(9))


def plan_view(*shown: SourcedQuestion, answered: int = 2, lost: tuple[int, ...] = (), changes: int = 0) -> PlanView:
    """Return what Ada has locked in: the first options of so many questions."""
    quiz = planned(*shown)
    given = {
        number: QuizAnswer(
            quiz=QuizId(5),
            round_number=number,
            user=UserId(100),
            choice=quiz.session.questions[number].question.right_choice,
            at_ms=900,
            changes=changes,
        )
        for number in range(answered)
    }
    orders = tuple(tuple(range(len(one.question.options)))[::-1] for one in quiz.session.questions)
    return PlanView(planned=quiz, player=UserId(100), given=given, lost=frozenset(lost), orders=orders, is_over=False)


def plan_end(
    results: int = 5, players: int = 4, *, shown: SourcedQuestion | None = None, withdrawn: int = 0
) -> PlanEnd:
    """Return the end of a quiz, each question answered by six; the last ones are withdrawn."""
    asked = shown or sourced()
    counts = ((4, 2) if asked.question.is_placed else (4, 1, 0, 1)) if players else (0,) * 4
    told = tuple(
        replace(
            result(counts),
            number=number,
            total=results,
            question=asked,
            next_step=QuizState.REVEAL,
            is_void=number >= results - withdrawn,
            is_withdrawn=number >= results - withdrawn,
        )
        for number in range(results)
    )
    return PlanEnd(planned=planned(*(asked,) * results), results=told, board=board(players), names=NAMES)


SETTINGS = GuildSettings(
    guild=GuildId(1),
    pair=PAIR,
    digest_channel=ChannelId(55),
    schedule=Schedule(cadence=Cadence.DAILY, at=time(18, 0), zone="Europe/Oslo"),
    next_due_at=NOON,
    changed_by=UserId(100),
    changed_at=NOON,
)


def texts(view: Card) -> list[str]:
    """Return the content of all TextDisplays, in order."""
    return [str(part["content"]) for part in parts(view) if part["type"] == 10]


def buttons(view: Card) -> dict[str, dict[str, object]]:
    """Return all buttons by label."""
    return {str(part["label"]): part for part in parts(view) if part["type"] == 2}


def parts(view: Card) -> list[dict[str, object]]:
    """Return all components, nested ones and accessories among them."""
    found: list[dict[str, object]] = []

    def walk(components: list[dict[str, object]]) -> None:
        for part in components:
            found.append(part)
            nested = part.get("components", [])
            assert isinstance(nested, list)
            walk(nested)
            accessory = part.get("accessory")
            if isinstance(accessory, dict):
                found.append(accessory)

    walk(view.to_components())
    return found
