"""A small cast for the tests of questions, and what is asked of what it does."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.model.plover import EventType
from bot.model.questions import QuestionKind
from bot.model.reading import Event, Reading
from bot.model.statement import PartRole, Statement, StatementPart
from bot.quiz.draft import Desk, Draft
from bot.quiz.make import drafts, lay_out
from bot.quiz.pick import passing
from tests.quiz.world import GAZETTEER, Cast, event, in_month, person, reading

PUBLISHED = date(2023, 6, 14)
CAST = (
    Cast(name="United States", code="USA"),
    Cast(name="China", code="CHN"),
    person("Antony Blinken", "USA", "Secretary of State"),
    person("Qin Gang", "CHN", "Foreign Minister"),
    Cast(name="France", code="FRA"),
    person("Catherine Colonna", "FRA", "Foreign Minister"),
)
USA, CHN, BLINKEN, QIN, FRA, COLONNA = range(6)
CODES = tuple(one.code for one in CAST)
MAY = in_month(2023, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question that passed the checks, before the quiz was picked."""

    kind: QuestionKind
    stem: str
    key: str
    options: tuple[str, ...]


def of_events(*events: Event, published: date | None = PUBLISHED, sentences: int = 4) -> Reading:
    """Return a reading of some events between the cast."""
    texts = [f"Sentence {['one', 'two', 'three', 'four', 'five', 'six'][n]} of it." for n in range(sentences)]
    return reading(texts, CAST, events, published=published)


def ask(made: Reading, kind: QuestionKind | None = None, *, seed: int = 1) -> list[Asked]:
    """Return all questions of a reading (of one kind) that pass the checks."""
    passed = passing(tuple(drafts(lay_out(made, GAZETTEER, seed))))
    found = [Asked(kind=draft.kind, stem=draft.stem, key=draft.key, options=options) for draft, options in passed]
    return [each for each in found if kind is None or each.kind is kind]


def desk_of(*events: Event, published: date | None = PUBLISHED, seed: int = 1) -> Desk:
    """Return what the makers of questions are handed for some events between the cast."""
    return lay_out(of_events(*events, published=published), GAZETTEER, seed)


def drafted(made: Reading, kind: QuestionKind, *, seed: int = 1) -> list[Draft]:
    """Return all drafts of a kind, flawed ones among them."""
    return [draft for draft in drafts(lay_out(made, GAZETTEER, seed)) if draft.kind is kind]


def stating(made: Reading, *statements: Statement) -> Reading:
    """Return a reading whose events have these statements, one each."""
    told = zip(made.events, statements, strict=True)
    return replace(made, events=tuple(replace(each, statement=statement) for each, statement in told))


def part(text: str, *, preposition: str = "", role: PartRole | None = None, party: str = "") -> StatementPart:
    """Return a part of a statement: an object, or with a preposition an oblique one."""
    of_shape = PartRole.OBLIQUE if preposition else PartRole.OBJECT
    return StatementPart(
        role=of_shape if role is None else role,
        preposition=preposition,
        text=text,
        parties=(party,) if party else (),
    )


def said(
    subject: str,
    lemma: str,
    *parts: StatementPart,
    parties: tuple[str, ...] = (),
    is_plural: bool = False,
    auxiliary: str = "",
    past: str = "",
    adverb: str = "",
    speaker: str | None = None,
    is_perfect: bool = False,
) -> Statement:
    """Return a statement, its verb regular where no past is given."""
    return Statement(
        subject=subject,
        parties=parties,
        is_plural=is_plural,
        lemma=lemma,
        past=past,
        auxiliary=auxiliary,
        adverb=adverb,
        parts=parts,
        speaker=speaker,
        is_perfect=is_perfect,
    )


FRANCE = part("France", preposition="from", party="France")


def done(
    statement: Statement,
    type_: EventType = EventType.SANCTION,
    *,
    source: tuple[int, ...] = (CHN,),
    target: tuple[int, ...] = (FRA,),
    **more: Any,
) -> Reading:
    """Return a reading of one event of China's against France in May 2023, told by its statement."""
    return stating(of_events(event(type_, "Something happens", source, target, MAY, codes=CODES, **more)), statement)


def one(made: Reading, kind: QuestionKind, *, seed: int = 1) -> Draft:
    """Return the only draft of a kind."""
    (draft,) = drafted(made, kind, seed=seed)
    return draft
