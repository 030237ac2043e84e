"""Players' clicks in a quiz: an option, a placed question's form, the source of an answer."""

from bot.cards.placing import picked, picks_from_text, placing_card
from bot.cards.quiz import lock_in_card, source_card
from bot.cards.quiz_ids import QuizChoice, QuizLock, QuizPick, QuizPlace, QuizSource
from bot.client import Backchannel
from bot.model.ids import UserId
from bot.routing import CardCog, Chosen, Interaction, pressed, replace_card, show
from bot.speech import speak_privately


class QuizAnswers(CardCog):
    """Answers. Each is acknowledged as soon as it is stored, before anything else is done."""

    @pressed(QuizChoice)
    async def answer(self, interaction: Interaction, card: QuizChoice, _: Chosen) -> None:
        """Take a player's answer, and tell them alone what counts."""
        speak_privately(interaction)
        user = UserId(interaction.user.id)
        lock_in = await self.services.quizzes.answer(
            card.quiz, card.round_number, user=user, choice=card.choice, clicked_at=interaction.created_at
        )
        await show(interaction, lock_in_card(lock_in), is_private=True)
        await self.bot.stage.answered(lock_in, user, interaction.user.display_name)

    @pressed(QuizPlace)
    async def open_form(self, interaction: Interaction, card: QuizPlace, _: Chosen) -> None:
        """Show one player the form of a placed question, with what they locked in already."""
        speak_privately(interaction)
        shown = await self.services.quizzes.placing(
            card.quiz, card.round_number, user=UserId(interaction.user.id), clicked_at=interaction.created_at
        )
        await show(interaction, placing_card(shown), is_private=True)

    @pressed(QuizPick)
    async def pick(self, interaction: Interaction, card: QuizPick, chosen: Chosen) -> None:
        """Give an option its target, on the player's own form."""
        shown = await self.services.quizzes.placing(
            card.quiz,
            card.round_number,
            user=UserId(interaction.user.id),
            clicked_at=interaction.created_at,
            picks=picked(card, int(chosen[0])),
        )
        await replace_card(interaction, placing_card(shown))

    @pressed(QuizLock)
    async def lock(self, interaction: Interaction, card: QuizLock, _: Chosen) -> None:
        """Take the form as the player's answer."""
        user = UserId(interaction.user.id)
        lock_in = await self.services.quizzes.place(
            card.quiz,
            card.round_number,
            user=user,
            picks=picks_from_text(card.picks),
            clicked_at=interaction.created_at,
        )
        await replace_card(interaction, lock_in_card(lock_in))
        await self.bot.stage.answered(lock_in, user, interaction.user.display_name)

    @pressed(QuizSource)
    async def source(self, interaction: Interaction, card: QuizSource, _: Chosen) -> None:
        """Show one player the sentences that prove the answer."""
        speak_privately(interaction)
        result = await self.services.quizzes.result(card.quiz, card.round_number)
        question = result.question
        await show(interaction, source_card(question.question, question.sources, number=result.number), is_private=True)


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(QuizAnswers(bot))
