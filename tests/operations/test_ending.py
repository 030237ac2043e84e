"""SIGTERM: the real process ends within ten seconds, whatever it is at, and nothing is lost or done twice by it."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
import pytest
from sqlalchemy import select

from bot.model.digest import OutboxState
from bot.model.errors import BackchannelError
from bot.sandbox.wire import Fault, WireServer
from bot.worker import Worker, WorkerKind
from data.schema import outbox, quiz_session
from data.store import Store
from tests.data.conftest import address
from tests.test_command_line import ROOT

WITHIN_S = 10.0
SENTENCES = (
    "U.S. envoy number {0} met Chinese Foreign Minister Qin Gang in Beijing on {1} May 2023, after he had visited "
    "Tokyo, and signed an agreement on grain, which the ministry of foreign affairs of Japan condemned the next day. "
)
LONG = "".join(SENTENCES.format(number, number % 28 + 1) for number in range(380))


@dataclass(frozen=True, kw_only=True)
class Running:
    """A bot as a process of its own, on a server with an admin in it."""

    process: asyncio.subprocess.Process
    wire: WireServer
    admin: Any
    channel: Any
    log: list[str]
    more: asyncio.Condition

    async def logged(self, event: str) -> None:
        """Wait until the log has an event."""
        async with asyncio.timeout(90), self.more:
            await self.more.wait_for(lambda: any(event in line for line in self.log))


@asynccontextmanager
async def running(path: Path, folder: Path, **settings: str) -> AsyncIterator[Running]:
    wire = WireServer()
    guild = wire.env.create_guild("Newsroom")
    channel = guild.create_text_channel("general")
    admin = guild.add_member(
        wire.env.create_user("alice"), roles=[guild.create_role("Admin", permissions=discord.Permissions.all())]
    )
    await wire.start()
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("BACKCHANNEL_", "DISCORD_"))}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", cwd=folder,
        env={
            **clean, "PYTHONPATH": str(ROOT), "DISCORD_TOKEN": wire.token, "BACKCHANNEL_DISCORD_API": wire.api_base,
            "BACKCHANNEL_DISCORD_GATEWAY": wire.gateway_url, "BACKCHANNEL_DATABASE_URL": address(path),
            "BACKCHANNEL_TICK_S": "15", **settings,
        },
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    log: list[str] = []
    more = asyncio.Condition()
    listening = asyncio.create_task(_listen(process, log, more))
    bot = Running(process=process, wire=wire, admin=admin, channel=channel, log=log, more=more)
    try:
        await bot.logged("ready")
        yield bot
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        await listening
        await wire.stop()


async def _listen(process: asyncio.subprocess.Process, log: list[str], more: asyncio.Condition) -> None:
    assert process.stderr is not None
    async for line in process.stderr:
        async with more:
            log.append(line.decode("utf-8", "replace"))
            more.notify_all()


async def ended(bot: Running) -> int:
    """Ask the process to stop; return its status, and fail where it takes longer than it may."""
    bot.process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(WITHIN_S):
        return await bot.process.wait()


async def test_a_bot_with_nothing_to_do_ends_at_once(path: Path, tmp_path: Path) -> None:
    async with running(path, tmp_path) as bot:
        assert await ended(bot) == 0
        assert not any("stopped_in_mid_work" in line for line in bot.log)


async def test_a_bot_that_reads_plays_and_sends_ends_in_time(path: Path, tmp_path: Path) -> None:
    async with running(path, tmp_path) as bot:
        started = await bot.admin.slash(bot.channel, "quiz start", length=3)
        assert started.acknowledged
        held = bot.wire.inject(Fault(method="POST", path_pattern="/channels/*/messages", delay_s=60, times=None))
        work = [
            asyncio.create_task(bot.admin.slash(bot.channel, "article add", file=("long.txt", LONG.encode()))),
            asyncio.create_task(bot.admin.slash(bot.channel, "digest now")),
        ]
        assert await bot.wire.until(lambda: held.hits > 0, timeout_s=60)
        assert await ended(bot) == 0
        for task in work:
            task.cancel()
        await asyncio.gather(*work, return_exceptions=True)
    store = await Store.open(address(path))
    try:
        rows = (await store.read(lambda conn: conn.execute(select(outbox.c.state)))).all()
        assert OutboxState.FAILED.value not in [row.state for row in rows]
        assert (await store.read(lambda conn: conn.execute(select(quiz_session.c.state)))).all()
    finally:
        await store.close()


class Sleeper(Worker):
    """A process that sleeps through its end."""

    def __init__(self) -> None:
        super().__init__(WorkerKind(name="sleeper", start=_start, slow="Slow.", broken="Broken."))

    async def sleep(self) -> None:
        await self._within(600, _sleep)


def _start() -> None:
    """Start as it is."""


def _sleep() -> None:
    import time

    time.sleep(300)


async def test_a_worker_that_is_at_work_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.worker._CLOSE_S", 0.2)
    worker = Sleeper()
    working = asyncio.create_task(worker.sleep())
    await asyncio.sleep(0)
    assert worker._pool is not None
    async with asyncio.timeout(WITHIN_S):
        await worker.close()
        with pytest.raises(BackchannelError, match="broke"):
            await working


async def test_a_process_that_hangs_is_ended(tmp_path: Path) -> None:
    code = "import time; from bot.operations.ending import end_in_time; end_in_time(0.2); time.sleep(300)"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, cwd=ROOT)
    async with asyncio.timeout(60):
        assert await process.wait() == 0
