"""The REST endpoint: faults, authentication, limits and nonces in front of simcord's routes."""

import asyncio
import json
import logging
import re
import socket
import struct
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import discord
from aiohttp import web

from bot.sandbox.simcord_private import (
    CDN_BASE,
    Backend,
    BackendError,
    Message,
    RouteNotImplemented,
    UnsupportedField,
    dispatch,
    serializers,
)
from bot.sandbox.wire.command_rules import broken_command_rule
from bot.sandbox.wire.faults import Fault, Faults
from bot.sandbox.wire.limits import EXEMPT_PREFIXES, MESSAGE_ROUTE, LimitRules, RateLimits
from bot.sandbox.wire.nonces import NONCE_LIMIT, NonceMemory
from bot.sandbox.wire.requests import Body, RequestRecord, read_body
from bot.sandbox.wire.retention import MESSAGES_PER_CHANNEL

log = logging.getLogger(__name__)

COMMAND_ROUTE_END = "/commands"
FORUM_TYPES = (discord.ChannelType.forum.value, discord.ChannelType.media.value)
WEBHOOK_ROUTE = re.compile(r"/webhooks/\d+/(?P<token>[^/]+)")
RECORDS_KEPT = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What goes back to the bot: a JSON value, or nothing at all with 204."""

    status: int
    value: Any = None
    headers: dict[str, str] | None = None

    def response(self, rewrite: Callable[[str], str]) -> web.Response:
        """Build the HTTP response. discord.py reads JSON only if the type is exactly "application/json"."""
        if self.status == web.HTTPNoContent.status_code:
            return web.Response(status=self.status, headers=self.headers)
        body = rewrite(json.dumps(self.value)).encode()
        return web.Response(
            status=self.status, body=body, headers={**(self.headers or {}), "Content-Type": "application/json"}
        )


def refusal(status: int, code: int, message: str, headers: dict[str, str] | None = None) -> Answer:
    """Make Discord's error answer."""
    return Answer(status=status, value={"message": message, "code": code}, headers=headers)


def too_many(retry_after_s: float, *, is_global: bool, headers: dict[str, str] | None = None) -> Answer:
    """Make a 429. Without a Via header discord.py takes it for a ban at the edge."""
    wait = max(0.001, round(retry_after_s, 3))
    return Answer(
        status=429,
        value={"message": "You are being rate limited.", "retry_after": wait, "global": is_global},
        headers={"Via": "1.1 loopback", "Retry-After": f"{wait:.0f}", **(headers or {})},
    )


class RestApi:
    """Answers the bot's requests.

    Args:
        backend: simcord's world.
        token: What the Authorization header has to bring, except on routes that carry their own token.
        limits: How fast is too fast.
        monotonic: Seconds that only go forward.
        shards: How many shards `/gateway/bot` recommends.
        changed: Called after every request.
    """

    def __init__(
        self,
        backend: Backend,
        *,
        token: str,
        limits: LimitRules,
        monotonic: Callable[[], float],
        shards: int,
        changed: Callable[[], None],
    ) -> None:
        self.faults = Faults()
        self.records: deque[RequestRecord] = deque(maxlen=RECORDS_KEPT)
        self.gateway_url = ""
        self.cdn_url = ""
        self._backend = backend
        self._token = token
        self._limits = RateLimits(limits, monotonic=monotonic, wall=time.time)
        self._nonces = NonceMemory(monotonic=monotonic)
        self._monotonic = monotonic
        self._shards = shards
        self._changed = changed

    async def endpoint(self, request: web.Request) -> web.StreamResponse:
        """Serve one request behind /api/v10."""
        at_s, path = self._monotonic(), "/" + request.match_info["tail"]
        body = await read_body(request)
        fault = self.faults.strike(request.method, path)
        if fault is not None:
            self._changed()
        answer = await self._answer(request, path, body, fault)
        is_reset = fault is not None and fault.is_reset
        status = 0 if is_reset else answer.status
        self.records.append(RequestRecord(at_s=at_s, method=request.method, path=path, status=status))
        self._changed()
        if is_reset:
            _reset(request)
        return answer.response(self.to_loopback)

    async def file(self, request: web.Request) -> web.Response:
        """Serve an uploaded file, as Discord's CDN does."""
        blob = self._backend.cdn.get(f"{CDN_BASE}/{request.match_info['tail']}")
        if blob is None:
            raise web.HTTPNotFound
        return web.Response(body=blob, content_type="application/octet-stream")

    def to_loopback(self, text: str) -> str:
        """Point simcord's addresses of files, which lead nowhere, to this server."""
        return text.replace(CDN_BASE, self.cdn_url)

    async def _answer(self, request: web.Request, path: str, body: Body, fault: Fault | None) -> Answer:
        if fault is None:
            return self._carry_out(request, path, body)
        await asyncio.sleep(fault.delay_s)
        is_let_through = fault.status is None and not fault.is_reset
        answer = self._carry_out(request, path, body) if is_let_through or fault.takes_effect else None
        await asyncio.sleep(fault.answer_delay_s)
        if answer is not None and fault.status is None:
            return answer
        if fault.status == web.HTTPTooManyRequests.status_code and fault.has_limit_headers:
            return too_many(fault.retry_after_s, is_global=fault.is_global)
        return refusal(fault.status or 500, fault.code, fault.message)

    def _carry_out(self, request: web.Request, path: str, body: Body) -> Answer:
        method = request.method
        if not path.startswith(EXEMPT_PREFIXES) and request.headers.get("Authorization") != f"Bot {self._token}":
            return refusal(401, 0, "401: Unauthorized")
        verdict = self._limits.ask(method, path)
        if verdict.retry_after_s is not None:
            return too_many(verdict.retry_after_s, is_global=verdict.is_global, headers=verdict.headers)
        if path in ("/gateway", "/gateway/bot"):
            return Answer(status=200, value=self._gateway_info())
        try:
            return self._dispatch(request, path, body, verdict.headers)
        except (RouteNotImplemented, UnsupportedField) as error:
            log.warning("not simulated: %s %s: %s", method, path, error.message)
            return refusal(501, 0, str(error))
        except (KeyError, TypeError, ValueError) as error:
            # simcord's routes read a body as it comes; a field that is missing or of another type ends there.
            return refusal(400, 50035, f"Invalid Form Body: {error!r}")
        except BackendError as error:
            return Answer(status=error.status, value=error.to_json(), headers=verdict.headers)

    def _dispatch(self, request: web.Request, path: str, body: Body, headers: dict[str, str]) -> Answer:
        broken = broken_command_rule(body.json) if path.endswith(COMMAND_ROUTE_END) else None
        if broken is not None:
            return refusal(400, 50035, f"Invalid Form Body: {broken}")
        message_route = MESSAGE_ROUTE.fullmatch(path) if request.method == "POST" else None
        if message_route is not None and self._is_forum(int(message_route["channel"])):
            return refusal(400, 50008, "Cannot send messages in a non-text channel", headers)
        if message_route is not None and isinstance(body.json, dict) and body.json.get("nonce") is not None:
            return self._post_once(request, path, int(message_route["channel"]), body, headers)
        value = self._call_route(request, path, body)
        if value is None or _wants_no_content(request, path):
            return Answer(status=204, headers=headers)
        return Answer(status=200, value=value, headers=headers)

    def _is_forum(self, channel: int) -> bool:
        """Tell whether a channel takes threads only, which simcord lets messages into."""
        found = self._backend.channels.get(channel)
        return found is not None and found.type in FORUM_TYPES

    def _post_once(self, request: web.Request, path: str, channel: int, body: Body, headers: dict[str, str]) -> Answer:
        nonce = str(body.json["nonce"])
        if len(nonce) > NONCE_LIMIT:
            return refusal(400, 50035, f"Invalid Form Body: nonce: Must be {NONCE_LIMIT} or fewer in length.", headers)
        is_enforced = bool(body.json.get("enforce_nonce"))
        earlier = self._nonces.find(channel, nonce) if is_enforced else None
        if earlier is not None:
            message = self._backend.messages.get(channel, {}).get(earlier)
            if message is not None:
                posted = {**serializers.message_payload(self._backend, message), "nonce": nonce}
                return Answer(status=200, value=posted, headers=headers)
        value: dict[str, Any] = {**self._call_route(request, path, body), "nonce": nonce}
        if is_enforced:
            self._nonces.remember(channel, nonce, int(value["id"]))
        return Answer(status=200, value=value, headers=headers)

    def _call_route(self, request: web.Request, path: str, body: Body) -> Any:
        sent = body.json
        if sent is not None and self.cdn_url:
            sent = json.loads(json.dumps(sent).replace(self.cdn_url, CDN_BASE))
        awaited = awaited_answer(self._backend, path)
        params = dict(request.query)
        page = _page_after(request.method, path, params)
        value = dispatch(
            self._backend,
            request.method,
            path,
            json=sent,
            params=params if page is None else {**params, "limit": str(MESSAGES_PER_CHANNEL)},
            files=list(body.files),
            reason=request.headers.get("X-Audit-Log-Reason"),
        )
        if page is not None and isinstance(value, list):
            return value[-page:]
        if awaited is not None and isinstance(value, dict) and value.get("id") == str(awaited.id):
            awaited.edited_timestamp = value["edited_timestamp"] = None
        return value

    def _gateway_info(self) -> dict[str, Any]:
        limit = {"total": 1000, "remaining": 999, "reset_after": 86_400_000, "max_concurrency": 1}
        return {"url": self.gateway_url, "shards": self._shards, "session_start_limit": limit}


def awaited_answer(backend: Backend, path: str) -> Message | None:
    """Find the "thinking" message that a webhook request is about to complete.

    simcord counts the completion as an edit; in Discord such a message never shows "(edited)".
    """
    match = WEBHOOK_ROUTE.match(path)
    interaction = backend.interactions.get(backend.interaction_tokens.get(match["token"], 0)) if match else None
    if interaction is None or not interaction.loading or interaction.message_id is None:
        return None
    return backend.messages.get(interaction.channel_id, {}).get(interaction.message_id)


def _page_after(method: str, path: str, params: Mapping[str, str]) -> int | None:
    """Return how many messages a page of a channel's history has that begins after one; None for other requests.

    Discord gives those that follow it, newest first; simcord gives the newest of all.

    Source: https://discord.com/developers/docs/resources/message#get-channel-messages
    """
    if method == "GET" and "after" in params and MESSAGE_ROUTE.fullmatch(path):
        return int(params.get("limit", 50))
    return None


def _wants_no_content(request: web.Request, path: str) -> bool:
    """An interaction's answer is told back only on request."""
    is_callback = path.startswith("/interactions/") and path.endswith("/callback")
    return is_callback and request.query.get("with_response", "").lower() not in ("1", "true")


def _reset(request: web.Request) -> None:
    """Break the connection as a crashed peer does: with a reset instead of a farewell."""
    transport = request.transport
    if transport is None:
        return
    raw = transport.get_extra_info("socket")
    if raw is not None:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
