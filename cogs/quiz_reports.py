"""/quiz reports: the hidden questions, for those who manage the server to decide on."""

from typing import Any

from discord import app_commands

from bot.cards.bank import hidden_card
from bot.cards.quiz_ids import BankAskAgain, BankPage, BankWithdraw
from bot.client import Backchannel
from bot.model.bank import BankedQuestion
from bot.model.language import say, say_as
from bot.rights import Right, check_right, needs
from bot.routing import CardCog, Chosen, Interaction, guild_of, join_group, leave_group, pressed, replace_card, show
from bot.speech import speak_privately


class QuizReports(CardCog):
    """Questions that were reported, or whose answers look wrong."""

    async def cog_load(self) -> None:
        """Join the group of the quiz's commands."""
        await super().cog_load()
        command: app_commands.Command[Any, [], None] = app_commands.Command(
            name="reports",
            description="Questions that are hidden, and whether they are asked again.",
            callback=self.reports,
        )
        join_group(self.bot, "quiz", command)

    async def cog_unload(self) -> None:
        """Leave the group."""
        leave_group(self.bot, "quiz", "reports")
        await super().cog_unload()

    @needs(Right.MANAGE)
    async def reports(self, interaction: Interaction) -> None:
        """Show the questions that are hidden, and why."""
        speak_privately(interaction)
        hidden = await self.services.bank.hidden(guild_of(interaction), 0)
        await show(interaction, hidden_card(hidden), is_private=True)

    @pressed(BankPage)
    async def turn(self, interaction: Interaction, card: BankPage, _: Chosen) -> None:
        """Show another of them."""
        await self._show_page(interaction, card.page)

    @pressed(BankAskAgain)
    async def ask_again(self, interaction: Interaction, card: BankAskAgain, _: Chosen) -> None:
        """Let one be asked again."""
        await check_right(interaction, Right.MANAGE)
        decided = await self.services.bank.ask_again(guild_of(interaction), card.item)
        await self._show_page(interaction, card.page, done=say("Asked again"), stem=_stem(decided))

    @pressed(BankWithdraw)
    async def withdraw(self, interaction: Interaction, card: BankWithdraw, _: Chosen) -> None:
        """Take one out of all scores."""
        await check_right(interaction, Right.MANAGE)
        decided = await self.services.bank.withdraw(guild_of(interaction), card.item)
        await self._show_page(interaction, card.page, done=say_as("status", "Withdrawn"), stem=_stem(decided))

    async def _show_page(self, interaction: Interaction, page: int, *, done: str = "", stem: str = "") -> None:
        await check_right(interaction, Right.MANAGE)
        hidden = await self.services.bank.hidden(guild_of(interaction), page)
        await replace_card(interaction, hidden_card(hidden, done=done, stem=stem))


def _stem(decided: BankedQuestion) -> str:
    return decided.question.question.stem


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(QuizReports(bot))
