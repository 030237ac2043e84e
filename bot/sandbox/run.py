"""A run without a token: the simulated Discord, its page, and the real bot in a process of its own."""

import asyncio
import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from bot.model.errors import StartupError
from bot.sandbox.child import BotProcess
from bot.sandbox.page import SandboxPage
from bot.sandbox.wire import WireServer
from bot.sandbox.world import build_world

API_VARIABLE = "BACKCHANNEL_DISCORD_API"
GATEWAY_VARIABLE = "BACKCHANNEL_DISCORD_GATEWAY"
TOKEN_VARIABLE = "DISCORD_TOKEN"  # noqa: S105  a variable's name
READY_WITHIN_S = 120.0
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


async def serve(
    *,
    port: int | None,
    bot_command: Sequence[str],
    environment: Mapping[str, str],
    announce: Callable[[str], None],
) -> int:
    """Run the bot on a Discord of this machine until it is told to stop.

    Args:
        port: The page's port; None takes 8700, or a free one if that is taken.
        bot_command: Program and arguments that start the bot.
        environment: The bot's environment; the addresses and the token of the simulated Discord are added.
        announce: Told each line that a person should read: what the bot says while it starts, then the page's address.

    Returns:
        The exit status: 0 after Ctrl-C or SIGTERM, else the bot's own.

    Raises:
        StartupError: if the port is taken or the bot's program can't be started.
    """
    wire = WireServer(allows_privileged_intents=False)
    page = SandboxPage(wire.env, build_world(wire.env), zone=local_zone(environment))
    stop = asyncio.Event()
    with _stopped_by_signals(stop):
        await wire.start()
        try:
            await page.start(port)
            bot = await _start_bot(bot_command, environment, wire, announce)
            return await _attend(bot, wire, stop, announce, page.url)
        finally:
            await page.stop()
            await wire.stop()


async def _start_bot(
    command: Sequence[str], environment: Mapping[str, str], wire: WireServer, announce: Callable[[str], None]
) -> BotProcess:
    added = {API_VARIABLE: wire.api_base, GATEWAY_VARIABLE: wire.gateway_url, TOKEN_VARIABLE: wire.token}
    try:
        return await BotProcess.start(command, {**environment, **added}, heard=announce)
    except OSError as error:
        raise StartupError(str(error), user_text=f"The bot could not be started: {error.strerror}.") from error


async def _attend(
    bot: BotProcess, wire: WireServer, stop: asyncio.Event, announce: Callable[[str], None], url: str
) -> int:
    """Wait for the bot to be ready, tell the address, and wait for the end."""
    ended = asyncio.create_task(bot.wait())
    stopped = asyncio.create_task(stop.wait())
    ready = asyncio.create_task(_wait_until_ready(wire))
    tasks = (ended, stopped, ready)
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if ready.done() and not ended.done() and not stopped.done():
            if not ready.result():
                announce("The bot has not registered its commands so far; the page is open all the same.")
            announce(f"The sandbox is ready: {url}")
            bot.show_log()
            await asyncio.wait((ended, stopped), return_when=asyncio.FIRST_COMPLETED)
        if stopped.done():
            await bot.end()
            return 0
        return _report_end(ended.result(), bot, announce)
    finally:
        for task in tasks:
            task.cancel()
        with suppress(asyncio.CancelledError):
            await bot.end()


def _report_end(status: int, bot: BotProcess, announce: Callable[[str], None]) -> int:
    for line in bot.last_words:
        announce(line)
    if status < 0:
        announce(f"The bot was ended by signal {-status}.")
        return 128 - status
    announce(f"The bot has stopped with status {status}.")
    return status


async def _wait_until_ready(wire: WireServer) -> bool:
    return await wire.until(lambda: wire.connected_shards > 0 and wire.has_commands, timeout_s=READY_WITHIN_S)


@contextmanager
def _stopped_by_signals(stop: asyncio.Event) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    for number in STOP_SIGNALS:
        loop.add_signal_handler(number, stop.set)
    try:
        yield
    finally:
        for number in STOP_SIGNALS:
            loop.remove_signal_handler(number)


def local_zone(environment: Mapping[str, str] = os.environ) -> str:
    """Name this machine's time zone.

    Returns:
        An IANA name; "UTC" where the machine doesn't say.
    """
    named = environment.get("TZ", "")
    if "/" in named and not named.startswith((":", "/")):
        return named
    _, found, name = str(Path("/etc/localtime").resolve()).partition("/zoneinfo/")
    return name if found else "UTC"
