"""What commands offer while their options are typed."""

from datetime import time

from discord import app_commands

from bot.cards.country_names import full_name
from bot.cards.schedules import clock, rhythm
from bot.cards.slot_headlines import headline_of
from bot.cards.text import cut, flatten
from bot.countries import find_countries, find_pairs, pair_words
from bot.model.language import ENGLISH, speaking
from bot.model.settings import LAST_WEEK, Cadence, Schedule
from bot.people import NO_STATE, spelt
from bot.periods import suggest_periods as periods_offered
from bot.routing import Interaction, desk_of
from bot.zones import find_zones, zone_words

_MOST = 25
"""Discord's limit."""
_LENGTH = 100
"""Discord's limit of an offer's name and value."""
_ACTOR_LENGTH = 40
Offers = list[app_commands.Choice[str]]


async def suggest_articles(interaction: Interaction, typed: str) -> Offers:
    """Offer the server's articles whose title holds what is typed."""
    lines = await interaction.client.services.newsroom.find_articles(typed, desk_of(interaction))
    return [app_commands.Choice(name=cut(line.title, _LENGTH), value=str(line.id)) for line in lines]


async def suggest_actors(interaction: Interaction, typed: str) -> Offers:
    """Offer persons and bodies that take part in the server's events."""
    names = await interaction.client.services.newsroom.actor_names(typed, desk_of(interaction))
    return [app_commands.Choice(name=cut(name, _LENGTH), value=name[:_ACTOR_LENGTH]) for name in names]


async def suggest_persons(interaction: Interaction, typed: str) -> Offers:
    """Offer persons and bodies of the server's events, then holders of offices, each with its side."""
    services = interaction.client.services
    offers = []
    for one in await services.persons.suggest(typed, desk_of(interaction)):
        side = services.gazetteer.countries.get(one.country) if one.country else None
        name = one.name if side is None or side.code in NO_STATE else f"{one.name} · {side.short}"
        offers.append(app_commands.Choice(name=cut(name, _LENGTH), value=spelt(one)[:_LENGTH]))
    return offers[:_MOST]


async def suggest_events(interaction: Interaction, typed: str) -> Offers:
    """Offer the server's events by number, or by words of the headline and source sentences, newest first."""
    found = await interaction.client.services.newsroom.find_events(typed, desk_of(interaction))
    names = (cut(f"E{one.id} · {flatten(headline_of(one))}", _LENGTH) for one in found)
    return [app_commands.Choice(name=name, value=f"E{one.id}") for name, one in zip(names, found, strict=True)]


async def suggest_countries(interaction: Interaction, typed: str) -> Offers:
    """Offer countries by any of their names."""
    found = find_countries(interaction.client.services.gazetteer, typed, _MOST)
    return [app_commands.Choice(name=cut(full_name(country), _LENGTH), value=country.code) for country in found]


async def suggest_pairs(interaction: Interaction, typed: str) -> Offers:
    """Offer pairs of countries, the server's own first."""
    services = interaction.client.services
    settings = await services.digests.settings(desk_of(interaction))
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


async def suggest_year_days(interaction: Interaction, typed: str) -> Offers:
    """Offer days of the year: today and the days around, or those that have what is typed."""
    offered = await interaction.client.services.days.suggest(typed, desk_of(interaction))
    return [app_commands.Choice(name=words, value=value) for words, value in offered[:_MOST]]


def suggest_rhythms(typed: str) -> Offers:
    """Offer ways to say how often something comes, those that hold every word typed.

    They are shown in the spoken language, and handed on in English, which `bot.digest.typed` reads.
    """
    wanted = typed.casefold().split()
    with speaking(ENGLISH):
        values = _rhythms()
    offered = zip(_rhythms(), values, strict=True)
    found = (each for each in offered if all(word in each[0].casefold() for word in wanted))
    return [app_commands.Choice(name=words, value=value) for words, value in found][:_MOST]


def suggest_times(interaction: Interaction, typed: str) -> Offers:
    """Offer hours and half hours as the reader tells the time, from seven in the morning on."""
    half_hours = [time(number // 2 % 24, number % 2 * 30) for number in range(14, 62)]
    words = [clock(at, interaction.locale.value).replace("\u00a0", " ") for at in half_hours]
    with speaking(ENGLISH):
        values = [clock(at, interaction.locale.value).replace("\u00a0", " ") for at in half_hours]
    wanted = typed.casefold().strip()
    offered = zip(words, values, strict=True)
    return [app_commands.Choice(name=each, value=value) for each, value in offered if each.startswith(wanted)][:_MOST]


def suggest_zones(interaction: Interaction, typed: str) -> Offers:
    """Offer time zones by city, country and name."""
    found = find_zones(interaction.client.services.gazetteer, typed, _MOST)
    return [app_commands.Choice(name=cut(zone_words(zone, typed), _LENGTH), value=zone.key) for zone in found]


def _rhythms() -> list[str]:
    """Return every rhythm in words, the usual ones first."""
    weekly = [Schedule(cadence=Cadence.WEEKLY, weekday=weekday) for weekday in range(7)]
    usual = [Schedule(cadence=Cadence.DAILY), Schedule(cadence=Cadence.WEEKDAYS), *weekly]
    monthly = [Schedule(cadence=Cadence.MONTHLY, month_day=number) for number in range(1, 29)]
    by_week = [
        Schedule(cadence=Cadence.MONTHLY, month_week=week, weekday=weekday)
        for week in range(1, LAST_WEEK + 1)
        for weekday in range(7)
    ]
    named = [*usual, *by_week[:1], *monthly[:1], Schedule(), *by_week[1:], *monthly[1:]]
    return [rhythm(schedule).replace("\u00a0", " ") for schedule in named]
