"""What a quiz is made of that somebody wished for: an article first, then what came before it."""

from datetime import date

import pytest

from bot.model.countries import Dyad
from bot.model.dates import DateRange
from bot.model.errors import NotEnoughFactsError
from bot.model.ids import ArticleId, CountryCode
from bot.model.plover import EventType
from bot.model.quiz import QuizTopic
from bot.model.reading import Reading
from bot.model.stored import NewArticle
from bot.quizmaster.wishes import Wished, topic_title, wished
from data import articles, events
from data.store import Store
from tests.quiz.games import GUILD, NOON
from tests.quiz.world import GAZETTEER, Cast, call_reading, event, in_month, no_event_reading, reading

US_CHINA = Dyad(first=CountryCode("USA"), second=CountryCode("CHN"))
POSTED = date(2023, 6, 30)
CODES = ("CHN", "USA")
CAST = (Cast(name="China", code="CHN"), Cast(name="United States", code="USA"))


def told(line: str, kind: EventType, posted: date = POSTED) -> Reading:
    """Return a report of one thing that China did towards the United States in its month."""
    deed = event(kind, line, (0,), (1,), in_month(posted.year, posted.month), codes=CODES, salience=0.96)
    return reading((f"{line}.",), CAST, (deed,), published=posted)


RECALLS = told("China recalls its ambassador from the United States", EventType.SANCTION)
SPEAKS = told("China speaks to the United States", EventType.CONSULT)


async def add(store: Store, read: Reading) -> ArticleId:
    new = NewArticle(reading=read, added_at=NOON, guild=GUILD)
    number, _ = await store.write(lambda conn: articles.add_article(conn, new))
    return number


async def on(store: Store, article: ArticleId, *, limit: int = 10) -> Wished:
    topic = QuizTopic(article=article)
    return await wished(store, topic, guild=GUILD, gazetteer=GAZETTEER, seed=5, limit=limit, may_widen=True)


def are_own(found: Wished) -> list[bool]:
    """Tell of each question whether it is on the article itself."""
    return [any(source.article == found.topic.article for source in one.sources) for one in found.questions]


async def test_an_article_s_own_questions_come_first_and_then_what_came_before_it(store: Store) -> None:
    article = await add(store, RECALLS)
    alone = await on(store, article)
    await add(store, call_reading())
    filled = await on(store, article)
    own = len(alone.questions)
    assert all(are_own(alone))
    assert own < len(filled.questions) <= 10
    assert are_own(filled) == [True] * own + [False] * (len(filled.questions) - own)
    assert filled.title == alone.title
    facts = [one.question.fact for one in filled.questions]
    assert len(facts) == len(set(facts))


async def test_what_came_before_was_before_and_is_not_told_by_the_article(store: Store) -> None:
    await add(store, call_reading())
    article = await add(store, RECALLS)
    found = await store.read(lambda conn: articles.get_article(conn, article, guild=GUILD))
    quiz = await on(store, article)
    asked = {n for one, is_own in zip(quiz.questions, are_own(quiz), strict=True) if not is_own for n in one.events}
    assert asked
    assert asked.isdisjoint(found.event_ids)
    for one in await store.read(lambda conn: events.still_known(conn, sorted(asked), guild=GUILD)):
        assert one.event.when.range is not None
        assert one.event.when.range.end < POSTED


async def test_the_same_seed_makes_the_same_quiz(store: Store) -> None:
    await add(store, call_reading())
    article = await add(store, RECALLS)
    assert await on(store, article) == await on(store, article)


@pytest.mark.parametrize("limit", [1, 3, 5])
async def test_no_more_is_asked_than_was_wished(store: Store, limit: int) -> None:
    await add(store, call_reading())
    assert len((await on(store, await add(store, RECALLS), limit=limit)).questions) <= limit


async def test_an_article_without_questions_of_its_own_is_asked_of_what_came_before(store: Store) -> None:
    await add(store, call_reading())
    quiz = await on(store, await add(store, SPEAKS))
    assert len(quiz.questions) >= 3
    assert not any(are_own(quiz))


async def test_nothing_is_asked_where_no_two_countries_are_told_of(store: Store) -> None:
    await add(store, call_reading())
    with pytest.raises(NotEnoughFactsError):
        await on(store, await add(store, no_event_reading()))


async def test_what_may_have_come_after_an_article_is_not_asked(store: Store) -> None:
    await add(store, call_reading())
    within = told("China recalls its ambassador from the United States", EventType.SANCTION, date(2023, 5, 10))
    quiz = await on(store, await add(store, within))
    asked = sorted({number for one in quiz.questions[1:] for number in one.events})
    for one in await store.read(lambda conn: events.still_known(conn, asked, guild=GUILD)):
        assert one.event.when.range is not None
        assert one.event.when.range.end < date(2023, 5, 10)


async def test_what_came_after_an_article_is_not_asked(store: Store) -> None:
    await add(store, call_reading())
    early = told("China recalls its ambassador from the United States", EventType.SANCTION, date(2021, 6, 14))
    assert all(are_own(await on(store, await add(store, early))))


def test_what_a_quiz_is_called() -> None:
    year = DateRange(start=date(2023, 1, 1), end=date(2023, 12, 31))
    for topic, title in (
        (QuizTopic(pair=US_CHINA, period=year), "🇺🇸 US – 🇨🇳 China · 2023"),
        (QuizTopic(actor="Qin Gang"), "Qin Gang"),
        (QuizTopic(actor="Qin Gang", pair=US_CHINA), "Qin Gang · 🇺🇸 US – 🇨🇳 China"),
        (QuizTopic(), "All that is recorded"),
    ):
        assert topic_title(topic, GAZETTEER) == title
