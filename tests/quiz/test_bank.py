"""The bank over a real SQLite store: kept once, taught by first answers, hidden in doubt, withdrawn with its events."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from bot import quizmaster
from bot.model.bank import BankedQuestion
from bot.model.errors import QuizStateError, StoreError
from bot.model.ids import ChannelId, EventId, GuildId, ItemId, QuizId, UserId
from bot.model.questions import QuestionKind
from bot.model.quiz import SourcedQuestion
from bot.model.stored import NewArticle
from bot.quiz import items, rating
from bot.quiz.make import drafts, from_reading, lay_out
from bot.quiz.odds.judge import EVERYTHING
from bot.quiz.pick import passing, pick
from bot.quizmaster import bank
from bot.quizmaster.bank import QuestionBank
from data import articles, events, guilds, quiz_items, quiz_learning, quizzes, reports, users
from data.reports import NewReport, ReportSubject
from data.schema import metadata, quiz_item_event
from data.store import Connection, Store
from tests.data.build import Told, add, on
from tests.data.test_grouping import BOTH, ISLAND, PORT
from tests.quiz.games import ANN, BEN, CLEO, GUILD, HOST, NOON, question, sourced
from tests.quiz.world import GAZETTEER, call_reading, steps_reading

OTHER_GUILD = GuildId(11)
CHANNELS = map(ChannelId, count(100))
LATER = NOON + timedelta(minutes=5)
PEOPLE = tuple(UserId(n) for n in range(1, 13))


@pytest.fixture
def admins(store: Store) -> QuestionBank:
    return QuestionBank(store, clock=lambda: LATER)


async def play(
    store: Store,
    choices: Mapping[UserId, int],
    asked: SourcedQuestion | None = None,
    *,
    guild: GuildId = GUILD,
    is_closed: bool = True,
) -> QuizId:
    """Play a quiz of one round in a channel of its own; option 0 is right."""
    session = await quizmaster.start(
        store,
        guild=guild,
        channel=next(CHANNELS),
        host=HOST,
        title="US – China",
        questions=[asked or sourced(question())],
        seed=1,
        now=NOON,
    )
    assert await quizmaster.open_next_round(store, session.id, after=-1, now=NOON)
    for user, choice in choices.items():
        await quizmaster.answer(
            store,
            session.questions,
            quiz=session.id,
            round_number=0,
            user=user,
            choice=choice,
            clicked_at=NOON + timedelta(seconds=2),
        )
    if is_closed:
        assert await quizmaster.close_round(store, session.id, 0, now=LATER)
    return session.id


async def item_of(store: Store, quiz: QuizId, guild: GuildId = GUILD) -> BankedQuestion:
    found = await store.read(lambda conn: quiz_items.item_of_round(conn, guild, quiz, 0))
    assert found is not None
    return await get(store, found)


async def get(store: Store, item: ItemId) -> BankedQuestion:
    return await store.read(lambda conn: quiz_items.get_item(conn, item))


async def ability(store: Store, user: UserId, guild: GuildId = GUILD) -> tuple[float, int]:
    return (await store.read(lambda conn: quiz_learning.abilities(conn, guild, [user])))[user]


async def report(store: Store, quiz: QuizId, user: UserId, words: str = "Not so.", guild: GuildId = GUILD) -> None:
    """Report the question of a quiz, as `Newsroom.report_mistake` does."""
    new = NewReport(
        guild=guild, user=user, subject=ReportSubject.QUESTION, quiz=quiz, round_number=0, comment=words,
        reported_at=LATER,
    )  # fmt: skip

    async def work(conn: Connection) -> None:
        await reports.add_report(conn, new)
        await bank.hide_reported(conn, guild, quiz, 0, now=LATER)

    await store.write(work)


async def test_a_question_is_kept_whole(store: Store) -> None:
    asked = replace(
        question(), options=("Dora", "Anna", "Cara"), key=0, reasons=("", "Later", "Not there"), difficulty=0.3, seed=9
    )
    quiz = await play(store, {}, sourced(asked))
    item = await item_of(store, quiz)
    kept = replace(asked, options=("Anna", "Cara", "Dora"), key=2, reasons=("Later", "Not there", ""))
    assert item.question == replace(sourced(asked), question=kept)
    assert item.difficulty == rating.prior(0.3)
    assert (item.answered, item.right, item.chosen, item.hidden_at, item.withdrawn_at) == (0, 0, (0, 0, 0), None, None)
    session = await store.read(lambda conn: quizzes.get_session(conn, quiz))
    assert session.questions[0] == replace(sourced(asked), item=item.id)


async def test_a_question_is_kept_once_a_server_however_it_is_shuffled(store: Store) -> None:
    asked = question()
    other = replace(asked, options=asked.options[::-1], key=3, difficulty=0.9)
    first, second = [await item_of(store, await play(store, {}, sourced(one))) for one in (asked, other)]
    elsewhere = await item_of(store, await play(store, {}, sourced(asked), guild=OTHER_GUILD), OTHER_GUILD)
    assert first == second
    assert elsewhere.id != first.id


async def test_one_answer_teaches_question_and_player(store: Store) -> None:
    item = await item_of(store, await play(store, {ANN: 0, BEN: 2}))
    difficulty, (ann, ben) = rating.after_round(
        0.0,
        0,
        [
            rating.Player(user=ANN, ability=0, answered=0, is_right=True),
            rating.Player(user=BEN, ability=0, answered=0, is_right=False),
        ],
        among=4,
    )
    assert (item.difficulty, item.answered, item.right, item.chosen) == (difficulty, 2, 1, (1, 0, 1, 0))
    assert await ability(store, ANN) == (ann.ability, 1)
    assert await ability(store, BEN) == (ben.ability, 1)
    assert await ability(store, CLEO) == (0.0, 0)
    assert await ability(store, ANN, OTHER_GUILD) == (0.0, 0)


async def test_choices_are_counted_by_the_record_s_order(store: Store) -> None:
    asked = question()
    await play(store, {ANN: 1}, sourced(asked))
    again = replace(asked, options=asked.options[::-1], key=3)
    item = await item_of(store, await play(store, {BEN: 3, CLEO: 2}, sourced(again)))
    assert item.chosen == (1, 2, 0, 0)


async def test_only_the_first_answer_of_a_player_teaches(store: Store) -> None:
    before = await item_of(store, await play(store, {ANN: 0}))
    known = await ability(store, ANN)
    after = await item_of(store, await play(store, {ANN: 1, BEN: 0}))
    assert (after.answered, after.right, after.chosen) == (2, 2, (2, 0, 0, 0))
    assert after.difficulty < before.difficulty
    assert await ability(store, ANN) == known


async def test_what_does_not_count_teaches_nothing_and_spoils_no_first_answer(store: Store) -> None:
    quiz = await play(store, {ANN: 1}, is_closed=False)
    await quizmaster.stop(store, quiz, user=HOST, may_manage=False, now=NOON)
    assert (await item_of(store, quiz)).answered == 0
    assert (await item_of(store, await play(store, {ANN: 0}))).chosen == (1, 0, 0, 0)


async def test_a_round_without_answers_teaches_nothing(store: Store) -> None:
    assert (await item_of(store, await play(store, {}))).answered == 0


async def test_a_placed_question_is_right_as_a_whole_and_no_option_is_counted(store: Store) -> None:
    asked = replace(question(QuestionKind.ORDER), options=("B", "A"), targets=("1st", "2nd"), placing=(1, 0), key=-1)
    item = await item_of(store, await play(store, {ANN: asked.right_choice, BEN: 0}, sourced(asked)))
    assert item.question.question.options == ("A", "B")
    assert (item.answered, item.right, item.chosen) == (2, 1, ())
    assert (await ability(store, ANN))[0] > 0 > (await ability(store, BEN))[0]


async def test_all_choose_one_wrong_option(store: Store) -> None:
    quiz = await play(store, dict.fromkeys(PEOPLE[:2], 3))
    assert (await item_of(store, quiz)).hidden_at is None
    quiz = await play(store, {PEOPLE[2]: 3})
    item = await item_of(store, quiz)
    assert (item.hidden_at, item.hidden_reason) == (LATER, "All 3 who answered chose “Dora”, which is not the key.")
    board = await quizmaster.board(store, quiz)
    assert (board.rounds, board.answered) == (1, 1)


async def test_a_distractor_beats_the_key(store: Store) -> None:
    quiz = await play(store, dict(zip(PEOPLE, (1, 1, 1, 0, 0), strict=False)))
    assert (await item_of(store, quiz)).hidden_reason == "“Bert” was chosen 3 times, the key twice."


async def test_two_people_hide_a_question_and_one_can_not(store: Store) -> None:
    first, second = await play(store, {ANN: 0}), await play(store, {BEN: 0})
    await report(store, first, ANN, "Two are right.")
    await report(store, second, ANN, "I said so.")
    assert (await item_of(store, first)).hidden_at is None
    await report(store, second, BEN, "")
    item = await item_of(store, first)
    assert (item.hidden_at, item.hidden_reason) == (LATER, "2 people reported it.")
    assert item.comments == ("Two are right.", "I said so.", "")


async def test_a_report_from_another_server_hides_nothing(store: Store) -> None:
    quiz = await play(store, {})
    await report(store, quiz, ANN, guild=OTHER_GUILD)
    await report(store, quiz, BEN, guild=OTHER_GUILD)
    assert (await item_of(store, quiz)).hidden_at is None


async def test_asked_again_by_an_admin_only_new_reports_hide_it(store: Store, admins: QuestionBank) -> None:
    quiz = await play(store, dict.fromkeys(PEOPLE[:3], 1))
    await report(store, quiz, ANN)
    item = await item_of(store, quiz)
    prints = items.fingerprint(item.question.question)
    assert await store.read(lambda conn: bank.refused(conn, GUILD)) == {prints}
    assert await admins.count_hidden(GUILD) == 1
    await admins.ask_again(GUILD, item.id)
    assert await store.read(lambda conn: bank.refused(conn, GUILD)) == frozenset()
    with pytest.raises(QuizStateError):
        await admins.ask_again(GUILD, item.id)
    quiz = await play(store, dict.fromkeys(PEOPLE[3:8], 1))
    after = await item_of(store, quiz)
    assert (after.hidden_at, after.chosen, after.checked_at, after.comments) == (None, (0, 8, 0, 0), LATER, ())
    await report(store, quiz, BEN)
    assert (await get(store, item.id)).hidden_at is None
    await report(store, quiz, CLEO)
    assert (await get(store, item.id)).hidden_reason == "2 people reported it."


async def test_an_admin_withdraws_a_question_and_its_points_are_gone(store: Store, admins: QuestionBank) -> None:
    quiz = await play(store, dict(zip(PEOPLE, (1, 1, 1, 0), strict=False)))
    await report(store, quiz, ANN)
    await report(store, quiz, BEN)
    assert [row.points for row in (await quizmaster.board(store, quiz)).rows] == [100, 0, 0, 0]
    item = await item_of(store, quiz)
    with pytest.raises(QuizStateError):
        await admins.withdraw(OTHER_GUILD, item.id)
    await admins.withdraw(GUILD, item.id)
    board = await quizmaster.board(store, quiz)
    assert (board.rows, board.rounds) == ((), 0)
    assert await admins.count_hidden(GUILD) == 0
    assert await store.read(lambda conn: reports.open_reports(conn, GUILD)) == ()
    assert len(await store.read(lambda conn: bank.refused(conn, GUILD))) == 1


async def test_a_withdrawn_question_learns_no_more(store: Store, admins: QuestionBank) -> None:
    running = await play(store, {CLEO: 0}, is_closed=False)
    quiz = await play(store, dict.fromkeys(PEOPLE[4:7], 1))
    await admins.withdraw(GUILD, (await item_of(store, quiz)).id)
    result = await quizmaster.close_round(store, running, 0, now=LATER)
    assert result is not None
    assert result.is_void
    assert (await item_of(store, quiz)).answered == 3
    assert await ability(store, CLEO) == (0.0, 0)


async def test_the_pages_of_hidden_questions(store: Store, admins: QuestionBank) -> None:
    assert (await admins.hidden(GUILD, 3)).shown is None
    hidden = [
        await item_of(store, await play(store, dict.fromkeys(PEOPLE[:3], 1), sourced(question(words=n))))
        for n in (5, 6)
    ]
    await play(store, dict.fromkeys(PEOPLE[:3], 1), guild=OTHER_GUILD)
    pages = [await admins.hidden(GUILD, page) for page in (0, 1, 2)]
    assert [(one.total, one.page, one.shown) for one in pages] == [
        (2, 0, hidden[0]),
        (2, 1, hidden[1]),
        (2, 1, hidden[1]),
    ]


async def about_events(store: Store) -> tuple[SourcedQuestion, EventId, EventId]:
    """A question of GUILD about two events of its own."""
    told = (
        Told(headline="They meet", when=on("2023-06-14"), place="Oslo"),
        Told(headline="Anna Reed asks for talks", source=("Anna Reed/USA",), when=on("2023-05-02")),
    )
    article = await add(store, *told, guild=GUILD)
    one, other = article.event_ids
    return replace(sourced(question()), events=(one, other)), one, other


async def test_a_withdrawn_event_takes_its_questions_out_of_all_scores(store: Store) -> None:
    asked, one, _ = await about_events(store)
    quiz, unrelated = await play(store, {ANN: 0}, asked), await play(store, {ANN: 0}, sourced(question(words=7)))
    assert (await quizmaster.board(store, quiz)).rows[0].points == 100
    await store.write(lambda conn: events.withdraw_event(conn, one, guild=GUILD, reason="A rumour.", at=LATER))
    assert (await item_of(store, quiz)).withdrawn_at == LATER
    assert (await quizmaster.board(store, quiz)).rows == ()
    assert (await quizmaster.result(store, quiz, 0)).is_void
    assert (await quizmaster.board(store, unrelated)).rows[0].points == 100
    later = await play(store, {BEN: 0}, replace(asked, question=question(words=4)))
    assert (await item_of(store, later)).withdrawn_at == NOON
    fresh = await play(store, {BEN: 0}, sourced(question(words=8)))
    assert (await item_of(store, fresh)).withdrawn_at is None
    assert (await item_of(store, unrelated)).withdrawn_at is None


async def test_questions_follow_events_that_turn_out_to_be_one(store: Store) -> None:
    """A third report, near both, shows that two headlines told one event."""
    port = (await add(store, PORT, guild=GUILD)).event_ids[0]
    island = (await add(store, ISLAND, text="An island.", guild=GUILD)).event_ids[0]
    of_port, of_island, of_both = [
        await item_of(store, await play(store, {ANN: 0}, replace(sourced(question(words=n)), events=about)))
        for n, about in enumerate(((port,), (island,), (port, island)), start=3)
    ]
    await add(store, BOTH, text="Both.", guild=GUILD, at=LATER)
    left = (await store.read(lambda conn: events.get_event(conn, port, guild=GUILD))).id
    rows = await store.read(lambda conn: conn.execute(quiz_item_event.select().order_by(quiz_item_event.c.item)))
    assert [tuple(row) for row in rows] == [(one.id, left) for one in (of_port, of_island, of_both)]
    withdrawn = [(await get(store, one.id)).withdrawn_at for one in (of_port, of_island, of_both)]
    assert withdrawn == [None, None, LATER]
    await store.write(lambda conn: events.withdraw_event(conn, left, guild=GUILD, reason="A rumour.", at=NOON))
    assert [(await get(store, one.id)).withdrawn_at for one in (of_port, of_island)] == [NOON, NOON]
    stale = replace(sourced(question(words=9)), events=(port, island))
    (kept,) = await store.write(lambda conn: bank.keep(conn, GUILD, [stale], NOON))
    assert kept.item is not None
    assert (await get(store, kept.item)).withdrawn_at == NOON


async def test_a_forgotten_server_has_no_bank(store: Store) -> None:
    asked, _, _ = await about_events(store)
    await play(store, dict.fromkeys(PEOPLE[:3], 1), asked)
    elsewhere = await play(store, {ANN: 0}, guild=OTHER_GUILD)
    await store.write(lambda conn: guilds.forget_guild(conn, GUILD))
    for table in metadata.tables.values():
        if table.name.startswith("quiz_"):
            rows = (await store.read(lambda conn, table=table: conn.execute(table.select()))).all()  # type: ignore[misc]  # bound per turn
            assert len(rows) == (
                0 if table.name in {"quiz_item_event", "quiz_item_decision", "quiz_daily", "quiz_plan"} else 1
            ), table.name
    assert (await item_of(store, elsewhere, OTHER_GUILD)).answered == 1


async def test_a_forgotten_user_leaves_the_question_s_numbers(store: Store) -> None:
    quiz = await play(store, {ANN: 0})
    before = await item_of(store, quiz)
    await store.write(lambda conn: users.forget_user(conn, ANN))
    assert await item_of(store, quiz) == before
    assert await ability(store, ANN) == (0.0, 0)


@pytest.mark.parametrize("seed", range(12))
def test_a_refused_question_is_not_made_and_its_fact_may_be_asked_otherwise(seed: int) -> None:
    reading, gazetteer = call_reading(), GAZETTEER
    made = from_reading(reading, gazetteer, seed=seed, limit=5, judge=EVERYTHING)
    refused = frozenset({items.fingerprint(made[0])})
    again = from_reading(reading, gazetteer, seed=seed, limit=5, without=refused, judge=EVERYTHING)
    assert refused.isdisjoint(map(items.fingerprint, again))
    assert len(again) >= len(made) - 1
    everything: frozenset[str] = frozenset()
    while found := from_reading(reading, gazetteer, seed=seed, limit=5, without=everything, judge=EVERYTHING):
        everything |= frozenset(map(items.fingerprint, found))
    assert refused < everything


async def test_a_quiz_begins_with_what_players_found_easy_and_leaves_out_what_is_hidden(
    store: Store, admins: QuestionBank
) -> None:
    article, _ = await store.write(
        lambda conn: articles.add_article(conn, NewArticle(reading=steps_reading(), added_at=NOON, guild=GUILD))
    )

    async def make() -> tuple[SourcedQuestion, ...]:
        return await quizmaster.article_questions(store, article, guild=GUILD, gazetteer=GAZETTEER, seed=1, limit=5)

    made = await make()
    hardest = made[-1]
    right = hardest.question.right_choice
    await play(store, dict.fromkeys(PEOPLE[:9], right), hardest)
    assert await make() == made
    quiz = await play(store, dict.fromkeys(PEOPLE[9:], right), hardest)
    easier = await make()
    assert [one.question.stem for one in easier] == [one.question.stem for one in (hardest, *made[:-1])]
    assert easier[0].question.difficulty < 0.2
    await report(store, quiz, ANN)
    await report(store, quiz, BEN)
    assert items.fingerprint(hardest.question) not in {items.fingerprint(one.question) for one in await make()}


def test_a_draft_is_known_by_the_fingerprint_of_its_question() -> None:
    """Of every kind that the article gives and that may be asked alone, and of a placed one."""
    desk = lay_out(call_reading(), GAZETTEER, 1)
    plain = [draft for draft, _ in passing(tuple(drafts(desk))) if draft.kind is not QuestionKind.TRUE_FALSE]
    steps = (("China fined a bank", "May"), ("China banned wine", "March"), ("China recalled an envoy", "June"))
    match = replace(plain[0], kind=QuestionKind.MATCH, stem="Match each event with its month.", key="", placed=steps)
    for draft in (*plain, match):
        ((asked, _),) = pick([draft], desk, 10, judge=EVERYTHING)
        print_ = items.fingerprint(asked)
        assert passing([draft], frozenset({print_})) == ()
        assert len(passing([draft], frozenset({print_[::-1]}))) == 1
    assert len({items.fingerprint(pick([one], desk, 1, judge=EVERYTHING)[0][0]) for one in (match, plain[0])}) == 2


async def test_a_store_that_fails_while_it_learns_leaves_the_round_open(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiz = await play(store, {ANN: 0}, is_closed=False)

    async def fail(*_: object, **__: object) -> None:
        raise StoreError("locked")

    with monkeypatch.context() as broken:
        broken.setattr(quiz_learning, "add_answers", fail)
        with pytest.raises(StoreError):
            await quizmaster.close_round(store, quiz, 0, now=LATER)
    assert await ability(store, ANN) == (0.0, 0)
    assert await quizmaster.close_round(store, quiz, 0, now=LATER)
    assert await quizmaster.close_round(store, quiz, 0, now=LATER) is None
    assert (await item_of(store, quiz)).answered == (await ability(store, ANN))[1] == 1


async def test_fifty_players_teach_at_once(store: Store) -> None:
    crowd = [UserId(n) for n in range(1, 51)]
    item = await item_of(store, await play(store, {user: int(user % 3 == 0) for user in crowd}))
    assert (item.answered, item.right, item.chosen) == (50, 34, (34, 16, 0, 0))
    assert {(await ability(store, user))[1] for user in crowd} == {1}
    assert len({await ability(store, user) for user in crowd}) == 2
