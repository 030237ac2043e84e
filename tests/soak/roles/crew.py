"""The processes: started as an operator starts them, killed or stopped, and started again."""

import asyncio
import os
import random
import re
import signal
import sys
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[3]
NAMES = {"gateway": "gateway", "poster": "poster", "standby": "poster", "reader": "reader"}
"""Each process of a soak with its role."""
_OTHERS = {"second gateway": "gateway"}
_WORKING = "working roles="
_LOOK_S = 0.1
_LONGEST_REST_S = 3.0
_FREEZES = 0.1
"""How often a poster is not killed but stopped, for longer than the server lets a seat be silent."""
_FROZEN_S = 75.0


@dataclass(slots=True)
class Crew:
    """All processes, by name.

    Attributes:
        folder: For their logs; each start has one of its own.
        environment: What all of them are started with.
        toll: Kills so far, by name; a freeze counts as "frozen".
    """

    folder: Path
    environment: Mapping[str, str]
    toll: Counter[str] = field(default_factory=Counter)
    _running: dict[str, asyncio.subprocess.Process] = field(default_factory=dict)
    _logs: dict[str, Path] = field(default_factory=dict)
    _starts: int = 0
    _thawing: set[asyncio.Task[None]] = field(default_factory=set)

    async def start(self, name: str) -> None:
        """Start a process."""
        self._starts += 1
        log = self.folder / f"{self._starts:04}-{name.replace(' ', '-')}.log"
        with log.open("wb") as out:
            self._running[name] = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "--role", (NAMES | _OTHERS)[name],
                cwd=self.folder, env=dict(self.environment), stdin=asyncio.subprocess.DEVNULL, stdout=out, stderr=out,
            )  # fmt: skip
        self._logs[name] = log

    async def until_working(self, *names: str, longest_s: float) -> None:
        """Wait until processes say that they work.

        Raises:
            TimeoutError: One does not.
        """
        for name in names:
            await self.until_said(name, _WORKING, longest_s=longest_s)

    async def until_said(self, name: str, words: str, *, longest_s: float) -> None:
        """Wait until the log of a process has an event with some fields, however it is laid out.

        Args:
            name: The process.
            words: The event's name, and its fields as the log has them: "seat name=poster standing=held".
            longest_s: How long to wait.

        Raises:
            TimeoutError: It has not.
        """
        event, fields = words.split(" ", 1)
        said = re.compile(rf"\b{event}\b.* {re.escape(fields)}")
        async with asyncio.timeout(longest_s):
            while not said.search(self._logs[name].read_text(encoding="utf-8", errors="replace")):  # noqa: ASYNC110
                await asyncio.sleep(_LOOK_S)  # another process' file

    async def strike(self, chance: random.Random) -> None:
        """Kill one of the processes and start it again a moment later, or stop a poster for a while."""
        name = chance.choice(sorted(NAMES))
        if NAMES[name] == "poster" and not self._thawing and chance.random() < _FREEZES:
            self.toll["frozen"] += 1
            self._thawing.add(task := asyncio.create_task(self._freeze(name)))
            task.add_done_callback(self._thawing.discard)
            return
        self.toll[name] += 1
        await self.kill(name)
        await asyncio.sleep(chance.uniform(0, _LONGEST_REST_S))
        await self.start(name)

    async def settle(self) -> None:
        """Wait until nobody is frozen."""
        await asyncio.gather(*self._thawing)

    async def end(self) -> None:
        """End everything."""
        for task in self._thawing:
            task.cancel()
        for name in list(self._running):
            await self.kill(name)

    def complaints(self) -> list[str]:
        """Return the lines of all logs that tell of a fault nobody foresaw."""
        return [
            f"{log.name}: {line}"
            for log in sorted(self.folder.glob("*.log"))
            for line in log.read_text(encoding="utf-8", errors="replace").splitlines()
            if "error  " in line or line.startswith("Traceback") or " exited " in line
        ]

    def unasked_ends(self) -> list[str]:
        """Return the processes that ended though nobody killed them."""
        return [name for name, process in self._running.items() if process.returncode is not None]

    async def _freeze(self, name: str) -> None:
        process = self._running[name]
        process.send_signal(signal.SIGSTOP)
        await asyncio.sleep(_FROZEN_S)
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGCONT)

    async def stop(self, name: str) -> int:
        """Ask a process to stop, as an operator does; return its exit status."""
        process = self._running.pop(name)
        process.terminate()
        return await process.wait()

    async def kill(self, name: str) -> None:
        """Kill a process, as the kernel or a person may at any moment."""
        process = self._running.pop(name)
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def environment_of(**settings: str) -> dict[str, str]:
    """Return an environment without this machine's settings of the bot, with others."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("BACKCHANNEL_", "DISCORD_"))}
    return {**clean, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", **settings}
