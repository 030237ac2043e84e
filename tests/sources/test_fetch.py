"""Fetching from a real server on this machine that misbehaves in every way a site can."""

import asyncio
import gzip
import socket
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.model.errors import FetchError
from bot.sources.addresses import AddressPolicy
from bot.sources.fetch import USER_AGENT, FetchLimits, GuardedResolver, fetch

_SMALL = FetchLimits(total_s=10, max_bytes=200_000)
_QUICK = FetchLimits(total_s=0.2, max_bytes=200_000)
_BOMB = gzip.compress(b"0" * 20_000_000, 1)
_HTML = "text/html"


async def _article(request: web.Request) -> web.Response:
    return web.Response(text=f"<p>{request.headers['User-Agent']}</p>", content_type=_HTML, charset="utf-8")


async def _endless(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": _HTML})
    await response.prepare(request)
    try:
        while True:
            await response.write(b"<p>more and more</p>" * 1000)
    except ConnectionError:
        return response


async def _slow(_: web.Request) -> web.Response:
    await asyncio.Event().wait()
    raise AssertionError("never answers")


async def _bomb(_: web.Request) -> web.Response:
    return web.Response(body=_BOMB, headers={"Content-Type": _HTML, "Content-Encoding": "gzip"})


async def _big(_: web.Request) -> web.Response:
    return web.Response(body=b"0" * 200_001, content_type=_HTML)


async def _exact(_: web.Request) -> web.Response:
    return web.Response(body=b"0" * 200_000, content_type=_HTML)


async def _broken_gzip(_: web.Request) -> web.Response:
    return web.Response(body=b"not gzip", headers={"Content-Type": _HTML, "Content-Encoding": "gzip"})


def _status(status: int) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(status=status, text="<p>no</p>", content_type=_HTML)

    return handler


def _to(location: str, status: int = 302) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(status=status, headers={"Location": location})

    return handler


async def _hops(request: web.Request) -> web.Response:
    left = int(request.match_info["left"])
    return await (_to(f"/hops/{left - 1}")(request) if left else _article(request))


def _typed(content_type: str, body: bytes = b"x") -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(body=body, headers={"Content-Type": content_type})

    return handler


_ROUTES: dict[str, Callable[[web.Request], Awaitable[web.StreamResponse]]] = {
    "/article": _article, "/endless": _endless, "/slow": _slow, "/bomb": _bomb, "/big": _big, "/exact": _exact,
    "/broken-gzip": _broken_gzip, "/hops/{left}": _hops, "/loop": _to("/loop"), "/moved": _to("/article", 308),
    "/to-metadata": _to("http://169.254.169.254/latest/"), "/to-loopback": _to("http://127.0.0.1:1/"),
    "/to-file": _to("file:///etc/hosts"), "/to-user": _to("http://me:secret@127.0.0.1/"), "/to-name": _to("http://inside.test/"),
    "/image": _typed("image/png"), "/untyped": _typed(""), "/empty": _typed(_HTML, b""),
    "/text": _typed("text/plain; charset=koi8-r", "Привет".encode("koi8-r")),
    **{f"/{status}": _status(status) for status in (401, 403, 404, 418, 429, 500, 503)},
}  # fmt: skip


@pytest_asyncio.fixture
async def port() -> AsyncIterator[int]:
    app = web.Application()
    for path, handler in _ROUTES.items():
        app.router.add_get(path, handler)
    runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield int(runner.addresses[0][1])
    await runner.cleanup()


class _Names(AbstractResolver):
    """Knows a few names, and counts how often it is asked."""

    def __init__(self, **addresses: list[str]) -> None:
        self.addresses = addresses
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        name = host.partition(".")[0]
        if name not in self.addresses:
            raise OSError("unknown name")
        return [
            ResolveResult(hostname=host, host=one, port=port, family=socket.AF_INET, proto=0, flags=0)
            for one in self.addresses[name]
        ]

    async def close(self) -> None: ...


async def get(port: int, path: str, limits: FetchLimits = _SMALL) -> str:
    """Fetch with only the test's server trusted, so that redirects are checked like anywhere."""
    trusted = frozenset({("127.0.0.1", port)})
    page = await fetch(f"http://127.0.0.1:{port}{path}", limits=limits, trusted=trusted)
    return page.body.decode()


async def test_a_page_comes_with_its_type_and_the_bot_gives_its_name(port: int) -> None:
    page = await fetch(f"http://127.0.0.1:{port}/article", allow_private=True)
    assert (page.content_type, page.charset) == ("text/html", "utf-8")
    assert page.body.decode() == f"<p>{USER_AGENT}</p>"
    assert page.url == f"http://127.0.0.1:{port}/article"


async def test_the_charset_is_the_one_that_the_server_names(port: int) -> None:
    page = await fetch(f"http://127.0.0.1:{port}/text", allow_private=True)
    assert (page.content_type, page.charset, page.body.decode("koi8-r")) == ("text/plain", "koi8-r", "Привет")


async def test_redirects_are_followed_to_the_last_address(port: int) -> None:
    page = await fetch(f"http://127.0.0.1:{port}/moved", allow_private=True)
    assert page.url == f"http://127.0.0.1:{port}/article"


async def test_five_redirects_are_followed_and_six_are_not(port: int) -> None:
    assert USER_AGENT in await get(port, "/hops/5")
    with pytest.raises(FetchError) as refused:
        await get(port, "/hops/6")
    assert "keeps leading to other links" in refused.value.user_text


async def test_a_page_of_exactly_the_limit_is_read(port: int) -> None:
    assert len(await get(port, "/exact")) == 200_000


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/big", "larger than 0.2 MB"),
        ("/endless", "larger than 0.2 MB"),
        ("/bomb", "larger than 0.2 MB"),
        ("/loop", "keeps leading to other links"),
        ("/to-metadata", "isn't open to the internet"),
        ("/to-loopback", "isn't open to the internet"),
        ("/to-file", "isn't a web link"),
        ("/to-user", "user name or password"),
        ("/image", "a file this bot can't read"),
        ("/untyped", "a file this bot can't read"),
        ("/empty", "page is empty"),
        ("/broken-gzip", "can't be understood"),
        ("/401", "asks for a log-in"),
        ("/403", "doesn't let this bot"),
        ("/404", "There is no page"),
        ("/418", "answered with 418"),
        ("/429", "pause between visits"),
        ("/500", "trouble of its own right now (it answered 500)"),
        ("/503", "trouble of its own"),
    ],
)
async def test_what_goes_wrong_is_told_in_a_sentence(port: int, path: str, said: str) -> None:
    with pytest.raises(FetchError) as refused:
        await get(port, path)
    assert said in refused.value.user_text


async def test_a_site_that_does_not_answer_is_given_up(port: int) -> None:
    with pytest.raises(FetchError) as refused:
        await get(port, "/slow", _QUICK)
    assert "took too long" in refused.value.user_text


async def test_a_status_is_kept(port: int) -> None:
    with pytest.raises(FetchError) as refused:
        await get(port, "/404")
    assert refused.value.status == 404


async def test_this_machine_is_refused_without_leave(port: int) -> None:
    with pytest.raises(FetchError) as refused:
        await fetch(f"http://127.0.0.1:{port}/article")
    assert "isn't open to the internet" in refused.value.user_text


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "::1", "::ffff:127.0.0.1", "64:ff9b::a00:1"])
async def test_a_name_that_leads_inside_is_refused(address: str) -> None:
    names = _Names(rebound=[address])
    with pytest.raises(FetchError) as refused:
        await fetch("http://rebound.test/", resolver=names)
    assert "isn't open to the internet" in refused.value.user_text
    assert names.asked == ["rebound.test"]


async def test_a_redirect_to_a_name_that_leads_inside_is_refused(port: int) -> None:
    trusted = frozenset({("127.0.0.1", port)})
    names = _Names(inside=["192.168.0.1"])
    with pytest.raises(FetchError) as refused:
        await fetch(f"http://127.0.0.1:{port}/to-name", trusted=trusted, resolver=names)
    assert "isn't open to the internet" in refused.value.user_text


async def test_a_name_is_asked_once_and_only_its_allowed_address_is_connected_to(port: int) -> None:
    names = _Names(mixed=["10.255.255.1", "127.0.0.1"])
    inner = GuardedResolver(names, AddressPolicy(trusted=frozenset({("127.0.0.1", port)})))
    assert [one["host"] for one in await inner.resolve("mixed.test", port)] == ["127.0.0.1"]
    again = _Names(mixed=["127.0.0.1"])
    assert (await fetch(f"http://mixed.test:{port}/article", allow_private=True, resolver=again)).body
    assert again.asked == ["mixed.test"]


async def test_an_unknown_name_and_a_closed_port_are_told_apart(unused_tcp_port: int) -> None:
    with pytest.raises(FetchError) as unknown:
        await fetch("http://nowhere.test/", resolver=_Names())
    assert "No site of that name" in unknown.value.user_text
    with pytest.raises(FetchError) as closed:
        await fetch(f"http://127.0.0.1:{unused_tcp_port}/", allow_private=True)
    assert "can't be reached" in closed.value.user_text
