"""What editors decide about events, and the scores: questions fall, and come back where that is sound."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import quizmaster
from bot.model.decisions import Decision, DecisionKind, EventEdit, NewDecision
from bot.model.ids import EventId, QuizId, UserId
from bot.model.quiz import SourcedQuestion
from bot.quizmaster import bank
from data import event_desk, quiz_items
from data.store import Store
from tests.data.build import Told, add, on
from tests.quiz.games import ANN, GUILD, NOON, question, sourced
from tests.quiz.test_bank import OTHER_GUILD, play

LATER = NOON + timedelta(hours=1)
EDITOR = UserId(7)
MEETING = Told(headline="Anna Reed meets Li Wei in Oslo", source=("Anna Reed/USA",), when=on("2023-06-14"))
OTHER_DAY = replace(MEETING, headline="Anna Reed and Li Wei hold talks", when=on("2023-06-20"))


async def decide(store: Store, kind: DecisionKind, event: EventId, **more: object) -> Decision:
    new = NewDecision(guild=GUILD, by=EDITOR, at=LATER, kind=kind, event=event, **more)  # type: ignore[arg-type]  # by name
    return await store.write(lambda c: event_desk.decide(c, new, settled=()))


async def undo(store: Store, decision: Decision) -> None:
    await store.write(lambda c: event_desk.undo(c, decision.id, guild=GUILD, by=EDITOR, at=LATER))


async def points(store: Store, quiz: QuizId) -> list[int]:
    return [row.points for row in (await quizmaster.board(store, quiz)).rows]


def about(*numbers: EventId, words: int = 3) -> SourcedQuestion:
    return replace(sourced(question(words=words)), events=numbers)


@pytest.mark.parametrize("is_shared", [False, True], ids=["its own", "shared"])
async def test_a_withdrawal_redoes_the_scores_of_its_server_and_undoing_it_restores_them(
    store: Store, is_shared: bool
) -> None:
    (number,) = (await add(store, MEETING, guild=None if is_shared else GUILD)).event_ids
    quiz = await play(store, {ANN: 0}, about(number))
    elsewhere = await store.write(lambda c: bank.keep(c, OTHER_GUILD, [about(number)], NOON))
    assert await points(store, quiz) == [100]
    gone = await decide(store, DecisionKind.WITHDRAW, number, reason="A rumour.")
    assert await points(store, quiz) == []
    assert elsewhere[0].item is not None
    other = await store.read(lambda c: quiz_items.get_item(c, elsewhere[0].item))  # type: ignore[arg-type]  # asserted
    assert other.withdrawn_at is None
    late = await play(store, {ANN: 0}, about(number, words=4))
    assert await points(store, late) == []
    await undo(store, gone)
    assert await points(store, quiz) == [100]


@pytest.mark.parametrize(
    ("edit", "counts"),
    [
        (EventEdit(when=on("2023-06-15")), False),
        (EventEdit(place="Bergen"), False),
        (EventEdit(headline="Reed meets Li"), False),
    ],
    ids=["date", "place", "headline"],
)
async def test_an_edit_of_what_is_asked_takes_the_questions_out_and_undoing_brings_them_back(
    store: Store, edit: EventEdit, counts: bool
) -> None:
    (number,) = (await add(store, MEETING, guild=GUILD)).event_ids
    quiz = await play(store, {ANN: 0}, about(number))
    edited = await decide(store, DecisionKind.EDIT, number, edit=edit)
    assert bool(await points(store, quiz)) is counts
    await undo(store, edited)
    assert await points(store, quiz) == [100]


async def test_a_question_that_two_decisions_took_comes_back_with_the_last_of_them(store: Store) -> None:
    one, other = (await add(store, MEETING, OTHER_DAY, guild=GUILD)).event_ids
    quiz = await play(store, {ANN: 0}, about(one, other))
    first = await decide(store, DecisionKind.WITHDRAW, one, reason="A rumour.")
    second = await decide(store, DecisionKind.WITHDRAW, other, reason="A rumour.")
    await undo(store, first)
    assert await points(store, quiz) == []
    await undo(store, second)
    assert await points(store, quiz) == [100]


async def test_confirming_changes_no_score(store: Store) -> None:
    (number,) = (await add(store, MEETING, guild=GUILD)).event_ids
    quiz = await play(store, {ANN: 0}, about(number))
    await decide(store, DecisionKind.CONFIRM, number)
    assert await points(store, quiz) == [100]


async def test_a_merge_takes_what_asked_one_event_of_itself_and_undoing_parts_the_questions_again(store: Store) -> None:
    one = (await add(store, MEETING, text="One.", guild=GUILD)).event_ids[0]
    other = (await add(store, OTHER_DAY, text="Other.", guild=GUILD)).event_ids[0]
    of_both = await play(store, {ANN: 0}, about(one, other))
    of_other = await play(store, {ANN: 0}, about(other, words=4))
    of_one = await play(store, {ANN: 0}, about(one, words=5))
    merged = await decide(store, DecisionKind.MERGE, one, other=other)
    # The other's date is another now; the first's, which kept its own, still stands.
    assert [bool(await points(store, quiz)) for quiz in (of_both, of_other, of_one)] == [False, False, True]
    await undo(store, merged)
    assert [bool(await points(store, quiz)) for quiz in (of_both, of_other, of_one)] == [True, True, True]
    await decide(store, DecisionKind.WITHDRAW, other, reason="A rumour.")
    assert [bool(await points(store, quiz)) for quiz in (of_both, of_other, of_one)] == [False, False, True]


async def test_a_question_made_while_an_edit_held_falls_with_it(store: Store) -> None:
    (number,) = (await add(store, MEETING, guild=GUILD)).event_ids
    edited = await decide(store, DecisionKind.EDIT, number, edit=EventEdit(place="Bergen"))
    (kept,) = await store.write(lambda c: bank.keep(c, GUILD, [about(number, words=6)], LATER))
    assert kept.item is not None
    await undo(store, edited)
    item = await store.read(lambda c: quiz_items.get_item(c, kept.item))  # type: ignore[arg-type]  # asserted
    assert item.withdrawn_at == LATER
