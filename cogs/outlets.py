"""/outlet: what outlets a server's articles came from, and which of them it hides."""

from discord import app_commands

from bot.cards.desk_ids import OutletsOpen
from bot.cards.outlet_ids import OutletsPick, OutletsTurn, OutletWish
from bot.cards.outlets import outlets_card
from bot.cards.text import outside
from bot.client import Backchannel
from bot.model.language import say
from bot.rights import Right, check_right, needs
from bot.routing import CardCog, Chosen, Interaction, defer, guild_of, member_of, pressed, replace_card, show

_NAME = 60


class Outlets(CardCog):
    """Outlets, for those who may change what the server sees."""

    group = app_commands.Group(name="outlet", description="Outlets of this server's articles", guild_only=True)

    @group.command(name="list")
    @needs(Right.MANAGE)
    async def list_outlets(self, interaction: Interaction) -> None:
        """Which outlets this server's articles came from; hide one, or show it again."""
        await defer(interaction, is_private=True)
        await show(
            interaction, outlets_card(await self.services.outlets.outlets(guild_of(interaction))), is_private=True
        )

    @pressed(OutletsOpen)
    async def open_outlets(self, interaction: Interaction, _card: OutletsOpen, _: Chosen) -> None:
        """Show the outlets in place of the card."""
        await check_right(interaction, Right.MANAGE)
        await replace_card(interaction, outlets_card(await self.services.outlets.outlets(guild_of(interaction))))

    @pressed(OutletsTurn)
    async def turn_page(self, interaction: Interaction, card: OutletsTurn, _: Chosen) -> None:
        """Turn the page of the list."""
        await check_right(interaction, Right.MANAGE)
        found = await self.services.outlets.outlets(guild_of(interaction))
        await replace_card(interaction, outlets_card(found, first=card.first))

    @pressed(OutletsPick)
    async def pick_outlet(self, interaction: Interaction, card: OutletsPick, chosen: Chosen) -> None:
        """Hide the outlet that was chosen, or show it again."""
        await check_right(interaction, Right.MANAGE)
        wish = OutletWish.of(chosen[0])
        await self.services.outlets.turn(wish.outlet, member_of(interaction), is_hidden=wish.is_hidden)
        found = await self.services.outlets.outlets(guild_of(interaction))
        name = next((one.name for one in found if one.key == wish.outlet), wish.outlet)
        shown = outside(name, _NAME)
        done = (
            say("{outlet} is hidden", outlet=shown) if wish.is_hidden else say("{outlet} is shown again", outlet=shown)
        )
        await replace_card(interaction, outlets_card(found, first=card.first, done=done))


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(Outlets(bot))
