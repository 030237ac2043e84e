"""Every card, empty, usual and at its worst, fits what Discord takes and what we plan for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards import ids
from bot.cards.about import CommandGroup, Facts, about_card, help_card
from bot.cards.article import article_card
from bot.cards.board import board_card
from bot.cards.digest import digest_card
from bot.cards.event import event_card
from bot.cards.events import events_card
from bot.cards.message import Card, CardLimitError, CardSize, card, measure, rule, text
from bot.cards.notices import abstention_notice, error_notice, notice, permission_notice
from bot.cards.placing import placing_card
from bot.cards.quiz import question_card, reveal_card, source_card
from bot.cards.quiz_plan import announcement_card, closed_card, end_cards
from bot.cards.quiz_plan_alone import plan_question_card, plan_result_card, plan_sheet_card
from bot.cards.relations import data_card, how_card, relations_card
from bot.cards.setting_questions import channel_card, confirm_card
from bot.cards.settings import settings_card
from bot.cards.sources import sources_card
from bot.cards.summary import summary_card
from bot.cards.tokens import Accent
from bot.model.copies import BroughtOutcome
from bot.model.errors import RefusalReason
from bot.model.ids import CountryCode, EventId, UserId
from bot.model.questions import Question, QuestionKind
from bot.model.quiz import LockOutcome, SourcedQuestion
from bot.model.quiz_plan import PlanEnd, PlanView
from bot.model.reading import Span, SummaryPart, SummaryPoint
from bot.model.settings import GuildSettings, Setting
from bot.model.stored import EventQuery, RelatedEvent, Relation, StoredEvent
from tests.cards import barometers as b
from tests.cards import samples as s

LONG = "An *uncommonly* long [headline](http://a.example) with <@1> and @everyone in it, " * 5
CHINESE = "外交部发言人在例行记者会上就有关问题答记者问" * 12
ARABIC = "وزارة الخارجية تعلن عن لقاء جديد " * 12
EMOJI = "👩‍🚀🇳🇴" * 60
AWKWARD = [LONG, CHINESE, ARABIC, EMOJI, "*" * 400, "[" * 400]
NAMES = ["long", "chinese", "arabic", "emoji", "stars", "brackets"]
LONG_URL = "https://fjord.example/" + "x" * 270
QUERY = EventQuery(pair=s.PAIR)


def awkward_event(number: int, words: str) -> StoredEvent:
    reports = tuple(replace(s.report(n, url=LONG_URL), source=words, sentence=words) for n in range(1, 12))
    wide = CountryCode("VCT")
    shown = s.event(words, alleged=words, source=(s.NORWAY, wide, s.CHILE, None), target=(wide, None))
    return s.stored(number, shown, reports=reports, names=(words, words))


def awkward_related(words: str) -> tuple[RelatedEvent, ...]:
    return tuple(RelatedEvent(relation=Relation.DENIED, event=awkward_event(n, words)) for n in range(6))


def awkward_article(words: str) -> Card:
    parts = tuple(SummaryPart)
    points = tuple(
        SummaryPoint(lead=words, text=words, sentences=(n, n + 1), part=parts[n % len(parts)]) for n in range(12)
    )
    sentences = (words.replace("\n", " "),) * 20
    article = s.article(title=words, points=points, sentences=sentences, source=words, url=LONG_URL)
    earlier = [awkward_event(n, words) for n in range(3)]
    return summary_card(
        article, s.GAZETTEER, pair=s.PAIR, length=ids.SummaryLength.FULL, has_quiz=True, earlier=earlier
    )


def awkward_short_article(words: str) -> Card:
    article = s.article(title=words, points=(), full=s.POINTS, source=words, url=LONG_URL)
    earlier = [
        replace(awkward_event(n, words), reports=(replace(s.report(n, url=LONG_URL), source=words),)) for n in range(3)
    ]
    return summary_card(
        article, s.GAZETTEER, pair=s.PAIR, length=ids.SummaryLength.FULL, has_quiz=True, earlier=earlier
    )


def awkward_sources(words: str) -> Card:
    said = tuple(Span(start=at, end=at + 3) for at in range(0, 20 * len(words), 8))
    points = tuple(SummaryPoint(lead=words, text="Said.", sentences=(n,), spans=said) for n in range(12))
    article = s.article(title=words, points=points, sentences=(words,) * 20, source=words, url=LONG_URL)
    return sources_card(article, ids.SummaryLength.FULL, page=0)


def awkward_events(words: str) -> Card:
    page = replace(s.timeline(8, total=900), events=tuple(awkward_event(n, words) for n in range(8)))
    return events_card(page, replace(QUERY, actor="a" * 24, words="b" * 24), s.GAZETTEER)


def awkward_digest(words: str) -> Card:
    events = tuple(awkward_event(n, words) for n in range(9))
    shown = replace(s.digest(), headline=words, events=events, coming_up=events[:5], on_this_day=events[0])
    return digest_card(shown, s.GAZETTEER)


def awkward_barometer(words: str) -> Card:
    movers = tuple(replace(b.MOVERS[n % 5], event=EventId(n)) for n in range(6))
    shown = b.barometer(movers=movers, headline=words)
    wide = replace(shown, pair=replace(shown.pair, first=CountryCode("VCT")))
    return relations_card(replace(wide, moved=tuple(awkward_event(n, words) for n in range(6))), s.GAZETTEER, b"png")


def awkward_question(words: str) -> Card:
    return question_card(s.open_round(s.question(stem=words, options=(words,) * 4)))


def awkward_placed(words: str) -> Question:
    return s.placed(QuestionKind.MATCH, stem=words, options=(words,) * 4, targets=(words,) * 4, placing=(3, 2, 1, 0))


def awkward_form(words: str) -> Card:
    return placing_card(s.placing((0, 0, 1, 1), awkward_placed(words)))


def awkward_placed_reveal(words: str) -> Card:
    question = replace(awkward_placed(words), explanation=words)
    rows = s.board(3).rows
    result = replace(s.result((14, 2)), question=s.sourced(question), parts=(14, 15, 16, 14), standing=rows)
    return reveal_card(result, names={UserId(100 + n): words for n in range(20)}, next_at=s.NOON)


def awkward_reveal(words: str) -> Card:
    question = s.question(stem=words, options=(words,) * 4, explanation=words)
    result = replace(s.result((14, 1, 0, 1)), question=s.sourced(question))
    return reveal_card(result, names={UserId(100 + n): words for n in range(20)}, next_at=s.NOON)


def awkward_board(words: str) -> Card:
    return board_card(s.board(30, winners=2), names={UserId(100 + n): words for n in range(30)})


def awkward_sourced(words: str, shown: Question | None = None) -> SourcedQuestion:
    question = shown or s.question(stem=words, options=(words,) * 4)
    source = replace(s.report(url=LONG_URL), source=words, sentence=words)
    return SourcedQuestion(question=replace(question, explanation=words), sources=(source,))


def awkward_end(words: str, shown: Question | None = None) -> PlanEnd:
    end = s.plan_end(10, 30, shown=awkward_sourced(words, shown))
    return replace(end, names={UserId(100 + n): words for n in range(30)})


def awkward_plan_answers(words: str) -> Card:
    return end_cards(awkward_end(words))[1]


def awkward_placed_plan_answers(words: str) -> Card:
    return end_cards(awkward_end(words, awkward_placed(words)))[0]


def awkward_plan_board(words: str) -> Card:
    return end_cards(awkward_end(words))[2]


def awkward_plan(words: str) -> PlanView:
    shown = (*(awkward_sourced(words),) * 9, awkward_sourced(words, awkward_placed(words)))
    return replace(s.plan_view(*shown, answered=10), outcome=LockOutcome.NO_CHANGE_LEFT)


def awkward_plan_result(words: str) -> Card:
    view = awkward_plan(words)
    missed = {number: replace(one, choice=3) for number, one in view.given.items()}
    return plan_result_card(replace(view, given=missed), awkward_end(words))


AWKWARD_CARDS: list[Callable[[str], Card]] = [
    awkward_article,
    awkward_short_article,
    awkward_sources,
    awkward_events,
    lambda words: event_card(awkward_event(147, words), s.GAZETTEER),
    lambda words: event_card(replace(awkward_event(147, words), related=awkward_related(words)), s.GAZETTEER),
    awkward_digest,
    awkward_barometer,
    awkward_question,
    awkward_reveal,
    awkward_board,
    lambda words: question_card(s.open_round(awkward_placed(words))),
    awkward_form,
    awkward_placed_reveal,
    lambda words: source_card(awkward_placed(words), (s.report(),) * 9, number=1),
    lambda words: source_card(s.question(options=(words,) * 2), (s.report(),) * 9, number=1),
    lambda words: settings_card(
        s.SETTINGS,
        s.GAZETTEER,
        server=words,
        problem=(Setting.SCHEDULE, words),
        saved_from=GuildSettings(guild=s.SETTINGS.guild),
    ),
    lambda words: notice(Accent.CARE, "Quiz", "Not now", words),
    lambda words: announcement_card(s.planned(title=words)),
    lambda words: closed_card(replace(s.plan_end(), planned=s.planned(title=words))),
    awkward_plan_answers,
    awkward_placed_plan_answers,
    awkward_plan_board,
    lambda words: plan_question_card(awkward_plan(words), 0),
    lambda words: plan_question_card(awkward_plan(words), 9),
    lambda words: plan_sheet_card(awkward_plan(words)),
    awkward_plan_result,
]


@pytest.mark.parametrize("words", AWKWARD, ids=NAMES)
@pytest.mark.parametrize("make", AWKWARD_CARDS, ids=range(len(AWKWARD_CARDS)))
def test_a_card_at_its_worst_is_still_taken(make: Callable[[str], Card], words: str) -> None:
    assert measure(make(words)).characters <= 4000


USUAL: dict[str, tuple[Callable[[], Card], int]] = {
    "summary": (lambda: summary_card(s.article(), s.GAZETTEER, pair=s.PAIR, has_quiz=True), 12),
    "summary, and what was earlier": (
        lambda: summary_card(s.article(), s.GAZETTEER, pair=s.PAIR, has_quiz=True, earlier=(s.stored(),) * 3),
        15,
    ),
    "summary of nothing": (
        lambda: summary_card(s.article(points=(), events=()), s.GAZETTEER, pair=s.PAIR, has_quiz=False),
        10,
    ),
    "sources": (lambda: sources_card(s.article(), ids.SummaryLength.STANDARD), 14),
    "sources of nothing": (lambda: sources_card(s.article(points=()), ids.SummaryLength.SHORT), 7),
    "no events": (lambda: events_card(s.timeline(0), QUERY, s.GAZETTEER), 5),
    "one event": (lambda: events_card(s.timeline(1), QUERY, s.GAZETTEER), 15),
    "eight events": (lambda: events_card(s.timeline(8, total=41), QUERY, s.GAZETTEER), 29),
    "event": (lambda: event_card(s.stored(), s.GAZETTEER), 10),
    "digest": (lambda: digest_card(s.digest(), s.GAZETTEER), 15),
    "quiet digest": (lambda: digest_card(s.digest(events=0), s.GAZETTEER), 11),
    "quiet digest, nothing planned": (lambda: digest_card(s.digest(events=0, coming=0), s.GAZETTEER), 9),
    "barometer": (lambda: relations_card(b.barometer(), s.GAZETTEER, b"png"), 14),
    "barometer without a picture": (lambda: relations_card(b.barometer(), s.GAZETTEER, None), 12),
    "barometer that nothing moved": (lambda: relations_card(b.barometer(movers=()), s.GAZETTEER, b"png"), 12),
    "too little to draw": (lambda: relations_card(b.too_little(), s.GAZETTEER, None), 11),
    "nothing to draw": (lambda: relations_card(b.too_little(0), s.GAZETTEER, None), 9),
    "how a barometer is made": (how_card, 10),
    "data of a barometer": (lambda: data_card(b.barometer(), b.COUNTED, s.GAZETTEER), 7),
    "question": (lambda: question_card(s.open_round()), 12),
    "reveal": (lambda: reveal_card(s.result(), names=s.NAMES), 12),
    "reveal, nobody answered": (lambda: reveal_card(s.result((0, 0, 0, 0)), names={}), 10),
    "placed question": (lambda: question_card(s.open_round(s.placed())), 10),
    "form of a placed question": (lambda: placing_card(s.placing()), 19),
    "board": (lambda: board_card(s.board(), names=s.NAMES), 9),
    "board of nobody": (lambda: board_card(s.board(0), names={}), 5),
    "settings": (lambda: settings_card(s.SETTINGS, s.GAZETTEER, server="Newsroom"), 19),
    "channel": (lambda: channel_card(Setting.CHANNEL, s.SETTINGS), 7),
    "confirm": (
        lambda: confirm_card(
            Setting.SCHEDULE, s.SETTINGS, s.SETTINGS, [s.NOON + timedelta(days=n) for n in range(3)], s.GAZETTEER
        ),
        12,
    ),
    "announcement": (lambda: announcement_card(s.planned()), 8),
    "announcement, closed": (lambda: closed_card(s.plan_end()), 5),
    "plan's question": (lambda: plan_question_card(s.plan_view(), 3), 16),
    "plan's answers so far": (lambda: plan_sheet_card(s.plan_view()), 9),
    "plan's result": (lambda: plan_result_card(s.plan_view(), s.plan_end()), 9),
    "plan's result for nobody": (lambda: plan_result_card(s.plan_view(answered=0), s.plan_end()), 9),
    "plan's board": (lambda: end_cards(s.plan_end())[-1], 8),
    "article": (lambda: article_card(s.article(), s.GAZETTEER, pair=s.PAIR, outcome=BroughtOutcome.NEW), 6),
    "error": (lambda: error_notice("Timeline", "The timeline could not be loaded", "3f9a-07c2"), 2),
    "permission": (lambda: permission_notice("<#5>", [("Send Messages", False)]), 8),
    "about": (lambda: about_card(Facts(version="1.0", articles=1, events=0)), 9),
    "help": (
        lambda: help_card([CommandGroup(title="Read", commands=(("/summary", "One article"),) * 4)] * 4),
        12,
    ),
}


@pytest.mark.parametrize("name", USUAL)
def test_a_usual_card_has_no_more_parts_than_it_needs(name: str) -> None:
    make, components = USUAL[name]
    size = measure(make())
    assert size.components == components
    assert size.characters <= 1200


def test_the_timeline_stays_within_29_components_whatever_the_months() -> None:
    events = tuple(s.stored(n, s.event(when=s.dated(s.NOON.date() - timedelta(days=40 * n)))) for n in range(8))
    view = events_card(replace(s.timeline(8, total=90), events=events), QUERY, s.GAZETTEER)
    assert measure(view).components == 29
    assert len([line for line in s.texts(view) if line.startswith("### ")]) == 8


@pytest.mark.parametrize("reason", RefusalReason)
def test_every_refusal_is_told_in_at_most_sixty_words(reason: RefusalReason) -> None:
    view = abstention_notice(reason, url="https://news.example/a", word_count=41)
    measure(view)
    assert len(" ".join(s.texts(view)).split()) <= 60
    assert "no summary" in s.texts(view)[0]


def test_a_card_over_a_limit_is_refused_with_its_reasons() -> None:
    with pytest.raises(CardLimitError) as caught:
        measure(card(Accent.DESK, text("x" * 4000), rule(), text(" ")))
    assert caught.value.problems == ("4001 characters, 4000 at most", "an empty TextDisplay")


def test_measure_counts_nested_parts_and_text() -> None:
    view = card(Accent.DESK, text("one", "two"), rule())
    assert measure(view) == CardSize(components=3, characters=7, body_bytes=139)
