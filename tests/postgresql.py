"""A PostgreSQL server for the tests: the one that BACKCHANNEL_TEST_POSTGRES names, or one of our own for a session.

Each test gets a database of its own, copied from a migrated one, which takes a tenth of migrating it.
"""

import asyncio
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import URL, make_url

from data.store import Store

_NAMED = "BACKCHANNEL_TEST_POSTGRES"
_USERS = ("postgres", "nobody")
_OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "64MB",
    "max_connections": "50",
    "autovacuum": "off",
}


class Server:
    """A server on which databases can be made; `address` names one that is there already."""

    def __init__(self, address: URL) -> None:
        self._address = address
        self._prefix = f"backchannel_test_{secrets.token_hex(4)}"
        self._made = 0
        self._template: str | None = None

    def empty(self) -> str:
        """Make an empty database; return its address."""
        self._made += 1
        name = f"{self._prefix}_{self._made}"
        self._run(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
        return self._url(name)

    def migrated(self) -> str:
        """Make a database that holds an empty store; return its address."""
        if self._template is None:
            url = self.empty()

            async def migrate() -> None:
                await (await Store.open(url)).close()

            asyncio.run(migrate())
            self._template = make_url(url).database
        self._made += 1
        name = f"{self._prefix}_{self._made}"
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{self._template}"')
        return self._url(name)

    def drop(self, url: str) -> None:
        """Delete a database, whoever is still connected to it."""
        self._run(f'DROP DATABASE "{make_url(url).database}" WITH (FORCE)')

    def close(self) -> None:
        """Delete the migrated database."""
        if self._template is not None:
            self.drop(self._url(self._template))

    def _url(self, name: str) -> str:
        return self._address.set(database=name).render_as_string(hide_password=False)

    def _run(self, statement: str) -> None:
        dsn = self._address.set(drivername="postgresql").render_as_string(hide_password=False)

        async def run() -> None:
            connection = await asyncpg.connect(dsn)
            try:
                await connection.execute(statement)
            finally:
                await connection.close()

        asyncio.run(run())


@contextmanager
def served() -> Iterator[Server]:
    """Give a server, and skip where there is none."""
    named = os.environ.get(_NAMED)
    if named:
        server = Server(make_url(named).set(drivername="postgresql+asyncpg"))
        yield server
        server.close()
        return
    programs = _programs()
    if programs is None:
        pytest.skip(f"no PostgreSQL: install Debian's package postgresql, or name a server in {_NAMED}")
    with _started(programs) as address:
        yield Server(address)


def _programs() -> Path | None:
    """Return the folder of initdb and postgres, the newest version's; None where they aren't installed."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: float(one.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    places = [*versions, *([Path(on_path).resolve().parent] if on_path else [])]
    return next((one for one in places if (one / "initdb").is_file() and (one / "postgres").is_file()), None)


@contextmanager
def _started(programs: Path) -> Iterator[URL]:
    """Run a server on loopback in a temporary folder, as somebody who isn't root, until the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="backchannel-postgresql-"))
    user = _someone()
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    password = secrets.token_hex(8)
    secret = folder / "password"
    secret.write_text(password, encoding="utf-8")
    secret.chmod(0o644 if user is not None else 0o600)

    def run(*words: str | Path) -> None:
        done = subprocess.run(  # noqa: S603 (the package's own programs)
            list(map(str, words)),
            cwd=folder,
            user=None if user is None else user.pw_uid,
            group=None if user is None else user.pw_gid,
            extra_groups=None if user is None else [],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode:
            pytest.skip(f"PostgreSQL is installed and can't be started here: {done.stderr.strip()[-300:]}")

    data = folder / "data"
    control = programs / "pg_ctl"
    try:
        run(
            programs / "initdb", "-D", data, "-U", "tests", "-E", "UTF8", "--locale=C", "-N", "-A", "md5",
            f"--pwfile={secret}",
        )  # fmt: skip
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        options = {**_OPTIONS, "port": str(port), "unix_socket_directories": str(folder)}
        set_up = " ".join(f"-c {name}={value}" for name, value in options.items())
        run(control, "-D", data, "-w", "-l", folder / "log", "-o", set_up, "start")
        try:
            yield URL.create("postgresql+asyncpg", "tests", password, "127.0.0.1", port, "postgres")
        finally:
            run(control, "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _someone() -> pwd.struct_passwd | None:
    """Return whom to run the server as where we are root, which PostgreSQL refuses; None where we are not."""
    if os.geteuid() != 0:
        return None
    for name in _USERS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    pytest.skip("PostgreSQL can't run as root, and there is no user postgres or nobody")
