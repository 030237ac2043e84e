"""Looks whether everything is in order before a start, or beside a running bot, and says what to do where it is not."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import ParamSpec, TypeVar

from bot.operations import machine_checks as machine
from bot.operations.discord_checks import discord_findings
from bot.operations.findings import Finding, fault
from config.settings import Settings

P = ParamSpec("P")
T = TypeVar("T")

_LOG = logging.getLogger(__name__)


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
    folder = settings.backup_folder
    discord, store, backups, disk, feeds, clocks, zones, reader, model, port = await asyncio.gather(
        _safely("Discord", asked),
        _safely("store", _alone(machine.store_finding(url))),
        _safely("backups", _alone(_local(machine.backups_finding, url, folder, settings.backups_kept, now=now()))),
        _safely("disk", _local(machine.disk_findings, url)),
        _safely("feeds", _alone(machine.feeds_finding(url))),
        _safely("time", _alone(machine.clocks_finding())),
        _safely("time zones", _alone(_local(machine.zones_finding))),
        _safely("reader", _alone(machine.reader_finding(settings.spacy_model))),
        _safely(
            "language model",
            _alone(
                machine.language_model_finding(
                    settings.language_model_url, None if key is None else key.get_secret_value()
                )
            ),
        ),
        _safely("port", _alone(_local(machine.port_finding, settings.health_host, settings.health_port))),
    )
    return (*discord, *store, *backups, *disk, *feeds, *clocks, *zones, *reader, *model, *port)


async def _local(check: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a check that asks this machine only, and may block."""
    return await asyncio.to_thread(check, *args, **kwargs)


async def _alone(check: Awaitable[Finding]) -> tuple[Finding, ...]:
    return (await check,)


async def _safely(name: str, check: Awaitable[tuple[Finding, ...]]) -> tuple[Finding, ...]:
    """Return what a check found; one that breaks is a fault of its own, and the others are told all the same."""
    try:
        return await check
    except Exception as error:  # noqa: BLE001 - the edge of a job: one broken check must not hide the others
        _LOG.warning("check_broke name=%s error=%s", name, type(error).__name__)
        told = f"It could not be looked at: {type(error).__name__}."
        return (fault(name, told, "See docs/operations.md, “When something is wrong”."),)
