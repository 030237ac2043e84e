"""One address for all channels: a small front on 127.0.0.1 before simcord's previews.

Each channel has a preview of its own on a port that only the front knows. The front checks the secret, the Host and the
Origin, picks the preview by the tab's place, and adds the channel list to simcord's document. Everything stays on one
origin, so simcord's content security policy holds as it is.
"""

import errno
import secrets
from contextlib import AsyncExitStack
from importlib.resources import files
from typing import Any

from aiohttp import ClientSession, ClientTimeout, DummyCookieJar, TCPConnector, web

from bot.model.errors import StartupError
from bot.sandbox.page.overview import overview
from bot.sandbox.page.places import Place, find_place
from bot.sandbox.simcord_private import BackendError, LiveEnv, LivePreview, SetupError
from bot.sandbox.world import World

HOST = "127.0.0.1"
DEFAULT_PORT = 8700
CAPABILITY = "X-Simcord-Capability"
CONTEXT = "X-Simcord-Context"
MAX_REQUEST_BYTES = 32 * 1024 * 1024
SHUTDOWN_S = 2.0
PASSED_ON = ("Content-Type", CONTEXT)
NOT_PASSED_BACK = frozenset({"connection", "content-encoding", "content-length", "date", "server", "transfer-encoding"})
FONTS_KEPT = "private, max-age=86400, immutable"
FACES_KEPT = "private, max-age=3600"
OWN_FILES = {"sandbox.css": "text/css", "sandbox.js": "text/javascript"}
HEAD_END = "</head>"
OWN_HEAD = (
    '<link rel="stylesheet" href="/sandbox.css"><link rel="icon" href="/sandbox/face/{bot}.png">'
    '<script type="module" src="/sandbox.js"></script></head>'
)
TITLE = ("<title>SimCord Preview</title>", "<title>Backchannel sandbox</title>")


class SandboxPage:
    """Serves the world's channels to browsers on this machine.

    Args:
        env: The live world.
        world: Its server, channels and people.
        zone: IANA name of the time zone that the page shows times in.
    """

    def __init__(self, env: LiveEnv, world: World, *, zone: str) -> None:
        self._env = env
        self._world = world
        self._zone = zone
        self._secret = secrets.token_urlsafe(24)
        self._previews: dict[int, LivePreview] = {}
        self._stack = AsyncExitStack()
        self._client: ClientSession | None = None
        self._port: int | None = None

    @property
    def url(self) -> str:
        """The one address; it carries the secret."""
        return f"http://{HOST}:{self._port}/#{self._secret}"

    async def start(self, port: int | None) -> None:
        """Listen.

        Args:
            port: Where; None takes 8700, or any free one if that is taken.

        Raises:
            StartupError: if the port is asked for and can't be had.
        """
        try:
            await self._listen(port)
            for channel in self._world.channels:
                preview = LivePreview(
                    self._env, channel, self._world.people, zone=self._zone, assets=self._world.assets
                )
                await preview.open()
                self._stack.push_async_callback(preview.close)
                self._previews[channel.id] = preview
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Close the previews and stop listening."""
        await self._stack.aclose()
        self._previews.clear()

    async def _listen(self, port: int | None) -> None:
        app = web.Application(client_max_size=MAX_REQUEST_BYTES, middlewares=[self._guard])
        app.router.add_get("/", self._document)
        app.router.add_get("/sandbox/overview", self._overview)
        app.router.add_get("/sandbox/message-menu", self._message_menu)
        app.router.add_post("/sandbox/message-menu", self._use_message_menu)
        app.router.add_get("/sandbox/face/{user}.png", self._face)
        app.router.add_get("/{name:sandbox\\.(?:css|js)}", self._own_file)
        app.router.add_post("/api/pages", self._open_page)
        app.router.add_route("*", "/{tail:.*}", self._pass_on)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_S, handler_cancellation=False)
        await runner.setup()
        self._stack.push_async_callback(runner.cleanup)
        self._client = ClientSession(
            timeout=ClientTimeout(total=120),
            connector=TCPConnector(limit=0),
            cookie_jar=DummyCookieJar(),
            auto_decompress=False,
        )
        self._stack.push_async_callback(self._client.close)
        try:
            await web.TCPSite(runner, HOST, DEFAULT_PORT if port is None else port).start()
        except (OSError, OverflowError) as error:
            if port is not None or getattr(error, "errno", None) != errno.EADDRINUSE:
                raise StartupError(str(error), user_text=_busy_text(port, error)) from error
            await web.TCPSite(runner, HOST, 0).start()
        self._port = int(runner.addresses[0][1])

    @web.middleware
    async def _guard(self, request: web.Request, handler: Any) -> web.StreamResponse:
        """Refuse other hosts and origins, so that no other page in the browser can reach this one."""
        hosts = {f"{name}:{self._port}" for name in (HOST, "localhost")}
        origin = request.headers.get("Origin")
        if request.host not in hosts or (origin is not None and origin.removeprefix("http://") not in hosts):
            raise web.HTTPForbidden
        response: web.StreamResponse = await handler(request)
        return response

    def _place(self, request: web.Request) -> Place:
        place = find_place(request.headers.get(CAPABILITY, ""), secret=self._secret, world=self._world)
        if place is None:
            raise web.HTTPUnauthorized
        return place

    async def _document(self, request: web.Request) -> web.Response:
        preview = next(iter(self._previews.values()))
        response = await self._fetch(preview, request)
        own_head = OWN_HEAD.format(bot=self._env.backend.bot_user.id)
        text = (response.text or "").replace(*TITLE).replace(HEAD_END, own_head, 1)
        return web.Response(body=text.encode(), headers=response.headers)

    async def _own_file(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        text = (files(__package__) / "static" / name).read_text(encoding="utf-8")
        headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
        return web.Response(text=text, content_type=OWN_FILES[name], headers=headers)

    async def _face(self, request: web.Request) -> web.Response:
        user = request.match_info["user"]
        image = self._world.faces.get(int(user)) if user.isdecimal() else None
        if image is None:
            raise web.HTTPNotFound
        return web.Response(body=image, content_type="image/png", headers={"Cache-Control": FACES_KEPT})

    async def _overview(self, request: web.Request) -> web.Response:
        place = self._place(request)
        return web.json_response(overview(self._env, self._world, place), headers={"Cache-Control": "no-store"})

    async def _message_menu(self, request: web.Request) -> web.Response:
        preview = self._previews[self._place(request).channel.id]
        try:
            names = preview.message_menu(request.headers.get(CONTEXT))
        except (SetupError, BackendError) as error:
            raise web.HTTPGone from error
        return web.json_response({"commands": names})

    async def _use_message_menu(self, request: web.Request) -> web.Response:
        preview = self._previews[self._place(request).channel.id]
        try:
            body = await request.json()
            message, command = str(body["message"]), str(body["command"])
        except (ValueError, KeyError, TypeError) as error:
            raise web.HTTPBadRequest from error
        try:
            is_answered = await preview.use_message_menu(request.headers.get(CONTEXT), message, command)
        except (SetupError, BackendError) as error:
            return web.json_response({"problem": str(error)}, status=400)
        return web.json_response({"problem": None if is_answered else "The application did not respond."})

    async def _open_page(self, request: web.Request) -> web.Response:
        place = self._place(request)
        return await self._fetch(
            self._previews[place.channel.id], request, capability=True, json={"viewer_id": str(place.person.id)}
        )

    async def _pass_on(self, request: web.Request) -> web.Response:
        if request.path.startswith("/api/"):
            return await self._fetch(self._previews[self._place(request).channel.id], request, capability=True)
        response = await self._fetch(next(iter(self._previews.values())), request)
        if request.path.startswith("/fonts/"):
            response.headers["Cache-Control"] = FONTS_KEPT
            response.headers.pop("Pragma", None)
        return response

    async def _fetch(
        self, preview: LivePreview, request: web.Request, *, capability: bool = False, json: Any = None
    ) -> web.Response:
        assert self._client is not None, "started"
        headers = {name: request.headers[name] for name in PASSED_ON if name in request.headers}
        if capability:
            headers[CAPABILITY] = preview.capability
        if json is not None:
            headers.pop("Content-Type", None)
        url = f"http://{HOST}:{preview.port}{request.raw_path}"
        data = await request.read() if json is None and request.can_read_body else None
        async with self._client.request(request.method, url, headers=headers, data=data, json=json) as upstream:
            kept = {name: value for name, value in upstream.headers.items() if name.lower() not in NOT_PASSED_BACK}
            return web.Response(status=upstream.status, body=await upstream.read(), headers=kept)


def _busy_text(port: int | None, error: Exception) -> str:
    shown = DEFAULT_PORT if port is None else port
    if getattr(error, "errno", None) == errno.EADDRINUSE:
        return f"Port {shown} is taken by another program; choose another with --port."
    return f"Port {shown} can't be used on this machine; choose another with --port."
