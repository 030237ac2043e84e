"""/quiz stop, and the buttons that stop a game or go on with it."""

from discord import app_commands

from bot.cards.message import outgoing
from bot.cards.quiz_ids import QuizResume, QuizStop, QuizStopAfter
from bot.cards.quiz_notices import stop_card, stopping_card
from bot.client import Backchannel
from bot.model.errors import QuizStateError
from bot.model.ids import QuizId, UserId
from bot.model.language import told
from bot.model.quiz import QuizState
from bot.routing import Chosen, Interaction, JoiningCog, channel_of, defer, pressed, show


class QuizStops(JoiningCog):
    """Ends and pauses of games."""

    GROUP = "quiz"

    @app_commands.command()
    async def stop(self, interaction: Interaction) -> None:
        """Stop the quiz in this channel; what was answered so far counts."""
        await defer(interaction, is_private=True)
        running = await self.services.quizzes.running(channel_of(interaction))
        if running is None:
            raise QuizStateError(user_text=told("No quiz is running in this channel."))
        session, _ = running
        self.services.quizzes.check_stop(session, user=UserId(interaction.user.id), may_manage=_may_manage(interaction))
        if session.state is QuizState.PAUSED:
            await self._stop(interaction, session.id)
            await show(interaction, stopping_card(session.title, after_round=False), is_private=True)
        else:
            await show(interaction, stop_card(session.id, session.title), is_private=True)

    @pressed(QuizResume)
    async def resume(self, interaction: Interaction, card: QuizResume, _: Chosen) -> None:
        """Go on with a paused quiz."""
        await interaction.response.defer()
        if not await self.bot.stage.resume(await self.services.quizzes.session(card.quiz)):
            raise QuizStateError(user_text=told("This quiz is not paused any more."))

    @pressed(QuizStop)
    async def stop_now(self, interaction: Interaction, card: QuizStop, _: Chosen) -> None:
        """Stop a quiz for good: from the card of its pause, or from the question to the person who stops it."""
        await self._answer_stop(interaction, card.quiz, is_now=True)

    @pressed(QuizStopAfter)
    async def stop_after(self, interaction: Interaction, card: QuizStopAfter, _: Chosen) -> None:
        """Stop a quiz after its open round; between two rounds at once."""
        await self._answer_stop(interaction, card.quiz, is_now=False)

    async def _answer_stop(self, interaction: Interaction, quiz: QuizId, *, is_now: bool) -> None:
        await interaction.response.defer()
        session = await self.services.quizzes.session(quiz)
        waits = not is_now and await self.services.quizzes.stop_after_round(
            quiz, user=UserId(interaction.user.id), may_manage=_may_manage(interaction)
        )
        if not waits:
            await self._stop(interaction, quiz)
        if interaction.message is not None and interaction.message.flags.ephemeral:
            await interaction.edit_original_response(**outgoing(stopping_card(session.title, after_round=waits)))

    async def _stop(self, interaction: Interaction, quiz: QuizId) -> None:
        session = await self.services.quizzes.session(quiz)
        _, void = await self.services.quizzes.stop(
            quiz, user=UserId(interaction.user.id), may_manage=_may_manage(interaction)
        )
        await self.bot.stage.stopped(session, void)


def _may_manage(interaction: Interaction) -> bool:
    return interaction.guild_id is not None and interaction.permissions.manage_messages


async def setup(bot: Backchannel) -> None:
    """Add the cog to the group of the channels' quizzes; discord.py calls it."""
    await QuizStops.join(bot)
