"""The gateway's endpoint: hello, identify, heartbeat, resume, and the ways a connection ends.

Source: https://discord.com/developers/docs/events/gateway
"""

import asyncio
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import IntEnum
from typing import Any

import discord
from aiohttp import WSCloseCode, WSMsgType, web

from bot.sandbox.simcord_private import Backend, serializers
from bot.sandbox.wire.compression import Encoder, encoder_for, to_text
from bot.sandbox.wire.sessions import Session

HEARTBEAT_INTERVAL_MS = 41250
# discord.py notes when it sent a heartbeat only after the send returns; an earlier answer gives a negative latency.
ACKNOWLEDGE_AFTER_S = 0.05
SESSION_KEPT_S = 180.0
MEMBERS_PER_CHUNK = 1000
PRIVILEGED_INTENTS = discord.Intents(members=True, presences=True, message_content=True).value


class Op(IntEnum):
    """Gateway opcodes."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE_UPDATE = 3
    VOICE_STATE_UPDATE = 4
    RESUME = 6
    RECONNECT = 7
    REQUEST_GUILD_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class CloseCode(IntEnum):
    """Gateway close codes that this endpoint gives."""

    UNKNOWN_ERROR = 4000
    UNKNOWN_OPCODE = 4001
    DECODE_ERROR = 4002
    NOT_AUTHENTICATED = 4003
    AUTHENTICATION_FAILED = 4004
    DISALLOWED_INTENTS = 4014


class Connection:
    """One websocket: messages go out in order through a queue, encoded as the client asked."""

    def __init__(self, socket: web.WebSocketResponse, encode: Encoder) -> None:
        self._socket = socket
        self._encode = encode
        self._outbox: asyncio.Queue[str] = asyncio.Queue()
        self.session: Session | None = None

    def send(self, text: str) -> None:
        """Queue a message."""
        self._outbox.put_nowait(text)

    async def pump(self) -> None:
        """Send what is queued until the connection breaks."""
        with suppress(ConnectionError):
            while True:
                encoded = self._encode(await self._outbox.get())
                if isinstance(encoded, str):
                    await self._socket.send_str(encoded)
                else:
                    await self._socket.send_bytes(encoded)

    async def close(self, code: int) -> None:
        """Close with a gateway close code."""
        await self._socket.close(code=code)


class Gateway:
    """All gateway connections and sessions of the bot.

    Args:
        backend: simcord's world.
        token: What IDENTIFY has to bring.
        allows_privileged_intents: Whether the application may hear members, presences and message content.
        rewrite: Points addresses inside events to this machine.
        monotonic: Seconds that only go forward.
        changed: Called when a session comes or goes.
    """

    def __init__(
        self,
        backend: Backend,
        *,
        token: str,
        allows_privileged_intents: bool,
        rewrite: Callable[[str], str],
        monotonic: Callable[[], float],
        changed: Callable[[], None],
    ) -> None:
        self._backend = backend
        self._token = token
        self._allows_privileged_intents = allows_privileged_intents
        self._rewrite = rewrite
        self._monotonic = monotonic
        self._changed = changed
        self._connections: set[Connection] = set()
        self._sessions: dict[str, Session] = {}
        self.url = ""
        self.identify_count = 0
        self.resume_count = 0

    @property
    def connected_shards(self) -> int:
        """How many sessions listen right now."""
        return sum(session.is_connected for session in self._sessions.values())

    def tell(self, event: str, payload: Mapping[str, Any]) -> None:
        """Pass an event of the world on to every session that may hear it."""
        for session in self._sessions.values():
            session.tell(event, payload)

    async def drop_connections(self, code: int = CloseCode.UNKNOWN_ERROR) -> None:
        """Close every connection; sessions stay and can be resumed."""
        for connection in tuple(self._connections):
            await connection.close(code)

    def expire_sessions(self) -> None:
        """Forget all sessions, so that the next RESUME is answered with an invalid session."""
        self._sessions.clear()

    def ask_to_reconnect(self) -> None:
        """Tell every connection to reconnect and resume, as Discord does before a deploy."""
        for connection in tuple(self._connections):
            connection.send(to_text({"op": Op.RECONNECT, "d": None}))

    async def endpoint(self, request: web.Request) -> web.StreamResponse:
        """Serve one websocket from hello to close."""
        try:
            encode = encoder_for(request.query.get("compress"))
        except ValueError as error:
            raise web.HTTPBadRequest(text=str(error)) from error
        socket = web.WebSocketResponse(max_msg_size=1 << 20)
        await socket.prepare(request)
        connection = Connection(socket, encode)
        self._connections.add(connection)
        connection.send(to_text({"op": Op.HELLO, "d": {"heartbeat_interval": HEARTBEAT_INTERVAL_MS}}))
        pump = asyncio.create_task(connection.pump())
        try:
            async for message in socket:
                if message.type is not WSMsgType.TEXT:
                    await connection.close(CloseCode.DECODE_ERROR)
                    break
                await self._receive(connection, message.data)
        finally:
            pump.cancel()
            self._connections.discard(connection)
            if connection.session is not None:
                connection.session.lose(connection.send, self._monotonic())
                self._changed()
        return socket

    async def close(self) -> None:
        """End every connection because the wire stops."""
        await self.drop_connections(WSCloseCode.GOING_AWAY)

    async def _receive(self, connection: Connection, text: str) -> None:
        try:
            message = json.loads(text)
            op, data = int(message["op"]), message.get("d")
        except (ValueError, KeyError, TypeError):
            await connection.close(CloseCode.DECODE_ERROR)
            return
        if op == Op.HEARTBEAT:
            answer = to_text({"op": Op.HEARTBEAT_ACK, "d": None})
            asyncio.get_running_loop().call_later(ACKNOWLEDGE_AFTER_S, connection.send, answer)
        elif op == Op.IDENTIFY:
            await self._identify(connection, data)
        elif op == Op.RESUME:
            await self._resume(connection, data)
        elif connection.session is None:
            await connection.close(CloseCode.NOT_AUTHENTICATED)
        elif op == Op.REQUEST_GUILD_MEMBERS:
            self._send_members(connection.session, data)
        elif op not in (Op.PRESENCE_UPDATE, Op.VOICE_STATE_UPDATE):
            await connection.close(CloseCode.UNKNOWN_OPCODE)

    async def _identify(self, connection: Connection, data: dict[str, Any]) -> None:
        if data.get("token") != self._token:
            await connection.close(CloseCode.AUTHENTICATION_FAILED)
            return
        intents = int(data.get("intents", 0))
        if intents & PRIVILEGED_INTENTS and not self._allows_privileged_intents:
            await connection.close(CloseCode.DISALLOWED_INTENTS)
            return
        self._forget_lost_sessions()
        shard_id, shard_count = data.get("shard") or (0, 1)
        session = Session(
            self._backend,
            intents=intents,
            shard=(shard_id, shard_count),
            rewrite=self._rewrite,
            send=connection.send,
        )
        connection.session = session
        guilds = [guild for guild in self._backend.guilds.values() if session.owns(guild.id)]
        session.send_event("READY", self._ready(session, [shard_id, shard_count], [guild.id for guild in guilds]))
        for guild in guilds:
            session.tell("GUILD_CREATE", serializers.guild_create_payload(self._backend, guild))
        self._sessions[session.id] = session
        self.identify_count += 1
        self._changed()

    def _ready(self, session: Session, shard: list[int], guild_ids: list[int]) -> dict[str, Any]:
        return {
            "v": 10,
            "user": dict(serializers.user_payload(self._backend.bot_user)),
            "guilds": [{"id": str(guild_id), "unavailable": True} for guild_id in guild_ids],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "shard": shard,
            "application": {"id": str(self._backend.application_id), "flags": 0},
        }

    async def _resume(self, connection: Connection, data: dict[str, Any]) -> None:
        if data.get("token") != self._token:
            await connection.close(CloseCode.AUTHENTICATION_FAILED)
            return
        session = self._sessions.get(str(data.get("session_id")))
        if session is None or not session.resume(int(data.get("seq") or 0), connection.send):
            connection.send(to_text({"op": Op.INVALID_SESSION, "d": False}))
            return
        connection.session = session
        self.resume_count += 1
        self._changed()

    def _forget_lost_sessions(self) -> None:
        now = self._monotonic()
        self._sessions = {
            key: session
            for key, session in self._sessions.items()
            if session.lost_at is None or now - session.lost_at < SESSION_KEPT_S
        }

    def _send_members(self, session: Session, data: dict[str, Any]) -> None:
        guild = self._backend.guilds.get(int(data.get("guild_id", 0)))
        if guild is None:
            return
        wanted = data.get("user_ids")
        wanted_ids = {int(user_id) for user_id in (wanted if isinstance(wanted, list) else [wanted] if wanted else [])}
        prefix = str(data.get("query") or "").casefold()
        members = [
            member
            for member in guild.members.values()
            if (not wanted_ids or member.user_id in wanted_ids)
            and self._backend.users[member.user_id].name.casefold().startswith(prefix)
        ][: int(data.get("limit") or 0) or None]
        parts = [members[at : at + MEMBERS_PER_CHUNK] for at in range(0, len(members), MEMBERS_PER_CHUNK)] or [[]]
        for index, part in enumerate(parts):
            payload: dict[str, Any] = {
                "guild_id": str(guild.id),
                "members": [serializers.member_payload(self._backend, guild, member) for member in part],
                "chunk_index": index,
                "chunk_count": len(parts),
                "not_found": [str(user_id) for user_id in sorted(wanted_ids - guild.members.keys())],
            }
            if data.get("nonce") is not None:
                payload["nonce"] = data["nonce"]
            session.send_event("GUILD_MEMBERS_CHUNK", payload)
