"""A desk with one step of Peru against Cuba, for tests of what an article's questions must stand."""

from datetime import date

from bot.model.dates import EventDate
from bot.model.ids import CountryCode
from bot.model.plover import EventType
from bot.model.questions import QuestionKind
from bot.model.reading import ActorKind, Event
from bot.quiz.draft import Desk, Draft
from bot.quiz.facts import Side
from bot.quiz.make import drafts, lay_out
from bot.quiz.second_look import doubts
from data.reference import load_gazetteer
from tests.quiz.world import Cast, event, in_month, on_day, reading

KNOWN = load_gazetteer()
CODES = ("PER", "CUB", "MEX", "COL")
CAST = tuple(Cast(name=KNOWN.countries[CountryCode(code)].name, code=code) for code in CODES)
PERU, CUBA, MEXICO, COLOMBIA = range(4)
SENTENCE = "Peru expelled the Cuban ambassador in May."
DAY = on_day(2023, 5, 8)


def step(line: str, source: int, target: int, when: EventDate, *, sentence: int = 0, salience: float = 0.96) -> Event:
    """Return a step of one country against another."""
    return event(
        EventType.SANCTION, line, (source,), (target,), when, codes=CODES, sentence=sentence, salience=salience
    )


ANA_PAZ = Side(name="Ana Paz", country=CountryCode("CUB"), office="Ambassador", kind=ActorKind.PERSON)
EXPELS = step("Peru expels the ambassador of Cuba", PERU, CUBA, in_month(2023, 5))


def desk_of(*events: Event, texts: tuple[str, ...] = (SENTENCE,)) -> Desk:
    """Return what an article about events of the cast gives."""
    made = reading(texts, CAST, events, published=date(2023, 6, 14))
    return lay_out(made, KNOWN, 1)


def drafted(desk: Desk, kind: QuestionKind = QuestionKind.COUNTRY, slot: str = "source") -> Draft:
    """Return the question for one slot of the first event."""
    asked = (draft for draft in drafts(desk) if draft.kind is kind and draft.fact == f"event 0 {slot}")
    return next(asked)


def doubted(desk: Desk, draft: Draft | None = None) -> set[str]:
    """Return what speaks against a question."""
    return set(doubts(drafted(desk) if draft is None else draft, desk))
