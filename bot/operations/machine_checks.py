"""Looks at this machine: the store, its backups, disks, clocks, time zones, the reader's model, ports, addresses."""

import asyncio
import shutil
import socket
import tempfile
import time
import zoneinfo
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp

from bot.model.errors import BackchannelError, CannotReadError, StoreError
from bot.model.reading import ArticleText
from bot.operations.backups import folder_beside
from bot.operations.findings import Finding, fault, fine, warning
from bot.reading_pool import ReadingPool
from data import backup
from data.examine import Examined, ExaminedServer, count_feeds, examine, examine_server
from data.migrate import HEAD
from data.store import schema_of

_MB = 1_000_000
_TIMEOUT_S = 5.0
_LARGE_LOG = 200 * _MB
_SCARCE, _SHORT = 500 * _MB, 50 * _MB
_ZONES = ("UTC", "Europe/Berlin", "Asia/Shanghai", "America/New_York")


async def store_finding(url: str) -> Finding:
    """Look whether the store opens, is whole, can be written, and is of this program's schema."""
    try:
        found = await schema_of(url)
        if not url.startswith("sqlite"):
            return _of_server(await examine_server(url), found)
        path = backup.store_file(url)
        if not path.is_file():
            told = f"There is no store at {path} yet; the first start makes it."
            return fine("store", told)
        seen = await asyncio.to_thread(examine, path)
    except StoreError as error:
        return fault("store", error.user_text, "See docs/operations.md, “When something is wrong”.")
    except ImportError as error:
        told = f"Its driver, the package {error.name}, is not installed."
        return fault("store", told, f"Install {error.name} in this environment, or use a SQLite file.")
    except OSError as error:
        return fault("store", f"It can’t be reached: {type(error).__name__}.", "Look at BACKCHANNEL_DATABASE_URL.")
    return _of_file(path, seen, found)


def _of_server(seen: ExaminedServer, revision: str | None) -> Finding:
    if not seen.is_writable:
        told = f"PostgreSQL {seen.version} answers, but this user may not write or change the schema there."
        return fault("store", told, "Make the user the database’s owner, on a server that is no standby.")
    others = f", {seen.others} other connections" if seen.others else ""
    return _of_schema(revision, f"PostgreSQL {seen.version} answers, {seen.size / _MB:,.1f} MB{others}")


def _of_file(path: Path, seen: Examined, revision: str | None) -> Finding:
    size = f"{seen.size / _MB:,.1f} MB" + (", in use" if seen.is_in_use else "")
    if seen.fault is not None:
        told = f"{path} is damaged ({seen.fault[:80]})."
        return fault("store", told, "Stop the bot, move the file away, and restore the last backup.")
    if not seen.is_writable:
        told = f"{path} or its folder is read-only for this program."
        return fault("store", told, "Give the user that runs the bot the right to write both.")
    if seen.wal_size > _LARGE_LOG:
        told = (
            f"Its write-ahead log has grown to {seen.wal_size / _MB:,.0f} MB: a reader keeps it from being folded in."
        )
        return warning("store", told, "Close other programs that have the store open, then restart the bot.")
    if not seen.is_wal and revision == HEAD:
        return warning("store", f"{path}, {size}, is not in WAL mode yet.", "The next start puts it right.")
    return _of_schema(revision, f"{path}, {size}, whole")


def _of_schema(revision: str | None, told: str) -> Finding:
    if revision == HEAD:
        return fine("store", f"{told}, schema {revision}.")
    advice = "Run `python -m bot migrate`, or start the bot, which does the same without a backup."
    return warning("store", f"{told}, schema {revision or 'none'}; this program needs {HEAD}.", advice)


async def feeds_finding(url: str) -> Finding:
    """Look how many of the feeds that servers follow fail, or were stopped."""
    try:
        if url.startswith("sqlite"):
            path = backup.store_file(url)
            seen = await asyncio.to_thread(count_feeds, path) if path.is_file() else None
        else:
            seen = (await examine_server(url)).feeds
    except (StoreError, OSError, ImportError):
        return fine("feeds", "Not looked at: the store can’t be read.")
    if seen is None:
        return fine("feeds", "None yet.")
    told = f"{seen.asked} are asked for; {seen.failing} failed at the last look, {seen.stopped} were stopped."
    if seen.failing > max(1, seen.asked // 2):
        return warning("feeds", told, "So many at once are seldom the sites’ fault: look at this machine’s connection.")
    if seen.stopped:
        return warning("feeds", told, "Those who manage the servers that follow them were told; /feed list shows why.")
    return fine("feeds", told)


def backups_finding(url: str, folder: str | None, kept: int, *, now: datetime) -> Finding:
    """Look whether there is a fresh backup."""
    try:
        source = backup.store_file(url)
    except StoreError as error:
        return fine("backups", f"{error.user_text} Whether they are made can’t be seen from here.")
    if kept == 0:
        told = "Nightly backups are off."
        return warning("backups", told, "Set BACKCHANNEL_BACKUPS_KEPT, or see that something else makes them.")
    place = folder_beside(source, folder)
    there = backup.backups_in(place) if place.is_dir() else ()
    newest = backup.made_at(there[-1]) if there else None
    if newest is None:
        if not source.is_file():
            return fine("backups", "None yet, and nothing to back up.")
        return warning("backups", f"There is none in {place}.", "Run `python -m bot backup`.")
    age = now - newest
    told = f"{len(there)} in {place}, the newest from {newest:%Y-%m-%d %H:%M} UTC."
    if age > timedelta(days=2):
        return warning("backups", told, "Look in the log for backup_failed, and run `python -m bot backup`.")
    return fine("backups", told)


def disk_findings(url: str) -> tuple[Finding, ...]:
    """Look how much room the store's disk and the folder for temporary files have."""
    folders = {"temporary files": Path(tempfile.gettempdir())}
    if url.startswith("sqlite"):
        folders = {"the store": backup.store_file(url).absolute().parent, **folders}
    return tuple(_room(name, folder) for name, folder in folders.items())


def _room(name: str, folder: Path) -> Finding:
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    told = f"{free / _MB:,.0f} MB free for {name} ({folder})."
    if free < _SHORT:
        return fault("disk", told, "Make room: the store can’t grow, and no backup can be made.")
    if free < _SCARCE:
        return warning("disk", told, "Make room; a backup needs as much as the store itself.")
    return fine("disk", told)


def zones_finding() -> Finding:
    """Look whether the time zones that schedules need are there."""
    missing = []
    for name in _ZONES:
        try:
            zoneinfo.ZoneInfo(name)
        except (zoneinfo.ZoneInfoNotFoundError, OSError):
            missing.append(name)
    if missing:
        return fault(
            "time zones", f"Not found: {', '.join(missing)}.", "Install the package tzdata in this environment."
        )
    return fine("time zones", f"{len(zoneinfo.available_timezones())} are known.")


async def clocks_finding() -> Finding:
    """Look whether the clock that counts up and the clock that tells the time go alike."""
    before, began = time.monotonic(), datetime.now(UTC)
    await asyncio.sleep(0.2)
    counted, told_s = time.monotonic() - before, (datetime.now(UTC) - began).total_seconds()
    if counted <= 0 or abs(counted - told_s) > 0.1:
        told = f"In {counted:.2f} s of this machine’s counter its clock moved by {told_s:.2f} s."
        return warning(
            "time", told, "A time service is setting the clock, or the machine sleeps; look again in a minute."
        )
    return fine("time", "This machine’s clock goes evenly.")


async def reader_finding(model: str) -> Finding:
    """Load the reader's model, in a process of its own as the bot does, and have it look at a text that is none."""
    readers = ReadingPool(model)
    began = time.monotonic()
    try:
        await readers.read(ArticleText(id="", text="", title=None, published=None, source=None, url=None))
    except CannotReadError:
        return fine("reader", f"The model {model} is installed and loads in {time.monotonic() - began:.0f} s.")
    except BackchannelError:
        told = f"The model {model} is not installed, or does not load."
        return fault("reader", told, "Run `make setup`, or set BACKCHANNEL_SPACY_MODEL to an installed model.")
    finally:
        await readers.close()
    return warning(
        "reader", f"The model {model} read a text that is none.", "Install the packages again: `make setup`."
    )


async def language_model_finding(url: str | None, key: str | None) -> Finding:
    """Ask the language model's API for its models, where one is set; nothing else is sent."""
    name = "language model"
    if url is None:
        return fine(name, "None is set; summaries are made offline.")
    headers = {} if key is None else {"Authorization": f"Bearer {key}"}
    advice = "Look at BACKCHANNEL_LANGUAGE_MODEL_URL and _KEY; until then the offline summaries stand."
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_TIMEOUT_S), headers=headers) as session,
            session.get(f"{url.rstrip('/')}/models", allow_redirects=False) as answer,
        ):
            if answer.status == 200:
                return fine(name, "Its API answers.")
            return warning(name, f"Its API answers with status {answer.status}.", advice)
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
        return warning(name, "Its API can’t be reached.", advice)


def port_finding(host: str, port: int | None) -> Finding:
    """Look whether the health pages' port is free."""
    if port is None:
        return fine("health pages", "Off; BACKCHANNEL_HEALTH_PORT switches them on.")
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((host, port))
    except OSError:
        told = f"{host}:{port} can’t be listened on: the bot is running, or another program is."
        return warning("health pages", told, "Where the bot does not run, set BACKCHANNEL_HEALTH_PORT to a free port.")
    return fine("health pages", f"{host}:{port} is free.")
