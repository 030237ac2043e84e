"""A whole run: the page, the wire, and the bot as a process of its own."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.model.errors import StartupError
from bot.sandbox.child import BotProcess
from bot.sandbox.run import local_zone, serve
from tests.sandbox import sample_bot

SAMPLE = (sys.executable, str(Path(sample_bot.__file__)))


def python(code: str) -> tuple[str, str, str]:
    return sys.executable, "-c", code


async def run(command: tuple[str, ...], announce: Callable[[str], None], port: int | None = 0) -> int:
    return await serve(port=port, bot_command=command, environment=os.environ, announce=announce)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_address_is_told_once_the_bot_is_ready_and_a_signal_ends_it_all(number: signal.Signals) -> None:
    told: list[str] = []

    def announce(line: str) -> None:
        told.append(line)
        signal.raise_signal(number)

    assert await run(SAMPLE, announce) == 0
    [line] = told
    assert line.startswith("The sandbox is ready: http://127.0.0.1:")
    async with ClientSession() as session:
        with pytest.raises(OSError, match="Connect call failed"):
            await session.get(line.split()[-1])


async def test_bot_that_fails_has_its_last_words_told_and_its_status_kept() -> None:
    told: list[str] = []
    code = "import sys; print('Creating the store'); print('The store is too new.', file=sys.stderr); sys.exit(3)"
    assert await run(python(code), told.append) == 3
    assert told == ["Creating the store", "The store is too new.", "The bot has stopped with status 3."]


async def test_bot_that_is_killed_is_told() -> None:
    told: list[str] = []
    assert await run(python("import os, signal; os.kill(os.getpid(), signal.SIGKILL)"), told.append) == 137
    assert told == ["The bot was ended by signal 9."]


async def test_signal_before_the_bot_is_ready_ends_it() -> None:
    code = "import time; print('Loading', flush=True); time.sleep(60)"
    assert await run(python(code), lambda _line: signal.raise_signal(signal.SIGTERM)) == 0


async def test_program_that_is_not_there_is_one_sentence() -> None:
    with pytest.raises(StartupError) as caught:
        await run(("/no/such/program",), print)
    assert caught.value.user_text == "The bot could not be started: No such file or directory."


async def test_taken_port_is_one_sentence_and_starts_nothing(tmp_path: Path) -> None:
    trace = tmp_path / "started"
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(StartupError, match="in use"):
            await run(python(f"open({str(trace)!r}, 'w')"), print, port=taken.getsockname()[1])
    assert not trace.exists()


async def test_deaf_bot_is_killed() -> None:
    code = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    is_deaf = asyncio.Event()
    bot = await BotProcess.start(python(code), os.environ, heard=lambda _line: is_deaf.set())
    await is_deaf.wait()
    assert await bot.end(after_s=0.1) == -signal.SIGKILL


async def test_log_is_held_back_until_it_may_be_shown() -> None:
    code = "import sys; print('started', file=sys.stderr)"
    logged: list[str] = []
    held = await BotProcess.start(python(code), os.environ, heard=print, logged=logged.append)
    assert await held.wait() == 0
    assert (held.last_words, logged) == (("started",), [])
    shown = await BotProcess.start(python(code), os.environ, heard=print, logged=logged.append)
    shown.show_log()
    assert await shown.wait() == 0
    assert (shown.last_words, logged) == ((), ["started"])


def test_time_zone_is_the_environments_or_this_machines() -> None:
    assert local_zone({"TZ": "Asia/Kathmandu"}) == "Asia/Kathmandu"
    assert local_zone({"TZ": ":/etc/localtime"}) == local_zone({})
