"""The log: events with fields, the request that each belongs to, no values beside a traceback; in a worker, too."""

import ast
import asyncio
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.model.request import current_request, follow, following, request_id
from bot.worker import Worker, WorkerKind
from config.logs import LogForm, is_event, logs_as_set_up, set_up_logs

ROOT = Path(__file__).parents[2]
OWN = logging.getLogger("bot.test_logs")
LEVELS = {"debug", "info", "warning", "error", "exception"}


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level, names = root.handlers[:], root.level, ("bot", "cogs", "data")
    levels = [logging.getLogger(name).level for name in names]
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in zip(names, levels, strict=True):
        logging.getLogger(name).setLevel(before)


def lines_of(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_an_event_has_its_fields_and_its_request(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("INFO", "json")
    with following("3f9a-07c2"):
        OWN.info("article_read id=%d events=%s error=%s took=%.1f done=yes", 7, True, OSError("full"), 1.5)
    OWN.info("ready")
    first, second = lines_of(capsys)
    timestamp = str(first.pop("timestamp"))
    assert timestamp.endswith("Z")
    assert first == {
        "event": "article_read", "id": 7, "events": True, "error": "full", "took": 1.5, "done": "yes",
        "request": "3f9a-07c2", "level": "info", "logger": "bot.test_logs",
    }  # fmt: skip
    assert (second["event"], "request" in second) == ("ready", False)


def test_a_librarys_message_stays_whole(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("INFO", "json")
    logging.getLogger("discord.http").warning("limited id=%d of %s", 7, "all")
    (line,) = lines_of(capsys)
    assert line["event"] == "limited id=7 of all"


def test_people_read_the_same_fields(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("INFO", "console")
    with following("3f9a-07c2"):
        OWN.info("article_read id=%d", 7)
    told = capsys.readouterr().err
    assert all(part in told for part in ("article_read", "id=7", "request=3f9a-07c2"))


@pytest.mark.parametrize("form", ["console", "json"])
def test_a_traceback_shows_no_values(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    def fails(text: str) -> None:
        raise RuntimeError(len(text))

    set_up_logs("INFO", form)
    try:
        fails("typed by " + "somebody")
    except RuntimeError:
        OWN.exception("work_failed")
    told = capsys.readouterr().err
    assert "RuntimeError: 17" in told
    assert "typed by somebody" not in told


def messages(path: Path) -> list[str]:
    """Return the templates of all that a module logs."""
    return [
        call.args[0].value
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in LEVELS
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "_LOG"
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    ]


def test_all_that_is_logged_is_an_event_with_fields() -> None:
    told = [
        text
        for room in ("bot", "cogs", "data", "config")
        for path in (ROOT / room).rglob("*.py")
        for text in messages(path)
    ]
    assert len(told) > 50
    assert [text for text in told if not is_event(text)] == []


def test_an_id_is_the_same_each_time_and_another_for_another_click() -> None:
    assert request_id(1234567890123456789) == request_id(1234567890123456789)
    assert request_id(1234567890123456789) != request_id(1234567890123456790)


async def test_what_a_click_starts_goes_on_under_its_id() -> None:
    async def later() -> str | None:
        await asyncio.sleep(0)
        return current_request()

    async def click(number: int) -> str | None:
        follow(request_id(number))
        return await asyncio.create_task(later())

    one, two = await asyncio.gather(asyncio.create_task(click(1)), asyncio.create_task(click(2)))
    assert (one, two) == (request_id(1), request_id(2))
    assert current_request() is None


class Echo(Worker):
    """A process that says how it logs, and under which id."""

    def __init__(self) -> None:
        super().__init__(WorkerKind(name="echo", start=_nothing, slow="Slow.", broken="Broken."))

    async def asked(self) -> tuple[str | None, LogForm | None]:
        return await self._within(60, _seen)


def _nothing() -> None:
    """Start as it is."""


def _seen() -> tuple[str | None, LogForm | None]:
    return current_request(), logs_as_set_up()


async def test_a_worker_logs_alike_and_under_the_id_of_what_asked() -> None:
    set_up_logs("DEBUG", "json")
    worker = Echo()
    try:
        with following("3f9a-07c2"):
            first = await worker.asked()
        second = await worker.asked()
    finally:
        await worker.close()
    logs = LogForm(level="DEBUG", form="json")
    assert (first, second) == (("3f9a-07c2", logs), (None, logs))
