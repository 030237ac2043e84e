"""Discord's two endpoints on 127.0.0.1: the REST API and the gateway, over simcord's world in memory."""

import base64
import secrets
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import discord
from aiohttp import web

from bot.sandbox.simcord_private import Backend, LiveEnv
from bot.sandbox.wire.faults import ArmedFault, Fault
from bot.sandbox.wire.gateway import CloseCode, Gateway
from bot.sandbox.wire.limits import LimitRules
from bot.sandbox.wire.requests import RequestRecord
from bot.sandbox.wire.rest import RestApi
from bot.sandbox.wire.retention import Retention
from bot.sandbox.wire.sessions import spell_out_command

HOST = "127.0.0.1"
MAX_REQUEST_BYTES = 64 * 1024 * 1024
SHUTDOWN_S = 2.0


def utc_now() -> datetime:
    """Read the wall clock."""
    return datetime.now(UTC)


class WireServer:
    """A Discord that an unmodified bot connects to: set its API and gateway addresses, nothing else.

    Build the world through `env` (servers, channels, people, as many as wanted) before or while the bot is connected;
    people act through simcord's actors, one after another (hold `env.turn` where several tasks act). The limits, the
    memory for nonces and the faults are enforced here.

    Args:
        token: The bot's token; a random one by default, so that only who knows it can log in.
        limits: Discord's rate limits, or looser ones for a test.
        shards: How many shards are recommended to the bot.
        allows_privileged_intents: Whether the application has them; without, asking for one closes the gateway (4014).
        now: The wall clock, aware.
        monotonic: Seconds that only go forward; limits and nonces follow it.
    """

    def __init__(
        self,
        *,
        token: str | None = None,
        limits: LimitRules | None = None,
        shards: int = 1,
        allows_privileged_intents: bool = True,
        now: Callable[[], datetime] = utc_now,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.env = LiveEnv(discord.Client(intents=discord.Intents(guilds=True)), now=now)
        self.token = token if token is not None else _random_token(self.backend.bot_user.id)
        self._retention = Retention(self.backend)
        self._rest = RestApi(
            self.backend,
            token=self.token,
            limits=limits or LimitRules(),
            monotonic=monotonic,
            shards=shards,
            changed=self._note_change,
        )
        self._gateway = Gateway(
            self.backend,
            token=self.token,
            allows_privileged_intents=allows_privileged_intents,
            rewrite=self._rest.to_loopback,
            monotonic=monotonic,
            changed=self._note_change,
        )
        self.backend.subscribers.append(self._hear)
        self._runner: web.AppRunner | None = None

    @property
    def backend(self) -> Backend:
        """The store of everything in this world, as simcord keeps it."""
        return self.env.backend

    @property
    def api_base(self) -> str:
        """The REST address for `discord.http.Route.BASE`."""
        return f"http://{HOST}:{self._port}/api/v10"

    @property
    def gateway_url(self) -> str:
        """The address for `DiscordWebSocket.DEFAULT_GATEWAY`."""
        return f"ws://{HOST}:{self._port}/gateway/"

    @property
    def _port(self) -> int:
        if self._runner is None or not self._runner.addresses:
            raise RuntimeError("the wire is not started")
        return int(self._runner.addresses[0][1])

    @property
    def requests(self) -> tuple[RequestRecord, ...]:
        """The newest REST requests, oldest first."""
        return tuple(self._rest.records)

    @property
    def connected_shards(self) -> int:
        """How many shards of the bot listen right now."""
        return self._gateway.connected_shards

    @property
    def identify_count(self) -> int:
        """How often the bot has begun a new session."""
        return self._gateway.identify_count

    @property
    def resume_count(self) -> int:
        """How often the bot has picked up an old session."""
        return self._gateway.resume_count

    @property
    def has_commands(self) -> bool:
        """Whether the bot has registered commands."""
        return any(self.backend.commands.values())

    async def start(self) -> None:
        """Listen on a free port of 127.0.0.1."""
        app = web.Application(client_max_size=MAX_REQUEST_BYTES)
        app.router.add_get("/gateway/", self._gateway.endpoint)
        app.router.add_get("/cdn/{tail:.*}", self._rest.file)
        app.router.add_route("*", "/api/v10/{tail:.*}", self._rest.endpoint)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_S)
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, 0).start()
        self._rest.gateway_url = self._gateway.url = self.gateway_url
        self._rest.cdn_url = f"http://{HOST}:{self._port}/cdn"
        self.env.go_live()

    async def stop(self) -> None:
        """Close every connection and stop listening."""
        await self._gateway.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def inject(self, fault: Fault) -> ArmedFault:
        """Let requests go wrong.

        Args:
            fault: Which requests, how and how often.

        Returns:
            A counter of the requests that were hit.
        """
        return self._rest.faults.inject(fault)

    def clear_faults(self) -> None:
        """Let everything go right again."""
        self._rest.faults.clear()

    async def drop_connections(self, code: int = CloseCode.UNKNOWN_ERROR) -> None:
        """Close the gateway's connections; the bot may resume."""
        await self._gateway.drop_connections(code)

    def expire_sessions(self) -> None:
        """Make every session unknown; a bot that tries to resume has to identify anew."""
        self._gateway.expire_sessions()

    def ask_to_reconnect(self) -> None:
        """Send the gateway's RECONNECT."""
        self._gateway.ask_to_reconnect()

    async def until(self, condition: Callable[[], bool], *, timeout_s: float = 5.0) -> bool:
        """Wait until a condition on this world holds; see `LiveEnv.until`."""
        return await self.env.until(condition, timeout_s=timeout_s)

    def _hear(self, event: str, payload: Mapping[str, Any]) -> None:
        if event == "INTERACTION_CREATE":
            spell_out_command(self.backend, payload)
        self._gateway.tell(event, payload)
        self._note_change()

    def _note_change(self) -> None:
        self._retention.note_change()
        self.env.touch()


def _random_token(bot_id: int) -> str:
    """Make a token of Discord's shape: the bot's id, a time stamp's place, and a secret."""
    name = base64.urlsafe_b64encode(str(bot_id).encode()).decode().rstrip("=")
    return f"{name}.{secrets.token_urlsafe(4)}.{secrets.token_urlsafe(27)}"
