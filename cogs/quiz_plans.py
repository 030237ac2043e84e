"""The server's planned quiz: each player locks in alone, and looks at a question once the answers are out."""

from bot.cards.message import Card
from bot.cards.placing_alone import picks_of
from bot.cards.quiz import reveal_card
from bot.cards.quiz_ids import (
    PlanChoice,
    PlanGo,
    PlanLock,
    PlanLook,
    PlanOpen,
    PlanPickQuestion,
    PlanPlace,
    PlanSheet,
)
from bot.cards.quiz_plan_alone import plan_question_card, plan_result_card, plan_sheet_card, plan_waits_card
from bot.client import Backchannel
from bot.model.ids import QuizId, UserId
from bot.model.quiz import LockOutcome
from bot.model.quiz_plan import PlanView
from bot.routing import CardCog, Chosen, Interaction, guild_of, pressed, replace_card, show
from bot.speech import speak_privately

_TAKEN = frozenset({LockOutcome.LOCKED, LockOutcome.CHANGED, LockOutcome.SAME})


class QuizPlans(CardCog):
    """Planned quizzes."""

    @pressed(PlanOpen)
    async def open(self, interaction: Interaction, card: PlanOpen, _: Chosen) -> None:
        """Show the player their next question; what they locked in where all are answered; how it went once closed."""
        speak_privately(interaction)
        await show(interaction, await self._now(await self._view(interaction, card.quiz)), is_private=True)

    @pressed(PlanSheet)
    async def sheet(self, interaction: Interaction, card: PlanSheet, _: Chosen) -> None:
        """Show what is locked in."""
        view = await self._view(interaction, card.quiz)
        await replace_card(interaction, await self._now(view) if view.is_over else plan_sheet_card(view))

    @pressed(PlanGo)
    async def go_on(self, interaction: Interaction, card: PlanGo, _: Chosen) -> None:
        """Show the next question without an answer."""
        await replace_card(interaction, await self._now(await self._view(interaction, card.quiz), start=card.start))

    @pressed(PlanPickQuestion)
    async def pick_question(self, interaction: Interaction, card: PlanPickQuestion, chosen: Chosen) -> None:
        """Show the question that was chosen."""
        view = await self._view(interaction, card.quiz)
        number = int(chosen[0])
        is_asked = not view.is_over and number in view.numbers
        await replace_card(interaction, plan_question_card(view, number) if is_asked else await self._now(view))

    @pressed(PlanChoice)
    async def answer(self, interaction: Interaction, card: PlanChoice, _: Chosen) -> None:
        """Lock an answer in, and show the next question."""
        await self._answer(interaction, card.quiz, card.round_number, card.choice)

    @pressed(PlanPlace)
    async def place(self, interaction: Interaction, card: PlanPlace, chosen: Chosen) -> None:
        """Give an option of a placed question its target; nothing is locked in yet."""
        view = await self._view(interaction, card.quiz)
        if view.is_over or card.round_number not in view.numbers:
            await replace_card(interaction, await self._now(view))
            return
        picks = list(picks_of(card.picks, view.asked(card.round_number)))
        picks[card.option] = int(chosen[0])
        await replace_card(interaction, plan_question_card(view, card.round_number, picks=picks))

    @pressed(PlanLock)
    async def lock(self, interaction: Interaction, card: PlanLock, _: Chosen) -> None:
        """Lock in a placed question."""
        view = await self._view(interaction, card.quiz)
        question = view.asked(card.round_number)
        picks = [pick for pick in picks_of(card.picks, question) if pick is not None]
        if len(picks) < len(question.options):
            await replace_card(interaction, await self._now(view))
            return
        await self._answer(interaction, card.quiz, card.round_number, question.choice_of(picks))

    @pressed(PlanLook)
    async def look(self, interaction: Interaction, card: PlanLook, chosen: Chosen) -> None:
        """Show one player all that is told of a question."""
        speak_privately(interaction)
        result, names = await self.services.plans.result(card.quiz, int(chosen[0]), guild=guild_of(interaction))
        await show(interaction, reveal_card(result, names=names), is_private=True)

    async def _view(self, interaction: Interaction, quiz: QuizId) -> PlanView:
        return await self.services.plans.view(
            quiz, guild=guild_of(interaction), player=UserId(interaction.user.id), at=interaction.created_at
        )

    async def _answer(self, interaction: Interaction, quiz: QuizId, number: int, choice: int) -> None:
        view = await self.services.plans.answer(
            quiz,
            number,
            guild=guild_of(interaction),
            player=UserId(interaction.user.id),
            choice=choice,
            clicked_at=interaction.created_at,
        )
        is_taken = view.outcome in _TAKEN
        shown = await self._now(view, start=number + 1) if is_taken or view.is_over else plan_sheet_card(view)
        await replace_card(interaction, shown)

    async def _now(self, view: PlanView, *, start: int = 0) -> Card:
        """Return what a player is to see next."""
        if view.is_over:
            end = await self.services.plans.end(view)
            return plan_waits_card(view) if end is None else plan_result_card(view, end)
        number = view.next_open(start)
        return plan_sheet_card(view) if number is None else plan_question_card(view, number)


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(QuizPlans(bot))
