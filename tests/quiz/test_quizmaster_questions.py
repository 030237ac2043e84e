"""What a quiz asks, over a real store: of an article, a pair, a period, an actor; and what was wished is kept."""

from datetime import date
from functools import partial

import pytest

from bot import quizmaster
from bot.model.countries import Dyad
from bot.model.dates import DateRange
from bot.model.errors import NotEnoughFactsError, NotFoundError
from bot.model.ids import CountryCode, GuildId
from bot.model.quiz import Pace, QuizMode, QuizTopic
from bot.model.stored import NewArticle
from bot.quizmaster.desk import QuizDesk, QuizWish, Table
from data import articles
from data.store import Store
from tests.quiz.games import CHANNEL, GUILD, HOST, NOON
from tests.quiz.world import GAZETTEER, call_reading, no_event_reading, steps_reading

US_CHINA = Dyad(first=CountryCode("USA"), second=CountryCode("CHN"))
LONG_AGO = DateRange(start=date(1990, 1, 1), end=date(1990, 12, 31))
TABLE = Table(guild=GUILD, channel=CHANNEL, host=HOST)


async def test_questions_of_a_stored_article_carry_their_sentences(store: Store) -> None:
    new = NewArticle(reading=steps_reading(), added_at=NOON, guild=GUILD)
    article, _ = await store.write(lambda conn: articles.add_article(conn, new))
    made = await quizmaster.article_questions(store, article, guild=GUILD, gazetteer=GAZETTEER, seed=5, limit=5)
    assert 3 <= len(made) <= 5
    for each in made:
        assert [source.sentence_index for source in each.sources] == list(each.question.sentences)
        assert all(source.published == date(2023, 6, 14) for source in each.sources)
    with pytest.raises(NotFoundError):
        await quizmaster.article_questions(store, article, guild=GuildId(11), gazetteer=GAZETTEER, seed=5, limit=5)


async def test_questions_of_a_pair_come_from_its_recorded_events(store: Store) -> None:
    new = NewArticle(reading=call_reading(), added_at=NOON, guild=GUILD)
    await store.write(lambda conn: articles.add_article(conn, new))
    pair = Dyad(first=CountryCode("USA"), second=CountryCode("CHN"))
    made = await quizmaster.topic_questions(
        store, QuizTopic(pair=pair), guild=GUILD, gazetteer=GAZETTEER, seed=5, limit=10
    )
    assert len(made) >= 3
    assert all(each.sources for each in made)
    other = Dyad(first=CountryCode("USA"), second=CountryCode("FRA"))
    with pytest.raises(NotEnoughFactsError):
        await quizmaster.topic_questions(
            store, QuizTopic(pair=other), guild=GUILD, gazetteer=GAZETTEER, seed=5, limit=10
        )


@pytest.mark.parametrize(("count", "is_enough"), [(1, False), (2, False), (3, True)])
async def test_an_article_s_quiz_may_have_one_question_and_one_on_records_needs_three(
    store: Store, count: int, is_enough: bool
) -> None:
    new = NewArticle(reading=steps_reading(), added_at=NOON, guild=GUILD)
    article, _ = await store.write(lambda conn: articles.add_article(conn, new))
    make = partial(quizmaster.topic_questions, store, guild=GUILD, gazetteer=GAZETTEER, seed=5, limit=count)
    assert len(await make(QuizTopic(article=article))) == count
    records = QuizTopic()
    if is_enough:
        assert len(await make(records)) == count
    else:
        with pytest.raises(NotEnoughFactsError):
            await make(records)


async def test_an_article_without_events_gives_no_padded_quiz(store: Store) -> None:
    new = NewArticle(reading=no_event_reading(), added_at=NOON, guild=GUILD)
    article, _ = await store.write(lambda conn: articles.add_article(conn, new))
    with pytest.raises(NotEnoughFactsError) as raised:
        await quizmaster.article_questions(store, article, guild=GUILD, gazetteer=GAZETTEER, seed=5, limit=5)
    assert raised.value.made == 0


@pytest.fixture
async def desk(store: Store) -> QuizDesk:
    """A desk over a store that knows one article."""
    await store.write(
        lambda conn: articles.add_article(conn, NewArticle(reading=call_reading(), added_at=NOON, guild=GUILD))
    )
    return QuizDesk(store, GAZETTEER, clock=lambda: NOON)


async def test_a_period_with_too_few_facts_is_widened_where_that_was_wished(desk: QuizDesk) -> None:
    topic = QuizTopic(pair=US_CHINA, period=LONG_AGO)
    with pytest.raises(NotEnoughFactsError):
        await desk.begin(QuizWish(topic=topic), TABLE, seed=5)
    session = await desk.begin(QuizWish(topic=topic, may_widen=True), TABLE, seed=5)
    assert session.topic == QuizTopic(pair=US_CHINA)
    assert session.title == "🇺🇸 US – 🇨🇳 China"


async def test_play_again_keeps_what_was_wished(desk: QuizDesk) -> None:
    wish = QuizWish(topic=QuizTopic(pair=US_CHINA), mode=QuizMode.RACE, pace=Pace.SHORT, rounds=20)
    session = await desk.begin(wish, TABLE, seed=5)
    assert len(session.questions) < 20
    other = Dyad(first=CountryCode("NOR"), second=CountryCode("CHL"))
    assert await desk.again(session.id, pair=other) == wish


async def test_play_again_of_a_quiz_stored_before_topics_were(desk: QuizDesk, store: Store) -> None:
    steps = NewArticle(reading=steps_reading(), added_at=NOON, guild=GUILD)
    article, _ = await store.write(lambda conn: articles.add_article(conn, steps))
    for topic in (QuizTopic(article=article), QuizTopic(pair=US_CHINA)):
        session = await desk.begin(QuizWish(topic=topic), TABLE, seed=5)
        await store.write(lambda conn: conn.exec_driver_sql("UPDATE quiz_session SET topic = NULL, wanted = NULL"))
        again = await desk.again(session.id, pair=US_CHINA)
        assert (again.topic, again.rounds) == (topic, len(session.questions))
        await desk.stop(session.id, user=HOST, may_manage=False)


async def test_questions_of_an_actor_or_a_period_come_from_their_events_only(desk: QuizDesk, store: Store) -> None:
    async def made(topic: QuizTopic) -> int:
        try:
            found = await quizmaster.topic_questions(store, topic, guild=GUILD, gazetteer=GAZETTEER, seed=5, limit=10)
        except NotEnoughFactsError as error:
            return error.made
        return len(found)

    everything = await made(QuizTopic())
    assert 0 < await made(QuizTopic(actor="Blinken")) <= everything
    assert await made(QuizTopic(actor="Nobody of this name")) == 0
    assert await made(QuizTopic(pair=US_CHINA, period=LONG_AGO)) == 0
    june = DateRange(start=date(2023, 6, 1), end=date(2023, 6, 30))
    assert 0 < await made(QuizTopic(period=june)) <= everything
