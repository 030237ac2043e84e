"""What commands offer while their options are typed."""

from discord import app_commands

from bot.countries import find_countries, find_pairs, pair_words
from bot.periods import suggest_periods as periods_offered
from bot.routing import Interaction, guild_of

_MOST = 25
"""Discord's limit."""
_LENGTH = 100
"""Discord's limit of an offer's name and value."""
_ACTOR_LENGTH = 40
Offers = list[app_commands.Choice[str]]


async def suggest_articles(interaction: Interaction, typed: str) -> Offers:
    """Offer the server's articles whose title holds what is typed."""
    lines = await interaction.client.services.newsroom.find_articles(typed, guild_of(interaction))
    return [app_commands.Choice(name=line.title[:_LENGTH], value=str(line.id)) for line in lines]


async def suggest_actors(interaction: Interaction, typed: str) -> Offers:
    """Offer persons and bodies that take part in the server's events."""
    names = await interaction.client.services.newsroom.actor_names(typed, guild_of(interaction))
    return [app_commands.Choice(name=name[:_LENGTH], value=name[:_ACTOR_LENGTH]) for name in names]


async def suggest_countries(interaction: Interaction, typed: str) -> Offers:
    """Offer countries by any of their names."""
    found = find_countries(interaction.client.services.gazetteer, typed, _MOST)
    return [app_commands.Choice(name=country.name[:_LENGTH], value=country.code) for country in found]


async def suggest_pairs(interaction: Interaction, typed: str) -> Offers:
    """Offer pairs of countries, the server's own first."""
    services = interaction.client.services
    settings = await services.digests.settings(guild_of(interaction))
    found = find_pairs(services.gazetteer, typed, settings.pair, _MOST)
    words = [pair_words(services.gazetteer, pair)[:_LENGTH] for pair in found]
    return [app_commands.Choice(name=each, value=each) for each in words]


async def suggest_periods(interaction: Interaction, typed: str) -> Offers:
    """Offer periods in words and as they are typed: "June 2023", 2023-06."""
    offered = periods_offered(interaction.client.services.clock().date())
    wanted = typed.casefold()
    return [
        app_commands.Choice(name=words, value=value)
        for words, value in offered
        if wanted in words.casefold() or value.startswith(wanted)
    ]
