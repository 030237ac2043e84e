"""/quiz daily and review, and playing alone: seen by one player only, until they share how it went."""

import hashlib
from dataclasses import replace

from discord import app_commands

from bot.cards.message import Card, outgoing
from bot.cards.placing_alone import picks_of
from bot.cards.quiz_alone import alone_card, end_card, nothing_due_card
from bot.cards.quiz_daily import daily_line
from bot.cards.quiz_ids import (
    AloneChoice,
    AloneLock,
    AloneNext,
    AlonePick,
    DailyOpen,
    DailyShare,
    ReviewOpen,
    SoloAgain,
    SoloArticle,
    SoloStart,
)
from bot.client import Backchannel
from bot.model.budget import Cost
from bot.model.ids import MessageId, QuizId, UserId
from bot.model.players import AloneView, Due
from bot.model.quiz import QuizTopic
from bot.quizmaster.desk import QuizWish, Table
from bot.routing import (
    Chosen,
    Interaction,
    JoiningCog,
    channel_of,
    defer,
    desk_of,
    guild_of,
    pressed,
    replace_card,
    show,
)

_SEEDS = 2**31


class QuizAlone(JoiningCog):
    """Quizzes of one player."""

    GROUP = "quiz"

    @app_commands.command()
    async def daily(self, interaction: Interaction) -> None:
        """Play today’s five questions, the same for everyone in this server."""
        await self._play_daily(interaction)

    @app_commands.command()
    async def review(self, interaction: Interaction) -> None:
        """Be asked again what you missed, and what is due."""
        await self._review(interaction)

    @pressed(SoloStart)
    async def solo(self, interaction: Interaction, _: SoloStart, __: Chosen) -> None:
        """Play alone, about the server's pair."""
        await self._play_solo(interaction)

    @pressed(SoloArticle)
    async def solo_on_article(self, interaction: Interaction, card: SoloArticle, _: Chosen) -> None:
        """Play alone, about an article."""
        await self._play_solo(interaction, QuizWish(topic=QuizTopic(article=card.article)))

    @pressed(SoloAgain)
    async def solo_again(self, interaction: Interaction, card: SoloAgain, _: Chosen) -> None:
        """Play alone again, about the same."""
        settings = await self.services.digests.settings(desk_of(interaction))
        await self._play_solo(interaction, await self.services.quizzes.again(card.quiz, pair=settings.pair))

    @pressed(AloneChoice)
    async def answer(self, interaction: Interaction, card: AloneChoice, _: Chosen) -> None:
        """Take an answer, and show at once what is right."""
        await self._answer(interaction, card.quiz, card.round_number, card.choice)

    @pressed(AlonePick)
    async def pick(self, interaction: Interaction, card: AlonePick, chosen: Chosen) -> None:
        """Give an option of a placed question its target; nothing is locked in yet."""
        view = await self.services.players.view(card.quiz, _user(interaction))
        if view.number != card.round_number or view.choice is not None:
            await replace_card(interaction, alone_card(view))
            return
        picks = list(picks_of(card.picks, view.question.question))
        picks[card.option] = int(chosen[0])
        await replace_card(interaction, alone_card(view, picks=picks))

    @pressed(AloneLock)
    async def lock(self, interaction: Interaction, card: AloneLock, _: Chosen) -> None:
        """Take the answer to a placed question."""
        view = await self.services.players.view(card.quiz, _user(interaction))
        question = view.question.question
        picks = [pick for pick in picks_of(card.picks, question) if pick is not None]
        if view.number != card.round_number or len(picks) < len(question.options):
            await replace_card(interaction, alone_card(view))
            return
        await self._answer(interaction, card.quiz, card.round_number, question.choice_of(picks))

    @pressed(AloneNext)
    async def go_on(self, interaction: Interaction, card: AloneNext, _: Chosen) -> None:
        """Show the next question, or how the quiz ended."""
        view = await self.services.players.go_on(card.quiz, after=card.after, player=_user(interaction))
        await replace_card(interaction, await self._shown(view))

    @pressed(DailyOpen)
    async def open_daily(self, interaction: Interaction, _: DailyOpen, __: Chosen) -> None:
        """Play today's five."""
        await self._play_daily(interaction)

    @pressed(DailyShare)
    async def share(self, interaction: Interaction, card: DailyShare, _: Chosen) -> None:
        """Post the line without answers, once: of two clicks at the same moment the nonce lets one through."""
        guild_of(interaction)  # nothing is posted outside of the servers where the bot is
        await interaction.response.defer()
        view = await self.services.players.view(card.quiz, _user(interaction))
        end = await self.services.players.end(view)
        if not end.is_shared:
            channel = _table(interaction).channel
            nonce = hashlib.sha256(f"daily:{card.quiz}:{channel}".encode()).hexdigest()[:24]
            line = outgoing(daily_line(end, interaction.user.display_name))
            message = await self.bot.get_partial_messageable(channel).send(**line, nonce=nonce)
            await self.services.players.note_shared(view, MessageId(message.id))
            end = replace(end, is_shared=True)
        await interaction.edit_original_response(**outgoing(end_card(end)))

    @pressed(ReviewOpen)
    async def open_review(self, interaction: Interaction, _: ReviewOpen, __: Chosen) -> None:
        """Begin a review."""
        await self._review(interaction)

    async def _play_solo(self, interaction: Interaction, wish: QuizWish | None = None) -> None:
        self.spend(interaction, Cost.QUIZ)
        await defer(interaction, is_private=True)
        view = await self.services.players.solo(_table(interaction), wish, seed=interaction.id % _SEEDS)
        await show(interaction, alone_card(view), is_private=True)

    async def _play_daily(self, interaction: Interaction) -> None:
        await defer(interaction, is_private=True)
        view = await self.services.players.daily(_table(interaction))
        await show(interaction, await self._shown(view), is_private=True)

    async def _review(self, interaction: Interaction) -> None:
        await defer(interaction, is_private=True)
        found = await self.services.players.review(_table(interaction), seed=interaction.id % _SEEDS)
        card = nothing_due_card(found) if isinstance(found, Due) else alone_card(found)
        await show(interaction, card, is_private=True)

    async def _answer(self, interaction: Interaction, quiz: QuizId, number: int, choice: int) -> None:
        view = await self.services.players.answer(
            quiz,
            number,
            player=_user(interaction),
            choice=choice,
            clicked_at=interaction.created_at,
        )
        await replace_card(interaction, alone_card(view))

    async def _shown(self, view: AloneView) -> Card:
        return end_card(await self.services.players.end(view)) if view.is_over else alone_card(view)


def _user(interaction: Interaction) -> UserId:
    return UserId(interaction.user.id)


def _table(interaction: Interaction) -> Table:
    return Table(guild=desk_of(interaction), channel=channel_of(interaction), host=_user(interaction))


async def setup(bot: Backchannel) -> None:
    """Add the cog to the group of the channels' quizzes; discord.py calls it."""
    await QuizAlone.join(bot)
