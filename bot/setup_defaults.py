"""What the setup of a server begins with, so that each of its steps can be passed as it is. Pure."""

from collections.abc import Mapping
from dataclasses import replace

from bot.model.countries import Dyad
from bot.model.ids import ChannelId
from bot.model.languages import SOURCE, language_of
from bot.model.settings import NO_SCHEDULE, Cadence, GuildSettings, Schedule, Setting
from bot.setting_edits import Edit, with_channel, with_pair, with_schedule

_ZONES: Mapping[str, str] = {
    "bg": "Europe/Sofia",
    "cs": "Europe/Prague",
    "da": "Europe/Copenhagen",
    "de": "Europe/Berlin",
    "el": "Europe/Athens",
    "en-GB": "Europe/London",
    "en-US": "America/New_York",
    "es-419": "America/Mexico_City",
    "es-ES": "Europe/Madrid",
    "fi": "Europe/Helsinki",
    "fr": "Europe/Paris",
    "hi": "Asia/Kolkata",
    "hr": "Europe/Zagreb",
    "hu": "Europe/Budapest",
    "id": "Asia/Jakarta",
    "it": "Europe/Rome",
    "ja": "Asia/Tokyo",
    "ko": "Asia/Seoul",
    "lt": "Europe/Vilnius",
    "nl": "Europe/Amsterdam",
    "no": "Europe/Oslo",
    "pl": "Europe/Warsaw",
    "pt-BR": "America/Sao_Paulo",
    "ro": "Europe/Bucharest",
    "ru": "Europe/Moscow",
    "sv-SE": "Europe/Stockholm",
    "th": "Asia/Bangkok",
    "tr": "Europe/Istanbul",
    "uk": "Europe/Kyiv",
    "vi": "Asia/Ho_Chi_Minh",
    "zh-CN": "Asia/Shanghai",
    "zh-TW": "Asia/Taipei",
}
"""Where most people live who use Discord in a language: a guess that the setup shows and that is easily changed.

Source: https://discord.com/developers/docs/reference#locales
"""


def first_schedule(settings: GuildSettings, locale: str) -> Schedule:
    """Return the schedule that a setup begins with: the server's own, else every day in the zone of a language.

    Args:
        settings: A server's.
        locale: Of the person who sets up, as Discord names it.
    """
    if settings.schedule.cadence is not Cadence.OFF:
        return settings.schedule
    is_chosen = settings.schedule.zone != NO_SCHEDULE.zone
    zone = settings.schedule.zone if is_chosen else _ZONES.get(locale, NO_SCHEDULE.zone)
    return replace(NO_SCHEDULE, cadence=Cadence.DAILY, zone=zone)


def first_language(settings: GuildSettings, preferred: str | None) -> str | None:
    """Return the language that a setup chooses for a server: the one that it has chosen in Discord, if it is ours.

    Args:
        settings: The server's.
        preferred: Its locale in Discord: that of a community server, American English for all others.

    Returns:
        A tag; None where the server's language stays as it is: English, or what was set before.
    """
    found = None if settings.changed_at is not None or preferred is None else language_of(preferred)
    return None if found == SOURCE else found


def set_up(
    pair: Dyad, channel: ChannelId, schedule: Schedule, *, updates: ChannelId | None, locale: str | None = None
) -> Edit:
    """Return the change that a finished setup makes.

    Args:
        pair: The server's own.
        channel: Of the digest.
        schedule: Of the digest.
        updates: Where weighty events are told at once; None changes nothing of that.
        locale: Of the server's language; None changes nothing of that.
    """

    def edit(settings: GuildSettings) -> GuildSettings:
        settings = with_channel(Setting.CHANNEL, channel)(with_pair(pair)(settings))
        if updates is not None:
            settings = with_channel(Setting.UPDATES_CHANNEL, updates)(settings)
        if locale is not None:
            settings = replace(settings, digest=replace(settings.digest, locale=locale))
        return with_schedule(Setting.SCHEDULE, schedule)(settings)

    return edit
