"""/quiz board, me and forget: who leads in a server, and what it keeps of each player."""

from discord import app_commands

from bot.cards.message import Card
from bot.cards.quiz_ids import (
    BoardMeasure,
    BoardOpen,
    BoardOwn,
    BoardPeriod,
    ForgetAsk,
    ForgetConfirm,
    Listing,
    SheetListing,
    SheetOpen,
)
from bot.cards.quiz_sheet import forget_card, forgotten_card, sheet_card
from bot.cards.quiz_standings import own_standing_card, standings_card
from bot.client import Backchannel
from bot.model.ids import UserId
from bot.model.players import Measure, Period
from bot.routing import Chosen, Interaction, JoiningCog, defer, guild_of, pressed, replace_card, show
from bot.speech import speak_privately


class QuizPlayers(JoiningCog):
    """Players and their tables."""

    GROUP = "quiz"

    @app_commands.command()
    async def me(self, interaction: Interaction) -> None:
        """What this server keeps of your answers; only you see it."""
        await defer(interaction, is_private=True)
        await show(interaction, await self._sheet(interaction), is_private=True)

    @app_commands.command()
    async def forget(self, interaction: Interaction) -> None:
        """Delete your answers, your review and your rating in this server."""
        await self._ask_to_forget(interaction)

    @app_commands.command()
    @app_commands.describe(by="What is ranked; points if left out", time="Over what time; all of it if left out")
    @app_commands.choices(
        by=[
            app_commands.Choice(name=name, value=measure.value)
            for name, measure in (
                ("Points", Measure.POINTS),
                ("Accuracy", Measure.ACCURACY),
                ("Daily streak", Measure.STREAK),
            )
        ],
        time=[
            app_commands.Choice(name=name, value=period.value)
            for name, period in (
                ("Today", Period.TODAY),
                ("7 days", Period.WEEK),
                ("30 days", Period.MONTH),
                ("All time", Period.ALL),
            )
        ],
    )
    async def board(
        self, interaction: Interaction, by: str = Measure.POINTS.value, time: str = Period.ALL.value
    ) -> None:
        """Who leads in this server."""
        await defer(interaction)
        board = await self.services.players.board(guild_of(interaction), Measure(by), Period(time))
        await show(interaction, standings_card(board))

    @pressed(BoardOpen)
    async def open_board(self, interaction: Interaction, _: BoardOpen, __: Chosen) -> None:
        """Show the board to one player."""
        await defer(interaction, is_private=True)
        board = await self.services.players.board(guild_of(interaction), Measure.POINTS, Period.ALL)
        await show(interaction, standings_card(board), is_private=True)

    @pressed(BoardMeasure)
    async def rank_by(self, interaction: Interaction, card: BoardMeasure, chosen: Chosen) -> None:
        """Rank the board by something else."""
        board = await self.services.players.board(guild_of(interaction), Measure(chosen[0]), card.period)
        await replace_card(interaction, standings_card(board))

    @pressed(BoardPeriod)
    async def rank_over(self, interaction: Interaction, card: BoardPeriod, chosen: Chosen) -> None:
        """Rank over another stretch of time."""
        board = await self.services.players.board(guild_of(interaction), card.measure, Period(chosen[0]))
        await replace_card(interaction, standings_card(board))

    @pressed(BoardOwn)
    async def own(self, interaction: Interaction, card: BoardOwn, _: Chosen) -> None:
        """Tell one player where they stand."""
        speak_privately(interaction)
        own = await self.services.players.standing(guild_of(interaction), _user(interaction), card.measure, card.period)
        await show(interaction, own_standing_card(own), is_private=True)

    @pressed(SheetOpen)
    async def open_sheet(self, interaction: Interaction, _: SheetOpen, __: Chosen) -> None:
        """Show a player's record on this card."""
        await replace_card(interaction, await self._sheet(interaction))

    @pressed(SheetListing)
    async def set_listed(self, interaction: Interaction, card: SheetListing, _: Chosen) -> None:
        """Let boards name the player, or not."""
        is_listed = card.listing is Listing.SHOW
        await self.services.players.set_listed(guild_of(interaction), _user(interaction), is_listed)
        await replace_card(interaction, await self._sheet(interaction))

    @pressed(ForgetAsk)
    async def ask_to_forget(self, interaction: Interaction, _: ForgetAsk, __: Chosen) -> None:
        """Ask whether all is to be deleted."""
        await self._ask_to_forget(interaction)

    @pressed(ForgetConfirm)
    async def forget_all(self, interaction: Interaction, _: ForgetConfirm, __: Chosen) -> None:
        """Delete what the server keeps of the player."""
        answers = await self.services.players.forget(guild_of(interaction), _user(interaction))
        await replace_card(interaction, forgotten_card(answers))

    async def _sheet(self, interaction: Interaction) -> Card:
        sheet = await self.services.players.sheet(guild_of(interaction), _user(interaction))
        return sheet_card(sheet, self.services.gazetteer)

    async def _ask_to_forget(self, interaction: Interaction) -> None:
        await defer(interaction, is_private=True)
        sheet = await self.services.players.sheet(guild_of(interaction), _user(interaction))
        await show(interaction, forget_card(sheet), is_private=True)


def _user(interaction: Interaction) -> UserId:
    return UserId(interaction.user.id)


async def setup(bot: Backchannel) -> None:
    """Add the cog to the group of the channels' quizzes; discord.py calls it."""
    await QuizPlayers.join(bot)
