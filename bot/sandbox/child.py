"""The bot as a child process: started, listened to, and ended without leaving anything behind."""

import asyncio
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

LAST_WORDS = 15
END_AFTER_S = 10.0
LINE_BYTES = 1 << 16


class BotProcess:
    """A running bot and what it says.

    Its standard output is for people and passed on at once. Its standard error is its log: held back until the bot is
    ready, so that the page's address stands alone on the screen, and passed on afterwards.

    Args:
        process: Started with both outputs as pipes.
        heard: Told each line of standard output.
        logged: Told each line of standard error once `show_log` was called.
    """

    def __init__(
        self, process: asyncio.subprocess.Process, *, heard: Callable[[str], None], logged: Callable[[str], None]
    ) -> None:
        assert process.stdout is not None, "a pipe"
        assert process.stderr is not None, "a pipe"
        self._process = process
        self._logged = logged
        self._held: deque[str] = deque(maxlen=LAST_WORDS)
        self._is_shown = False
        self._readers = (
            asyncio.create_task(_pass_on(process.stdout, heard)),
            asyncio.create_task(_pass_on(process.stderr, self._log)),
        )

    @classmethod
    async def start(
        cls,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        heard: Callable[[str], None],
        logged: Callable[[str], None] | None = None,
    ) -> "BotProcess":
        """Start the bot.

        Args:
            command: Program and arguments.
            environment: Its whole environment.
            heard: Told each line that the bot says to people.
            logged: Told each line of its log that may be shown; this process's standard error by default.

        Raises:
            OSError: if the program can't be started.
        """
        process = await asyncio.create_subprocess_exec(
            *command,
            env=dict(environment),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            # Ctrl-C in a terminal reaches the whole group; the bot is to hear of it from here, once.
            process_group=0,
        )
        return cls(process, heard=heard, logged=logged or _to_stderr)

    def show_log(self) -> None:
        """Pass the bot's log on from now."""
        self._is_shown = True
        self._held.clear()

    @property
    def pid(self) -> int:
        """Its number in this system."""
        return self._process.pid

    @property
    def last_words(self) -> tuple[str, ...]:
        """The newest lines of its log that nobody has seen so far."""
        return tuple(self._held)

    async def wait(self) -> int:
        """Wait until the bot has ended and everything it said is read.

        Returns:
            Its exit status, negative for a signal.
        """
        status = await self._process.wait()
        await asyncio.wait(self._readers)
        return status

    async def end(self, *, after_s: float = END_AFTER_S) -> int:
        """Ask the bot to stop, and insist if it doesn't.

        Args:
            after_s: How long to wait before it is killed, in seconds.

        Returns:
            Its exit status, negative for a signal.
        """
        if self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.terminate()
            try:
                async with asyncio.timeout(after_s):
                    await self._process.wait()
            except TimeoutError:
                with suppress(ProcessLookupError):
                    self._process.kill()
        return await self.wait()

    def _log(self, line: str) -> None:
        if self._is_shown:
            self._logged(line)
        elif line:
            self._held.append(line)


async def _pass_on(stream: asyncio.StreamReader, tell: Callable[[str], None]) -> None:
    while True:
        try:
            line = await stream.readline()
        except ValueError:  # longer than the stream's buffer
            line = await stream.read(LINE_BYTES)
        if not line:
            return
        tell(line.decode(errors="replace").rstrip())


def _to_stderr(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
