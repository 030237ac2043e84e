"""Looks whether everything is in order before a start, or beside a running bot, and says what to do where it is not."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot.operations import machine_checks as machine
from bot.operations.discord_checks import discord_findings
from bot.operations.findings import Finding
from config.settings import Settings


async def examine(settings: Settings, *, now: Callable[[], datetime]) -> tuple[Finding, ...]:
    """Look at everything; nothing is changed, and without a network it takes some seconds.

    Args:
        settings: The operator's.
        now: This machine's clock, aware UTC.

    Returns:
        What was found, in the order in which it is best mended. No finding holds a secret.
    """
    token, key = settings.discord_token, settings.language_model_key
    url = settings.database_url
    asked = discord_findings(
        None if token is None else token.get_secret_value(),
        api=settings.discord_api,
        gateway=settings.discord_gateway,
        now=now,
    )
    discord, store, feeds, clocks, reader, model = await asyncio.gather(
        asked,
        machine.store_finding(url),
        machine.feeds_finding(url),
        machine.clocks_finding(),
        machine.reader_finding(settings.spacy_model),
        machine.language_model_finding(settings.language_model_url, None if key is None else key.get_secret_value()),
    )
    return (
        *discord,
        store,
        machine.backups_finding(url, settings.backup_folder, settings.backups_kept, now=now()),
        *machine.disk_findings(url),
        feeds,
        clocks,
        machine.zones_finding(),
        reader,
        model,
        machine.port_finding(settings.health_host, settings.health_port),
    )
