# ruff: noqa: SLF001  this is the one file that may use private names
"""Everything that is used of simcord beyond its public names, in one place, checked at import.

simcord simulates Discord inside one process and one virtual clock. The sandbox needs its backend behind a real wire and
a real clock, which its public names don't offer. simcord is pinned to one version; should another be installed, this
module says at import which name is missing, and no other module of the sandbox needs a look.
"""

import asyncio
import json
import logging
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from importlib import import_module
from importlib.metadata import version
from types import CodeType
from typing import Any

from bot.model.errors import StartupError

SIMCORD_VERSION = "3.2.1"


def _unusable(reason: str) -> StartupError:
    return StartupError(
        f"simcord {version('simcord')}: {reason}",
        user_text=f"The simulated Discord needs simcord {SIMCORD_VERSION}; the installed version "
        f"{version('simcord')} won't do: {reason}. Run `make setup` again.",
    )


@contextmanager
def _quiet_discord() -> Iterator[None]:
    """Hold back what discord.py says of the clients that simcord makes at import, to try it out."""
    log = logging.getLogger("discord")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(level)


try:
    with _quiet_discord():
        from simcord import _clock, _dpy_internals, preview
        from simcord.actors import MemberActor
        from simcord.backend import Backend, serializers
        from simcord.backend.cdn import CDN_BASE
        from simcord.backend.errors import BackendError, SetupError
        from simcord.backend.models import Message
        from simcord.builders import ChannelHandle, GuildHandle, UserHandle
        from simcord.env import Env
        from simcord.http import routes as _routes  # noqa: F401  importing it registers every route
        from simcord.http.router import RouteNotImplemented, UnsupportedField, dispatch
        from simcord.intents import censor_message, prune_guild_create, required_intent
        from simcord.preview import _markdown
        from simcord.results import ResponseMessage
except ImportError as error:
    raise _unusable(str(error)) from error

__all__ = [
    "CDN_BASE",
    "Backend",
    "BackendError",
    "ChannelHandle",
    "GuildHandle",
    "LiveEnv",
    "LivePreview",
    "MemberActor",
    "Message",
    "ResponseMessage",
    "RouteNotImplemented",
    "SetupError",
    "UnsupportedField",
    "UserHandle",
    "censor_message",
    "dispatch",
    "forget_ids",
    "prune_guild_create",
    "required_intent",
    "serializers",
    "trim_blobs",
]

MESSAGE_MENU = 3
PAGE_LEASE_S = 7 * 24 * 3600.0
MARKDOWN_KEPT = 2000
IDS_KEPT_MS = 10_000
REFRESH_AFTER = timedelta(seconds=60)

_MARKDOWN_USERS = (
    "simcord.preview._component_projection",
    "simcord.preview._messages",
    "simcord.preview._queries",
    "simcord.preview._snapshot",
)
# Per module: methods and class attributes by their dotted path; then names that a constructor sets on the instance.
_NEEDED_NAMES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("simcord._clock", ("Clock.now", "Clock.advance")),
    ("simcord._dpy_internals", ("get_state",)),
    ("simcord.env", ("Env._settle_internal",)),
    (
        "simcord.preview",
        (
            "Preview._action",
            "Preview._advance_presentation_time",
            "Preview._close_page",
            "Preview._get_page",
            "Preview._MAX_PAGES",
            "Preview._open_page",
            "Preview._page_payload",
            "Preview._PAGE_LEASE_SECONDS",
            "Preview._publish",
            "Preview._reject",
            "Preview._target_id",
            "Preview._target_message",
        ),
    ),
    (
        "simcord.preview._pages",
        (
            "_Page.id",
            "_Page.last_activity",
            "_Page.modal",
            "_Page.modal_handle",
            "_Page.pinned_snapshot",
            "_Page.revision",
            "_Page.viewer",
        ),
    ),
    *((module, ("markdown_tokens",)) for module in _MARKDOWN_USERS),
    ("simcord.backend", ("Backend.visible_commands", "Backend.emit", "Backend.snowflake")),
)
_NEEDED_ATTRIBUTES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("simcord.env", "Env", ("_generation", "_loop", "_message_states", "_preview", "_started")),
    ("simcord.preview", "Preview", ("_action_page", "_pages", "_python", "_server")),
    ("simcord.backend", "Backend", ("_reserved_ids", "_sequences")),
    ("simcord.backend.cdn", "CdnStore", ("_blobs",)),
)


def missing_names() -> tuple[str, ...]:
    """Name what the installed simcord lacks of the private names used here.

    Returns:
        Dotted names, empty when everything is in place.
    """
    missing = []
    for module_name, paths in _NEEDED_NAMES:
        for path in paths:
            value: object = import_module(module_name)
            for part in path.split("."):
                value = getattr(value, part, None)
            if value is None:
                missing.append(f"{module_name}.{path}")
    for module_name, class_name, attributes in _NEEDED_ATTRIBUTES:
        assigned = _assigned_by_constructor(getattr(import_module(module_name), class_name, object))
        missing += [f"{module_name}.{class_name}.{name}" for name in attributes if name not in assigned]
    return tuple(missing)


def _assigned_by_constructor(cls: type) -> set[str]:
    names: set[str] = set()
    for base in cls.__mro__:
        code = getattr(base.__dict__.get("__init__"), "__code__", None)
        if isinstance(code, CodeType):
            names.update(code.co_names)
    return names


def check_simcord() -> None:
    """Refuse to go on with a simcord that lacks a name this module leans on.

    Raises:
        StartupError: naming what is missing and the version that is installed.
    """
    missing = missing_names()
    if missing:
        raise _unusable(f"it lacks {', '.join(missing)}")


check_simcord()


@lru_cache(maxsize=MARKDOWN_KEPT)
def _markdown_json(text: str, profile: str, context_json: str | None) -> str:
    context = None if context_json is None else json.loads(context_json)
    return json.dumps(_markdown.markdown_tokens(text, profile, context=context))


def _remembered_markdown(
    value: Any, profile: str = "message", *, context: Mapping[str, Any] | None = None
) -> list[dict[str, Any]]:
    """Parse a message's markdown once, not again for every page at every change (four fifths of a page's time)."""
    if value is None:
        return []
    context_json = None if context is None else json.dumps(context, sort_keys=True)
    tokens: list[dict[str, Any]] = json.loads(_markdown_json(str(value), profile, context_json))
    return tokens


def _speed_up_pages() -> None:
    for module in _MARKDOWN_USERS:
        vars(import_module(module))["markdown_tokens"] = _remembered_markdown


_speed_up_pages()


class LiveClock(_clock.Clock):
    """simcord's clock, running with the real one."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._real_now = now

    def now(self) -> datetime:
        """Read the real clock."""
        return self._real_now()

    def advance(self, seconds: float) -> None:
        """Do nothing: real time can't be pushed."""


class LiveEnv(Env):
    """simcord's world for a bot that lives in another process and answers in real time.

    Attributes:
        version: Counts up with everything that happens in the world; a page is stale when it was drawn at another.
        turn: Held by whoever acts as a person; actions come one after another, as simcord expects them.
    """

    ANSWER_WAIT_S = 1.5

    def __init__(self, bot: Any, *, now: Callable[[], datetime]) -> None:
        super().__init__(bot)
        self._real_now = now
        self.version = 0
        self.turn = asyncio.Lock()
        self._changed = asyncio.Event()

    def go_live(self) -> None:
        """Let real time begin, without a bot of this process; call it on the running event loop.

        Until here simcord's clock stands still, so a world that is built first gets the same ids in every run, and what
        a bot has stored about it stays true.
        """
        self.backend.clock = LiveClock(self._real_now)
        self._loop = asyncio.get_running_loop()
        self._started = True
        self._generation = 1
        self._message_states.add(_dpy_internals.get_state(self.bot))

    def touch(self) -> None:
        """Say that something in the world has changed."""
        self.version += 1
        self._changed.set()
        self._changed = asyncio.Event()

    async def until(self, condition: Callable[[], bool], *, timeout_s: float) -> bool:
        """Wait until a condition holds that depends on the world alone.

        Args:
            condition: Asked at once and after every change of the world.
            timeout_s: The longest wait, in seconds.

        Returns:
            Whether it came true in time.
        """
        try:
            async with asyncio.timeout(timeout_s):
                while not condition():
                    await self._changed.wait()
        except TimeoutError:
            return condition()
        return True

    async def _settle_internal(
        self,
        *,
        timeout: float | None = None,  # noqa: ASYNC109  simcord's own signature
        idle: float = 0.05,
        dispatch: str | None = None,
        _deadline: float | None = None,
    ) -> None:
        """Wait for the answer to the newest interaction, never for the rest of the bot's work."""
        if dispatch != "INTERACTION_CREATE" or not self.backend.interactions:
            return
        newest = next(reversed(self.backend.interactions.values()))
        await self.until(lambda: newest.responded, timeout_s=self.ANSWER_WAIT_S)


class LivePreview(preview.Preview):
    """simcord's page for one channel, kept fresh while the bot acts by itself.

    A page shows what was last published to it. Here a page is published again when it asks for its state and the world
    has moved on, so an absent page costs nothing and an open one is at most one poll behind.
    """

    _PAGE_LEASE_SECONDS = PAGE_LEASE_S

    def __init__(
        self,
        env: LiveEnv,
        channel: ChannelHandle,
        viewers: tuple[MemberActor, ...],
        *,
        zone: str,
        assets: Mapping[str, tuple[str, bytes]],
    ) -> None:
        super().__init__(
            env,
            channel,
            viewers,
            layout="channel",
            display="responsive",
            width=960,
            height=720,
            locale="en-GB",
            timezone=zone,
            presentation_time=None,
            assets=assets,
            port=0,
        )
        self._live = env
        self._drawn: dict[str, tuple[int, datetime]] = {}

    async def open(self) -> None:
        """Serve the page on a free port of 127.0.0.1. simcord knows one page per world; here each channel has one."""
        self.env._preview = None
        await self.__aenter__()

    @property
    def port(self) -> int:
        """The page's own port, for the front only."""
        port = self._server.port
        assert port is not None, "the preview is open"
        return port

    def _open_page(self, viewer_id: Any = None, target_id: Any = None) -> Any:
        while len(self._pages) > self._MAX_PAGES:
            browser_pages = (page for page in self._pages.values() if page is not self._python)
            self._close_page(min(browser_pages, key=lambda page: page.last_activity).id)
        return super()._open_page(viewer_id, target_id)

    def _page_payload(self, page: Any) -> dict[str, Any]:
        seen, drawn_at = self._drawn.get(page.id, (-1, datetime.min.replace(tzinfo=UTC)))
        now = self._live.now()
        is_stale = seen != self._live.version or now - drawn_at > REFRESH_AFTER
        if is_stale and page is not self._action_page and page.pinned_snapshot is None:
            self._drawn = {key: value for key, value in self._drawn.items() if key in self._pages}
            self._drawn[page.id] = (self._live.version, now)
            self._advance_presentation_time()
            self._publish(page, reason="refresh")
        return super()._page_payload(page)

    async def _action(self, context_id: str | None, body: Mapping[str, Any]) -> dict[str, Any]:
        async with self._live.turn:
            page = self._get_page(context_id)
            self.env._preview = self
            if isinstance(body, Mapping) and body.get("kind") == "close":
                return self._reject(
                    page, "unknown-kind", request_id=body.get("request_id"), sequence=body.get("sequence")
                )
            if isinstance(body, Mapping) and "published_revision" in body:
                body = {**body, "published_revision": page.revision}
            return await super()._action(context_id, body)

    def message_menu(self, context_id: str | None) -> tuple[str, ...]:
        """List the message commands that the person on a page may use in this channel.

        Args:
            context_id: The page's own id.

        Returns:
            Command names in alphabetical order, may be empty.

        Raises:
            SetupError: if the page is unknown.
        """
        page = self._get_page(context_id)
        commands = self.env.backend.visible_commands(
            user_id=page.viewer.id, channel_id=self.channel.id, type=MESSAGE_MENU
        )
        return tuple(command["name"] for command in commands)

    async def use_message_menu(self, context_id: str | None, message_id: str, command: str) -> bool:
        """Use a message command as the person on a page does.

        Args:
            context_id: The page's own id.
            message_id: A message that this person sees in this channel.
            command: The command's name.

        Returns:
            Whether the bot answered in time.

        Raises:
            SetupError: if the page, the message or the command isn't there for this person.
            BackendError: if the person lacks a permission.
        """
        async with self._live.turn:
            page = self._get_page(context_id)
            self.env._preview = self
            stored = self._target_message(page, self._target_id(message_id, page.viewer))
            result = await page.viewer.context_menu(self.channel, command, ResponseMessage(self.env, stored))
            if result.modal is not None:
                page.modal = result
                page.modal_handle = "m_" + secrets.token_urlsafe(12)
            self._publish(page, reason="action")
            return bool(result.acknowledged)


def forget_ids(backend: Backend) -> None:
    """Drop the book-keeping of ids given out long ago; they can't be given out again."""
    oldest_ms = max(backend._sequences, default=0) - IDS_KEPT_MS
    backend._sequences = {at_ms: number for at_ms, number in backend._sequences.items() if at_ms >= oldest_ms}
    backend._reserved_ids = {snowflake for snowflake in backend._reserved_ids if snowflake >> 22 >= oldest_ms}


def trim_blobs(backend: Backend, limit_bytes: int) -> None:
    """Forget the oldest uploads once all of them together exceed a limit.

    Args:
        backend: simcord's store.
        limit_bytes: What may be kept, in bytes.
    """
    blobs = backend.cdn._blobs
    total = sum(len(blob) for blob in blobs.values())
    for url in list(blobs):
        if total <= limit_bytes:
            return
        total -= len(blobs.pop(url))
