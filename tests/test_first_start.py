"""Starting: at the first of all the reader loads its model while the store is made."""

from pathlib import Path

import pytest

from bot import app
from bot.model.errors import BackchannelError, StoreError
from bot.reading_pool import ReadingPool
from config.settings import Settings
from data.store import Store


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what the reader is told; nothing is read and nothing filled in."""
    found: list[str] = []

    async def warm(_: ReadingPool) -> None:
        found.append("warm")

    async def close(_: ReadingPool) -> None:
        found.append("close")

    async def fill(*_: object) -> None:
        found.append("fill")

    monkeypatch.setattr(ReadingPool, "warm", warm)
    monkeypatch.setattr(ReadingPool, "close", close)
    monkeypatch.setattr(app, "_fill", fill)
    return found


def settings_of(folder: Path) -> Settings:
    return Settings(database_url=f"sqlite+aiosqlite:///{folder / 'store.sqlite3'}")


async def test_only_the_first_start_loads_the_model_ahead(tmp_path: Path, heard: list[str]) -> None:
    for expected in (["fill", "warm", "close"], ["fill", "close"]):
        async with app.open_services(settings_of(tmp_path), progress=lambda _: None):
            pass
        assert sorted(heard) == sorted(expected)
        assert heard[-1] == "close"
        heard.clear()


async def test_a_reader_that_breaks_ahead_of_time_hinders_no_start(
    tmp_path: Path, heard: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_: ReadingPool) -> None:
        raise BackchannelError("broke twice")

    monkeypatch.setattr(ReadingPool, "warm", broken)
    async with app.open_services(settings_of(tmp_path), progress=lambda _: None):
        pass
    assert heard == ["fill", "close"]


async def test_a_store_that_cannot_be_opened_leaves_no_reader_behind(
    tmp_path: Path, heard: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refused(*_: object, **__: object) -> object:
        raise StoreError("no space")

    monkeypatch.setattr(Store, "open", refused)
    with pytest.raises(StoreError):
        async with app.open_services(settings_of(tmp_path), progress=lambda _: None):
            pass
    assert heard[-1] == "close"
