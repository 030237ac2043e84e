"""`python -m bot` as an operator meets it: one plain sentence for each thing that can be wrong, and nothing damaged."""

import asyncio
import io
import json
import os
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.sandbox.wire import Fault, WireServer

ROOT = Path(__file__).parents[1]
ARTICLE = ROOT / "data" / "starter" / "articles" / "blinken-qin-call.txt"
SECRET = "not.the.right-token"


async def run(*arguments: str, cwd: Path, stdin: str = "", **environment: str) -> tuple[int, str, str]:
    """Run the program; return its exit status and what it printed."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("BACKCHANNEL_", "DISCORD_"))}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=cwd,
        env={**clean, "PYTHONPATH": str(ROOT), **environment},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate(stdin.encode())
    assert process.returncode is not None
    return process.returncode, out.decode(), err.decode()


def last_line(text: str) -> str:
    return text.strip().splitlines()[-1]


@pytest.fixture
async def wire() -> AsyncIterator[WireServer]:
    server = WireServer()
    await server.start()
    yield server
    await server.stop()


async def test_a_wrong_token(wire: WireServer, tmp_path: Path) -> None:
    status, out, err = await run(
        cwd=tmp_path,
        DISCORD_TOKEN=SECRET,
        BACKCHANNEL_DISCORD_API=wire.api_base,
        BACKCHANNEL_DISCORD_GATEWAY=wire.gateway_url,
    )
    assert status == 1
    assert last_line(err).startswith("backchannel: Discord refuses the token")
    assert "Traceback" not in err
    assert SECRET not in out + err


async def test_discord_out_of_order(wire: WireServer, tmp_path: Path) -> None:
    wire.inject(Fault(method="GET", path_pattern="/users/@me", status=400, code=0, message="Out of order", times=None))
    status, _, err = await run(
        cwd=tmp_path,
        DISCORD_TOKEN=wire.token,
        BACKCHANNEL_DISCORD_API=wire.api_base,
        BACKCHANNEL_DISCORD_GATEWAY=wire.gateway_url,
    )
    assert status == 1
    assert last_line(err) == "backchannel: Discord answers with status 400; try again in a while."
    assert "Traceback" not in err


async def test_discord_out_of_reach(tmp_path: Path) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = f"127.0.0.1:{taken.getsockname()[1]}"
        status, _, err = await run(
            cwd=tmp_path,
            DISCORD_TOKEN=SECRET,
            BACKCHANNEL_DISCORD_API=f"http://{nobody}/api/v10",
            BACKCHANNEL_DISCORD_GATEWAY=f"ws://{nobody}/gw/",
        )
    assert status == 1
    assert last_line(err).startswith("backchannel: Discord can't be reached")


async def test_a_busy_port(tmp_path: Path) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        status, _, err = await run("--port", str(taken.getsockname()[1]), cwd=tmp_path)
    assert status == 1
    assert "port" in last_line(err)
    assert "Traceback" not in err


async def test_a_store_that_a_newer_program_wrote(tmp_path: Path) -> None:
    file = tmp_path / "newer.sqlite3"
    with closing(sqlite3.connect(file)) as newer, newer:
        newer.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        newer.execute("INSERT INTO alembic_version VALUES ('9999')")
    before = file.read_bytes()
    status, _, err = await run(
        cwd=tmp_path, DISCORD_TOKEN=SECRET, BACKCHANNEL_DATABASE_URL=f"sqlite+aiosqlite:///{file}"
    )
    assert status == 1
    assert "newer" in last_line(err)
    assert file.read_bytes() == before


async def test_a_store_that_is_no_database(tmp_path: Path) -> None:
    file = tmp_path / "letters.sqlite3"
    file.write_text("Dear Sir or Madam, " * 200, encoding="utf-8")
    status, _, err = await run(
        cwd=tmp_path, DISCORD_TOKEN=SECRET, BACKCHANNEL_DATABASE_URL=f"sqlite+aiosqlite:///{file}"
    )
    assert status == 1
    assert last_line(err).startswith("backchannel: ")
    assert file.read_text(encoding="utf-8").startswith("Dear Sir")


async def test_a_wrong_setting(tmp_path: Path) -> None:
    status, _, err = await run(cwd=tmp_path, BACKCHANNEL_TICK_S="soon")
    assert (status, "BACKCHANNEL_TICK_S" in last_line(err)) == (1, True)


@pytest.mark.parametrize(
    ("words", "environment", "says"),
    [
        (("--role", "poster"), {"DISCORD_TOKEN": SECRET}, "several need PostgreSQL"),
        (("run", "--role", "postmaster"), {}, "some of gateway, poster, reader"),
        (("--role", "gateway"), {"BACKCHANNEL_DATABASE_URL": "postgresql+asyncpg://user@host/name"}, "DISCORD_TOKEN"),
        ((), {"BACKCHANNEL_SHARDS": "8-15/8", "DISCORD_TOKEN": SECRET}, "BACKCHANNEL_SHARDS"),
    ],
    ids=["file", "no-role", "no-token", "no-shards"],
)
async def test_a_role_that_can_not_be_had(
    words: tuple[str, ...], environment: dict[str, str], says: str, tmp_path: Path
) -> None:
    status, out, err = await run(*words, cwd=tmp_path, **environment)
    assert (status, out) == (1, "")
    assert says in last_line(err)
    assert "Traceback" not in err


async def test_a_missing_model(tmp_path: Path) -> None:
    status, _, err = await run(cwd=tmp_path, DISCORD_TOKEN=SECRET, BACKCHANNEL_SPACY_MODEL="xx_no_model")
    assert status == 1
    assert "xx_no_model is not installed" in last_line(err)


def test_reading_for_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["read", str(ARTICLE), "--published", "2023-06-14"])
    out = capsys.readouterr().out
    assert status == 0
    assert "Antony Blinken and Qin Gang speak by telephone" in out


def test_reading_says_what_dates_an_article(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "filed.txt"
    file.write_text(f"GENEVA, June 13 (Reuters) - {ARTICLE.read_text(encoding='utf-8')}", encoding="utf-8")
    assert main(["read", str(file), "--published", "2023-06-14"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "Dated by its dateline: 13 June 2023. It was given the day 14 June 2023" in out
    assert main(["read", str(file), "--published", "2023-06-14", "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["published"], answer["published_by"]) == ("2023-06-13", "dateline")
    assert answer["published_conflict"]["given"] == "2023-06-14"


async def test_reading_many_keeps_the_order_and_goes_on_after_an_error(tmp_path: Path) -> None:
    lines = [
        {"id": "first", "text": ARTICLE.read_text(encoding="utf-8"), "published": "2023-06-14"},
        {"id": "second", "text": ""},
        {"id": "third", "text": ARTICLE.read_text(encoding="utf-8"), "published": None},
    ]
    stdin = "".join(json.dumps(line) + "\n" for line in lines) + "no json\n"
    status, out, _ = await run("read", "--jsonl", cwd=tmp_path, stdin=stdin)
    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert [answer["id"] for answer in answers] == ["first", "second", "third", None]
    assert len(answers[0]["events"]) == 9
    assert "text" not in answers[0]
    assert answers[1]["error"]["code"] == answers[3]["error"]["code"] == "bad_input"
    assert {event["from"] for event in answers[2]["events"] if event["type"] == "CONSULT"} == {None}


def test_a_file_of_many_is_read_as_one_line_after_the_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = ARTICLE.read_text(encoding="utf-8")
    lines = [json.dumps({"id": str(i), "text": text[: i * 700], "published": "2023-06-14"}) for i in range(4)]
    file = tmp_path / "articles.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    found = []
    for source in (file.open(encoding="utf-8"), io.StringIO(file.read_text(encoding="utf-8"))):
        with source:
            monkeypatch.setattr(sys, "stdin", source)
            assert main(["read", "--jsonl"]) == 1
        found.append(capsys.readouterr().out)
    assert found[0] == found[1]
    assert [json.loads(line)["id"] for line in found[0].splitlines()] == ["0", "1", "2", "3"]


def test_reading_a_page_gives_its_text_along(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    paragraphs = "".join(f"<p>{line}</p>" for line in ARTICLE.read_text(encoding="utf-8").splitlines())
    page.write_text(
        "<html><head><title>A call</title><meta property='article:published_time' content='2023-06-14'></head>"
        f"<body><article><h1>A call</h1>{paragraphs}</article></body></html>",
        encoding="utf-8",
    )
    status = main(["read", str(page), "--format", "json"])
    answer = json.loads(capsys.readouterr().out)
    assert status == 0
    first = answer["sentences"][0]
    assert answer["published"] == "2023-06-14"
    assert "Antony Blinken" in answer["text"][first["start"] : first["end"]]


def test_reading_sums_up_in_so_many_words(capsys: pytest.CaptureFixture[str]) -> None:
    for most in (30, 60):
        assert main(["read", str(ARTICLE), "--published", "2023-06-14", "--format", "json", "--words", str(most)]) == 0
        brief = json.loads(capsys.readouterr().out)["summary"]["brief"]
        assert 0 < sum(len(point["text"].split()) for point in brief) <= most
        assert all(point["text"].endswith((".", "”")) and point["sentences"] for point in brief)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("read",), "Name one or more files"),
        (("read", "nowhere.txt"), "can't be opened"),
        (("read", str(ARTICLE), "--published", "June"), "is no day"),
    ],
)
def test_wrong_arguments_of_reading(
    arguments: tuple[str, ...],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 1
    assert words in capsys.readouterr().err
