import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from data.store import Store


def address(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file without rows, made once: Alembic takes longer than most tests."""
    path = tmp_path_factory.mktemp("template") / "store.sqlite3"

    async def make() -> None:
        await (await Store.open(address(path))).close()

    asyncio.run(make())
    return path


@pytest.fixture
def path(tmp_path: Path, empty_store: Path) -> Path:
    """A migrated store of this test's own."""
    return Path(shutil.copy(empty_store, tmp_path / "store.sqlite3"))


@pytest.fixture
async def store(path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(address(path))
    yield opened
    await opened.close()
