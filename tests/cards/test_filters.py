"""Cards of filters: what they say at their limits, and that Discord takes them there."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.cards.filter_history import history_card, undo_card
from bot.cards.filter_ids import Shown, Trial
from bot.cards.filter_run import dry_run_card
from bot.cards.filter_words import reason, summary_of
from bot.cards.filters import draft_card, filter_card, filters_card, remove_card
from bot.cards.message import Card, measure
from bot.model.ids import TopicId, UserId
from bot.model.plover import EventType
from bot.model.topic_trials import (
    CheckedDraft,
    Draft,
    DraftView,
    DryRun,
    SeenEntry,
    TopicChange,
    TopicHistory,
    TopicView,
    Tried,
    Undoing,
)
from bot.model.topics import Condition, Effect, Scope, Topic
from bot.topics.judge import judge
from data.reference import load_gazetteer
from tests.topics.build import JAPAN_CHINA, TAIWAN, US_CHINA, entry, told, topic, topics

GAZETTEER = load_gazetteer()
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LONG = "*_`~|[](<>)@everyone " * 20
BIGGEST = Topic(
    id=TopicId(10**12),
    name=LONG[:40],
    effect=Effect.KEEP_OUT,
    words=(LONG * 2)[:500],
    scope=Scope.NAMED,
    pairs=(US_CHINA, JAPAN_CHINA) * 5,
    countries=(TAIWAN,) * 5,
    outlets=(LONG[:80],) * 20,
    kinds=frozenset(EventType),
    weight=0.95,
    changed_by=UserId(2**62),
    changed_at=NOON,
)
SEEN = tuple(
    SeenEntry(
        facts=entry(f"{number} {LONG}", "", told(), outlet=LONG, domain="example.org"),
        url=f"https://example.org/{'a' * 280}",
        seen_at=NOON,
    )
    for number in range(100)
)


def run(*filters: Topic) -> DryRun:
    return DryRun(tried=tuple(Tried(entry=one, verdict=judge(topics(*filters), one.facts)) for one in SEEN))


FAILING = tuple(topic("visa", id=TopicId(n), name=f"{n}{LONG}"[:40]) for n in range(20))
CHANGE = TopicChange(
    id=2**60,
    topic=TopicId(1),
    before=BIGGEST,
    after=replace(BIGGEST, weight=0.4),
    changed_by=UserId(2**62),
    changed_at=NOON,
)
VIEW = TopicView(topic=BIGGEST, with_it=run(), without=run())
TYPED = Draft(
    topic=TopicId(1), name=LONG[:40], words=LONG[:500], pairs=LONG[:600], outlets=LONG[:600], kinds=frozenset(EventType)
)
WRONG = dict.fromkeys((None, Condition.WORDS, Condition.PAIR, Condition.OUTLET), LONG)


@pytest.mark.parametrize(
    "card",
    [
        filters_card(
            topics(*(replace(BIGGEST, id=TopicId(10**12 + n)) for n in range(20)), followed=(US_CHINA,) * 6),
            GAZETTEER,
            server=LONG,
            page=1,
            said=LONG[:60],
        ),
        filter_card(VIEW, GAZETTEER, is_saved=True),
        remove_card(VIEW),
        draft_card(
            DraftView(checked=CheckedDraft(draft=TYPED, topic=None, problems=WRONG), before=run(), after=None),
            GAZETTEER,
            problem=LONG,
        ),
        draft_card(
            DraftView(
                checked=CheckedDraft(draft=TYPED, topic=BIGGEST, problems={}), before=run(), after=run(topic("x"))
            ),
            GAZETTEER,
        ),
        history_card(
            TopicHistory(
                changes=tuple(replace(CHANGE, id=CHANGE.id + n) for n in range(5)), first=196, page=39, pages=40
            ),
            GAZETTEER,
            server=LONG,
            said=LONG,
        ),
        undo_card(Undoing(change=CHANGE, now=BIGGEST, before=run(), after=run(topic("x"))), GAZETTEER, problem=LONG),
        dry_run_card(run(*FAILING), trial=Trial.DRAFT, page=3),
        dry_run_card(run(), trial=Trial.SAVED, shown=Shown.OPEN),
        dry_run_card(DryRun(tried=()), trial=Trial.DRAFT),
    ],
    ids=["list", "one", "remove", "wrong", "draft", "history", "undo", "run", "none-of-them", "nothing"],
)
def test_the_largest_card_is_one_that_discord_takes(card: Card) -> None:
    measure(card)


def test_a_filter_in_a_line() -> None:
    one = topic("tariff*", scope=Scope.FOLLOWED, kinds=frozenset({EventType.SANCTION}), weight=0.6)
    said = summary_of(one, GAZETTEER).replace("\u00a0", " ")
    assert said == (
        "words `tariff*` · The pairs that the server follows · ⛔ Sanctions · 0.6 and more (what its report is about)"
    )
    assert summary_of(topic(), GAZETTEER) == "Everything"


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ((), "tells of a followed pair"),
        ((topic("talks", name="T"),), "let in by “T”"),
        ((topic("talks", name="T", effect=Effect.KEEP_OUT),), "✗ kept out by “T”"),
        ((topic("visa"),), "✗ words: no “visa”"),
        ((topic(weight=0.6),), "✗ weight: 0.50 is below 0.6"),
        (
            (topic("visa", name="A"), topic("ban", name="B"), topic("x", name="C")),
            "✗ A, words: no “visa” · ✗ B, words: no “ban” · and 1 more",
        ),
    ],
)
def test_why_an_entry_passes_or_does_not(filters: tuple[Topic, ...], said: str) -> None:
    assert reason(judge(topics(*filters), entry("Talks", "", told()))) == said
