"""`python -m bot pack` as somebody meets it who contributes a chronology."""

import asyncio
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.model.stored import EventQuery
from data import events
from data.store import Store
from tests.conftest import address
from tests.packs.samples import HEAD, TREATY


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A sound pack's file."""
    made = tmp_path / "nor-chl.toml"
    made.write_text(HEAD + TREATY, encoding="utf-8")
    return made


@pytest.fixture(autouse=True)
def _in_store(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKCHANNEL_DATABASE_URL", address(path))
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    monkeypatch.chdir(path.parent)


def count(path: Path) -> int:
    async def ask() -> int:
        store = await Store.open(address(path))
        page = await store.read(lambda conn: events.timeline(conn, EventQuery()))
        await store.close()
        return page.total

    return asyncio.run(ask())


def test_a_sound_file_is_told_to_be(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "check", str(file)]) == 0
    assert capsys.readouterr().out == f"{file}: 1 events, no faults\n"


def test_faults_are_told_a_line_each(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(HEAD + TREATY.replace("fisheries treaty", "historic treaty."), encoding="utf-8")
    assert main(["pack", "check", str(file)]) == 1
    said = capsys.readouterr()
    assert f"{file}: 1999-02-treaty: a headline has no full stop\n" in said.err
    assert f"{file}: 1999-02-treaty: not “historic”: it judges\n" in said.err
    assert said.out == f"{file}: 1 events, 2 faults\n"


def test_a_pack_is_loaded_once(file: Path, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "load", str(file)]) == 0
    assert capsys.readouterr().out.endswith("nor-chl version 1: loaded\n")
    assert main(["pack", "load", str(file)]) == 0
    assert capsys.readouterr().out.endswith("nor-chl version 1: is loaded already\n")
    assert count(path) == 1


def test_nothing_is_loaded_where_one_file_has_a_fault(file: Path, path: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("[pack", encoding="utf-8")
    assert main(["pack", "load", str(file), str(broken)]) == 1
    assert count(path) == 0


@pytest.mark.parametrize("data", [None, b"\xff\xfe\x00"], ids=["missing", "not text"])
def test_what_can_t_be_read_is_said(tmp_path: Path, data: bytes | None, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.toml"
    if data is not None:
        file.write_bytes(data)
    assert main(["pack", "check", str(file)]) == 1
    assert f"backchannel: {file} can't be read" in capsys.readouterr().err


def test_a_new_pack_is_begun_and_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "new.toml"
    assert main(["pack", "new", "norway", "Chile", "-o", str(file)]) == 0
    begun = file.read_text(encoding="utf-8")
    assert 'pair = ["NOR", "CHL"]' in begun
    assert main(["pack", "check", str(file)]) == 1
    assert "Full Name (NOR) is not in data/reference/offices.toml" in capsys.readouterr().err
    assert main(["pack", "new", "norway", "Chile", "-o", str(file)]) == 1
    assert file.read_text(encoding="utf-8") == begun


@pytest.mark.parametrize("names", [["Norway", "Norway"], ["Norway", "Atlantis"]])
def test_a_new_pack_needs_two_countries(names: list[str], tmp_path: Path) -> None:
    assert main(["pack", "new", *names, "-o", str(tmp_path / "x.toml")]) == 1
    assert not (tmp_path / "x.toml").exists()
