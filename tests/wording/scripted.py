"""A language model's API on this machine that answers by script: it may lie, dawdle, break off or talk nonsense."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Script = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(kw_only=True)
class Scripted:
    """The API.

    Attributes:
        url: Its base address.
        asked: The bodies of the requests so far.
        keys: Their Authorization headers.
        scripts: What it does, request by request; the last one goes on for ever.
    """

    scripts: list[Script]
    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(await request.json())
        self.keys.append(request.headers.get("Authorization"))
        script = self.scripts[min(len(self.asked), len(self.scripts)) - 1]
        return await script(request)


@asynccontextmanager
async def serving(*scripts: Script) -> AsyncIterator[Scripted]:
    """Serve on a free port of this machine."""
    api = Scripted(scripts=list(scripts))
    app = web.Application()
    app.router.add_post("/v1/chat/completions", api.answer)
    app.router.add_post("/elsewhere", api.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    api.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    try:
        yield api
    finally:
        await runner.cleanup()


def completion(content: object) -> dict[str, Any]:
    return {
        "object": "chat.completion",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": content}}],
    }


def says(*lines: str) -> Script:
    """Answer with these lines."""

    async def script(_: web.Request) -> web.StreamResponse:
        return web.json_response(completion("\n".join(lines)))

    return script


def sends(body: str, *, status: int = 200, **headers: str) -> Script:
    """Answer with this body."""

    async def script(_: web.Request) -> web.StreamResponse:
        return web.Response(text=body, status=status, content_type="application/json", headers=headers)

    return script


async def never(_: web.Request) -> web.StreamResponse:
    """Answer nothing."""
    await asyncio.Event().wait()
    raise AssertionError


async def without_end(request: web.Request) -> web.StreamResponse:
    """Answer with a body that does not end."""
    response = web.StreamResponse()
    await response.prepare(request)
    while True:
        await response.write(b'{"choices": [' + b" " * 65_536)


async def broken_off(request: web.Request) -> web.StreamResponse:
    """Promise more than is sent, and hang up."""
    response = web.StreamResponse(headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(b'{"choices"')
    assert request.transport is not None
    request.transport.close()
    return response
