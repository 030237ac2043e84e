"""/quiz: games for everyone in a channel, from the recorded events or from one article."""

from collections.abc import Awaitable, Callable

import discord
from discord import app_commands

from bot.cards.ids import QuizAgain, QuizArticle, QuizChoice, QuizPeriod, QuizResume, QuizSource, QuizStop
from bot.cards.notices import notice
from bot.cards.quiz import lock_in_card, running_card, source_card
from bot.cards.tokens import Accent
from bot.client import Backchannel
from bot.model.errors import PermissionMissingError, QuizStateError
from bot.model.ids import ChannelId, QuizId, UserId
from bot.model.quiz import QuizSession
from bot.quizmaster.desk import Table
from bot.routing import CardCog, Chosen, Interaction, defer, guild_of, pressed, show

_QUESTIONS = 5
_CHOICE = 100
_Begin = Callable[[Table, int], Awaitable[QuizSession]]


class Quizzes(CardCog):
    """Quizzes."""

    group = app_commands.Group(name="quiz", description="Questions about what happened", guild_only=True)

    @group.command(name="start")
    @app_commands.describe(article="About one article; the server's pair if left out", questions="How many, 3 to 10")
    async def start(
        self,
        interaction: Interaction,
        article: str | None = None,
        questions: app_commands.Range[int, 3, 10] = _QUESTIONS,
    ) -> None:
        """Start a quiz for everyone in this channel."""
        guild = guild_of(interaction)

        async def begin(table: Table, seed: int) -> QuizSession:
            if article is not None:
                found = await self.services.newsroom.choose_article(article, guild)
                return await self.services.quizzes.on_article(found.id, table, seed=seed, limit=questions)
            settings = await self.services.digests.settings(guild)
            return await self.services.quizzes.on_pair(settings.pair, table, seed=seed, limit=questions)

        await self._begin(interaction, begin)

    @start.autocomplete("article")
    async def _suggest_articles(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        lines = await self.services.newsroom.find_articles(typed, guild_of(interaction))
        return [app_commands.Choice(name=line.title[:_CHOICE], value=str(line.id)) for line in lines]

    @group.command(name="stop")
    async def stop(self, interaction: Interaction) -> None:
        """Stop the quiz in this channel; what was answered so far counts."""
        await defer(interaction, is_private=True)
        running = await self.services.quizzes.running(_channel(interaction))
        if running is None:
            raise QuizStateError(user_text="No quiz is running in this channel.")
        await self._stop(interaction, running[0].id)

    @pressed(QuizArticle)
    async def on_article(self, interaction: Interaction, card: QuizArticle, _: Chosen) -> None:
        """Start a quiz on the article of this card."""
        await self._begin(
            interaction,
            lambda table, seed: self.services.quizzes.on_article(card.article, table, seed=seed, limit=_QUESTIONS),
        )

    @pressed(QuizPeriod)
    async def on_period(self, interaction: Interaction, card: QuizPeriod, _: Chosen) -> None:
        """Start a quiz on what this digest told."""
        await self._begin(
            interaction,
            lambda table, seed: self.services.quizzes.on_pair(
                card.pair, table, seed=seed, limit=_QUESTIONS, period=card.period
            ),
        )

    @pressed(QuizAgain)
    async def again(self, interaction: Interaction, card: QuizAgain, _: Chosen) -> None:
        """Start another quiz about the same."""
        settings = await self.services.digests.settings(guild_of(interaction))
        await self._begin(
            interaction,
            lambda table, seed: self.services.quizzes.again(
                card.quiz, table, pair=settings.pair, seed=seed, limit=_QUESTIONS
            ),
        )

    @pressed(QuizChoice)
    async def answer(self, interaction: Interaction, card: QuizChoice, _: Chosen) -> None:
        """Take a player's answer, and tell them alone what counts."""
        user = UserId(interaction.user.id)
        lock_in = await self.services.quizzes.answer(
            card.quiz, card.round_number, user=user, choice=card.choice, clicked_at=interaction.created_at
        )
        await show(interaction, lock_in_card(lock_in), is_private=True)
        await self.bot.stage.answered(lock_in, user, interaction.user.display_name)

    @pressed(QuizSource)
    async def source(self, interaction: Interaction, card: QuizSource, _: Chosen) -> None:
        """Show one player the sentences that prove the answer."""
        result = await self.services.quizzes.result(card.quiz, card.round_number)
        question = result.question
        await show(interaction, source_card(question.question, question.sources, number=result.number), is_private=True)

    @pressed(QuizResume)
    async def resume(self, interaction: Interaction, card: QuizResume, _: Chosen) -> None:
        """Go on with a paused quiz."""
        await defer(interaction, is_private=True)
        if not await self.bot.stage.resume(await self.services.quizzes.session(card.quiz)):
            raise QuizStateError(user_text="This quiz is not paused any more.")
        await interaction.delete_original_response()

    @pressed(QuizStop)
    async def stop_paused(self, interaction: Interaction, card: QuizStop, _: Chosen) -> None:
        """Stop a paused quiz for good."""
        await defer(interaction, is_private=True)
        await self._stop(interaction, card.quiz)

    async def _stop(self, interaction: Interaction, quiz: QuizId) -> None:
        session = await self.services.quizzes.session(quiz)
        board, void = await self.services.quizzes.stop(
            quiz, user=UserId(interaction.user.id), may_manage=interaction.permissions.manage_messages
        )
        await self.bot.stage.stopped(session, board, void)
        await interaction.delete_original_response()

    async def _begin(self, interaction: Interaction, begin: _Begin) -> None:
        await defer(interaction, is_private=True)
        channel = _channel(interaction)
        running = await self.services.quizzes.running(channel)
        if running is not None:
            session, current = running
            message = current.message if current else None
            url = f"https://discord.com/channels/{session.guild}/{channel}/{message}" if message else None
            await show(interaction, running_card(session.title, url), is_private=True)
            return
        _check_rights(interaction.app_permissions)
        table = Table(guild=guild_of(interaction), channel=channel, host=UserId(interaction.user.id))
        session = await begin(table, interaction.id % 2**31)
        await self.bot.stage.begin(session)
        begun = f"{len(session.questions)} questions. You can end it with /quiz stop."
        await show(interaction, notice(Accent.QUIZ, "Quiz", "The quiz has begun", begun), is_private=True)


def _channel(interaction: Interaction) -> ChannelId:
    assert interaction.channel_id is not None
    return ChannelId(interaction.channel_id)


def _check_rights(rights: discord.Permissions) -> None:
    missing = tuple(
        name
        for name, granted in (("View Channel", rights.view_channel), ("Send Messages", rights.send_messages))
        if not granted
    )
    if missing:
        raise PermissionMissingError(
            "can't post a quiz",
            user_text=f"Backchannel can’t post in this channel: allow {' and '.join(missing)} for it.",
            missing=missing,
        )


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(Quizzes(bot))
