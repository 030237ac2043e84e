"""The real bot, a process of its own, on the simulated Discord's wire: for benchmarks in which people act."""

import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from bot.sandbox.child import BotProcess
from bot.sandbox.run import API_VARIABLE, GATEWAY_VARIABLE, TOKEN_VARIABLE
from bot.sandbox.simcord_private import ChannelHandle, MemberActor
from bot.sandbox.wire import WireServer

ROOT = Path(__file__).parents[2]
_READY_WITHIN_S = 300.0
_PROC = Path("/proc")
_KIB_A_MIB = 1024


@asynccontextmanager
async def bot_on(
    wire: WireServer, database: str, *, gateway: int = 0, gateways: int = 1, module: str = "bot"
) -> AsyncIterator[BotProcess]:
    """Run `python -m bot` on the wire until the block ends.

    Args:
        wire: Started.
        database: The store's address.
        gateway, gateways: Which of how many processes at the gateway, each with one shard; the first has all roles.
        module: What is run instead of `bot`.

    Raises:
        RuntimeError: It was not ready in time.
    """
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("BACKCHANNEL_", "DISCORD_"))}
    added = {
        API_VARIABLE: wire.api_base,
        GATEWAY_VARIABLE: wire.gateway_url,
        TOKEN_VARIABLE: wire.token,
        "BACKCHANNEL_DATABASE_URL": database,
        "BACKCHANNEL_TICK_S": "15",
        "BACKCHANNEL_COSTLY_A_MINUTE_USER": "0",
        "BACKCHANNEL_COSTLY_A_MINUTE_SERVER": "0",
        "PYTHONPATH": str(ROOT),
    }
    if gateways > 1:
        added |= {
            "BACKCHANNEL_SHARDS": f"{gateway}/{gateways}",
            "BACKCHANNEL_ROLES": "gateway" if gateway else "worker",
        }
    heard: list[str] = []
    bot = await BotProcess.start(
        [sys.executable, "-m", module], {**clean, **added}, heard=heard.append, logged=heard.append
    )
    try:
        if not await wire.until(
            lambda: wire.connected_shards > gateway and wire.has_commands, timeout_s=_READY_WITHIN_S
        ):
            raise RuntimeError(f"the bot is not ready: {heard[-3:]} {bot.last_words}")
        bot.show_log()
        yield bot
    finally:
        await bot.end()


def is_answered(asked: Any) -> bool:
    """Return whether an interaction has its answer, and not only the promise of one."""
    return bool(asked.responded and not asked.loading)


async def wire_trip(wire: WireServer, member: MemberActor, place: ChannelHandle, command: str) -> float:
    """Give a command and return what passes until its whole answer stands, in milliseconds.

    Raises:
        RuntimeError: It was not answered.
    """
    begun = time.perf_counter()
    await member.slash(place, command)
    asked = next(reversed(wire.backend.interactions.values()))
    if not await wire.until(partial(is_answered, asked)):
        raise RuntimeError("a command was not answered")
    return (time.perf_counter() - begun) * 1000


def resident_mib(pid: int) -> float | None:
    """Return the memory that a process holds, in MiB; None where the system doesn't tell."""
    status = _PROC / str(pid) / "status"
    if not status.is_file():
        return None
    return int(status.read_text().split("VmRSS:", 1)[1].split(maxsplit=1)[0]) / _KIB_A_MIB


def processor_ms(pid: int) -> float | None:
    """Return the processor time that a process has taken so far, in milliseconds; None where the system doesn't tell.

    Source: proc(5), /proc/PID/stat, fields 14 and 15: utime and stime, in clock ticks.
    """
    told = _PROC / str(pid) / "stat"
    if not told.is_file():
        return None
    fields = told.read_text().rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
