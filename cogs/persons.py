"""/who: a person or body, with offices, meetings and events."""

from discord import app_commands

from bot.cards.message import Card
from bot.cards.person import person_card, persons_card
from bot.cards.person_ids import PersonPick, chosen_person
from bot.client import Backchannel
from bot.model.ids import CountryCode
from bot.routing import CardCog, Chosen, Interaction, anywhere, defer, defer_edit, desk_of, pressed, replace_card, show
from bot.suggestions import suggest_persons


class Persons(CardCog):
    """Persons and bodies."""

    @app_commands.command()
    @anywhere
    @app_commands.describe(person="A person or body: whoever is in a recorded event, or held a public office")
    @app_commands.autocomplete(person=suggest_persons)
    async def who(self, interaction: Interaction, person: app_commands.Range[str, 1, 100]) -> None:
        """A person’s offices, whom they met of other countries, and the events in which they took part."""
        await defer(interaction)
        found = await self.services.persons.named(person, desk_of(interaction))
        if len(found) == 1:
            await show(interaction, await self._card(interaction, found[0].name, found[0].country))
        else:
            await show(interaction, persons_card(found, person, self.services.gazetteer))

    @pressed(PersonPick)
    async def choose(self, interaction: Interaction, _card: PersonPick, chosen: Chosen) -> None:
        """Show the one that was chosen in place of the question."""
        await defer_edit(interaction)
        await replace_card(interaction, await self._card(interaction, *chosen_person(chosen[0])))

    async def _card(self, interaction: Interaction, name: str, country: CountryCode | None) -> Card:
        view = await self.services.persons.person(name, country, desk_of(interaction))
        return person_card(view, self.services.gazetteer)


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(Persons(bot))
