"""Pages and feeds from real servers on this machine, which misbehave in every way a site can."""

import asyncio
import gzip
import socket
import ssl
import threading
import tracemalloc
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import aiohttp
import pytest
from aiohttp.client_reqrep import ConnectionKey

from bot.model.errors import FetchError
from bot.sources import failures
from bot.sources.addresses import AddressPolicy
from bot.sources.answers import FetchLimits, Manners, Validators
from bot.sources.names import GuardedResolver, SystemResolver
from bot.sources.web import Web
from bot.sources.wire import USER_AGENT
from tests.clock import Clock
from tests.sources.servers import (
    Asked,
    Names,
    Site,
    answer,
    conditional,
    hops,
    in_turn,
    misbehaviours,
    never,
    packed,
    raw,
    redirect,
    serving,
)

_SMALL = FetchLimits(total_s=10, max_bytes=200_000)
_QUICK = FetchLimits(total_s=0.2, max_bytes=200_000)
_NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)
_FAST = Manners(pause_s=0)


@asynccontextmanager
async def web_of(
    site: Site, *, limits: FetchLimits = _SMALL, names: Names | None = None, manners: Manners = _FAST
) -> AsyncIterator[Web]:
    """A Web that trusts this site only, so that redirects are checked like anywhere."""
    web = Web(limits=limits, policy=site.policy, manners=manners, clock=Clock(_NOON), resolver=names)
    try:
        yield web
    finally:
        await web.close()


async def refusal(path: str, limits: FetchLimits = _SMALL) -> FetchError:
    async with serving(misbehaviours()) as site, web_of(site, limits=limits, names=Names(inside=[["10.0.0.1"]])) as web:
        with pytest.raises(FetchError) as refused:
            await web.page(site.url(path))
    return refused.value


async def test_a_page_comes_with_its_type_and_the_bot_gives_its_name() -> None:
    async with serving({"/a": answer("<p>é</p>")}) as site, web_of(site) as web:
        page = await web.page(site.url("/a#part"))
    assert (page.content_type, page.charset, page.body.decode()) == ("text/html", "utf-8", "<p>é</p>")
    assert page.url == site.url("/a")
    assert site.asked[0].headers["user-agent"] == USER_AGENT
    assert "cookie" not in site.asked[0].headers


async def test_no_cookie_is_kept() -> None:
    async with serving({"/a": answer("x", Set_Cookie="a=b; Path=/")}) as site, web_of(site) as web:
        await web.page(site.url("/a"))
        await web.page(site.url("/a"))
    assert [("cookie" in one.headers) for one in site.asked] == [False, False]


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        pytest.param(gzip.compress(b"<p>whole</p>"), "gzip", id="gzip"),
        pytest.param(gzip.compress(b"<p>wh") + gzip.compress(b"ole</p>"), "x-gzip", id="two members"),
        pytest.param(gzip.compress(b"<p>whole</p>") + b"\0" * 20, "gzip", id="padded"),
        pytest.param(zlib.compress(b"<p>whole</p>"), "deflate", id="deflate"),
        pytest.param(zlib.compress(b"<p>whole</p>", wbits=-15), "deflate", id="bare deflate"),
        pytest.param(b"<p>whole</p>", "identity", id="identity"),
    ],
)
async def test_a_packed_page_is_unpacked(body: bytes, encoding: str) -> None:
    async with serving({"/a": packed(body, encoding)}) as site, web_of(site) as web:
        assert (await web.page(site.url("/a"))).body == b"<p>whole</p>"


async def test_a_page_packed_twice_is_unpacked_once_where_only_one_is_told() -> None:
    inner = gzip.compress(b"0" * 10_000_000)
    async with serving({"/a": packed(gzip.compress(inner), "gzip")}) as site, web_of(site) as web:
        assert (await web.page(site.url("/a"))).body == inner


async def test_a_page_without_a_length_is_read_to_its_end() -> None:
    plain = raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<p>all</p>")
    async with serving({"/a": plain}) as site, web_of(site) as web:
        assert (await web.page(site.url("/a"))).body == b"<p>all</p>"


async def test_a_page_of_exactly_the_limit_is_read() -> None:
    async with serving({"/a": answer(b"0" * 200_000)}) as site, web_of(site) as web:
        assert len((await web.page(site.url("/a"))).body) == 200_000


async def test_five_redirects_are_followed_and_six_are_not() -> None:
    async with serving({"/hops/*": hops()}) as site, web_of(site) as web:
        assert (await web.page(site.url("/hops/5"))).url == site.url("/hops/0")
        with pytest.raises(FetchError, match="too many redirects"):
            await web.page(site.url("/hops/6"))


_UNKNOWN = "can't be understood"
_HALF = "broke off"
_INSIDE = "isn't open to the internet"
_LARGE = "larger than 0.2 MB"
_AWAY = "can't be reached"
_FAULTS = {
    "/slow-headers": "took too long", "/slow-body": "took too long", "/never": "took too long",
    "/endless": _LARGE, "/gzip-bomb": _LARGE, "/deflate-bomb": _LARGE, "/raw-deflate-bomb": _LARGE,
    "/many-bombs": _LARGE, "/empty-members": _UNKNOWN, "/nested-bomb": _UNKNOWN, "/unknown-encoding": _UNKNOWN,
    "/not-gzip": _UNKNOWN, "/half-gzip": _HALF, "/broken-chunk": _UNKNOWN, "/huge-chunk": _UNKNOWN,
    "/unended-chunks": _HALF, "/half-answer": _HALF, "/half-head": _AWAY, "/nothing": _AWAY, "/no-http": _UNKNOWN,
    "/reset": _HALF, "/loop": "keeps leading", "/hops/10000": "keeps leading", "/huge-header": _UNKNOWN,
    "/many-headers": _UNKNOWN, "/two-lengths": _UNKNOWN, "/negative-length": _UNKNOWN, "/huge-length": _UNKNOWN,
    "/long": _LARGE,
    "/untyped": "a file this bot can't read", "/picture": "a file this bot can't read", "/empty": "page is empty",
    "/unasked-304": "answered with 304", "/to-nowhere": "isn't a web link", "/to-file": "isn't a web link",
    "/to-user": "user name or password", "/to-metadata": _INSIDE, "/to-loopback": _INSIDE, "/to-decimal": _INSIDE,
    "/to-hex": _INSIDE, "/to-mapped": _INSIDE, "/to-name": _INSIDE,
}  # fmt: skip


def test_every_fault_has_its_row() -> None:
    assert {path.replace("10000", "*") for path in _FAULTS} == set(misbehaviours())


@pytest.mark.parametrize(("path", "said"), _FAULTS.items(), ids=[path[1:] for path in _FAULTS])
async def test_what_goes_wrong_is_told_in_a_sentence(path: str, said: str) -> None:
    refused = await refusal(path, _QUICK if said == "took too long" else _SMALL)
    assert said in refused.user_text


async def test_a_bomb_is_never_held_whole() -> None:
    async with serving(misbehaviours()) as site, web_of(site) as web:
        tracemalloc.start()
        for path in ("/gzip-bomb", "/deflate-bomb", "/endless"):
            with pytest.raises(FetchError):
                await web.page(site.url(path))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 10_000_000


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (401, "asks for a log-in"), (403, "doesn't let this bot"), (404, "There is no page"),
        (418, "answered with 418"), (429, "pause between visits"),
        (500, "trouble of its own right now (it answered 500)"), (503, "trouble of its own"),
    ],
)  # fmt: skip
async def test_a_status_is_told_and_kept(status: int, said: str) -> None:
    async with serving({"/a": answer("no", status=status)}) as site, web_of(site) as web:
        with pytest.raises(FetchError) as refused:
            await web.page(site.url("/a"))
    assert said in refused.value.user_text
    assert refused.value.status == status


async def test_the_time_limit_is_for_the_whole_chain() -> None:
    async def slow_hop(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.15)
        await redirect("/next")(asked, writer)

    limits = FetchLimits(total_s=0.2)
    async with serving({"/a": slow_hop, "/next": slow_hop}) as site, web_of(site, limits=limits) as web:
        with pytest.raises(FetchError, match="time limit"):
            await web.page(site.url("/a"))


async def test_this_machine_is_refused_without_leave() -> None:
    async with serving({"/a": answer("x")}) as site:
        web = Web()
        with pytest.raises(FetchError) as refused:
            await web.page(site.url("/a"))
        await web.close()
    assert _INSIDE in refused.value.user_text
    assert site.asked == []


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "::1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "fe80::1%2"])
async def test_a_name_that_leads_inside_is_refused(address: str) -> None:
    names = Names(rebound=[[address]])
    web = Web(resolver=names)
    with pytest.raises(FetchError) as refused:
        await web.page("http://rebound.test/")
    await web.close()
    assert _INSIDE in refused.value.user_text
    assert names.asked == ["rebound.test"]


async def test_a_name_that_changes_its_address_is_connected_to_the_one_that_was_checked() -> None:
    async with serving({"/a": answer("mine")}) as site:
        names = Names(turning=[["127.0.0.1"], ["10.0.0.1"]])
        async with web_of(site, names=names) as web:
            assert (await web.page(site.url("/a", host="turning.test"))).body == b"mine"
            assert names.asked == ["turning.test"]
            with pytest.raises(FetchError) as refused:
                await web.page(site.url("/a", host="turning.test"))
    assert _INSIDE in refused.value.user_text
    assert names.asked == ["turning.test"] * 2


async def test_of_a_name_s_addresses_only_the_allowed_are_used() -> None:
    async with serving({"/a": answer("mine")}) as site:
        names = Names(mixed=[["10.255.255.1", "127.0.0.1"]])
        guarded = GuardedResolver(names, site.policy)
        assert [one["host"] for one in await guarded.resolve("mixed.test", site.port)] == ["127.0.0.1"]


async def test_the_system_is_asked_for_names_and_knows_what_it_does_not_know() -> None:
    system = SystemResolver()
    assert [(one["host"], one["port"]) for one in await system.resolve("127.0.0.1", 8080)] == [("127.0.0.1", 8080)]
    with pytest.raises((OSError, UnicodeError)):
        await system.resolve("a..b", 80)
    await system.close()


async def test_the_socket_is_the_last_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a resolver hands on unchecked, no socket leads there."""
    async with serving({"/a": answer("x")}) as site:
        monkeypatch.setattr(GuardedResolver, "resolve", Names(inside=[["127.0.0.1"]]).resolve)
        web = Web(policy=AddressPolicy(extra_ports=frozenset({site.port})))
        with pytest.raises(FetchError) as refused:
            await web.page(site.url("/a", host="inside.test"))
        await web.close()
    assert _INSIDE in refused.value.user_text
    assert site.asked == []


async def test_an_unknown_name_and_a_closed_port_are_told_apart(unused_tcp_port: int) -> None:
    web = Web(policy=AddressPolicy(allow_private=True), resolver=Names())
    with pytest.raises(FetchError) as unknown:
        await web.page("http://nowhere.test/")
    with pytest.raises(FetchError) as closed:
        await web.page(f"http://127.0.0.1:{unused_tcp_port}/")
    await web.close()
    assert "No site of that name" in unknown.value.user_text
    assert _AWAY in closed.value.user_text


async def test_a_site_that_speaks_no_tls_is_not_asked_without() -> None:
    def plain(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(plain, "127.0.0.1", 0) as server:
        web = Web(policy=AddressPolicy(allow_private=True))
        with pytest.raises(FetchError) as refused:
            await web.page(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/a")
        await web.close()
    assert "secure connection" in refused.value.user_text


def test_a_certificate_that_can_not_be_trusted_is_told() -> None:
    untrusted = aiohttp.ClientConnectorCertificateError(
        ConnectionKey("a.example", 443, True, True, None, None, None), ssl.SSLCertVerificationError("self-signed")
    )
    assert "certificate can't be trusted" in failures.of_connection(untrusted).user_text


async def test_a_feed_that_did_not_change_costs_nothing() -> None:
    feed = conditional("<rss/>", etag='W/"1"', modified="Fri, 01 Mar 2024 10:00:00 GMT", lives="max-age=600")
    async with serving({"/feed": feed}) as site, web_of(site) as web:
        first = await web.feed(site.url("/feed"), Validators())
        again = await web.feed(site.url("/feed"), first.validators)
    assert (first.body, first.is_unchanged, first.fresh_for_s) == (b"<rss/>", False, 600.0)
    assert first.validators == Validators(etag='W/"1"', modified="Fri, 01 Mar 2024 10:00:00 GMT")
    assert (again.body, again.is_unchanged, again.validators) == (b"", True, first.validators)
    assert "if-none-match" not in site.asked[0].headers
    assert site.asked[1].headers["if-none-match"] == 'W/"1"'


async def test_a_304_that_brings_no_validators_leaves_those_that_were_known() -> None:
    async with serving({"/feed": answer(status=304, content_type=None)}) as site, web_of(site) as web:
        known = Validators(etag='"7"')
        assert (await web.feed(site.url("/feed"), known)).validators == known
        with pytest.raises(FetchError) as refused:
            await web.feed(site.url("/feed"), Validators())
    assert _UNKNOWN in refused.value.user_text


@pytest.mark.parametrize(
    ("statuses", "is_moved"),
    [((301,), True), ((308, 301), True), ((302,), False), ((301, 302), False), ((307, 308), False), ((), False)],
)
async def test_a_feed_has_moved_where_every_redirect_is_permanent(statuses: tuple[int, ...], is_moved: bool) -> None:
    routes = {f"/{at}": redirect(f"/{at + 1}", status) for at, status in enumerate(statuses)}
    async with serving({**routes, f"/{len(statuses)}": answer("<rss/>")}) as site, web_of(site) as web:
        found = await web.feed(site.url("/0"), Validators())
    assert found.url == site.url(f"/{len(statuses)}")
    assert found.moved_to == (found.url if is_moved else None)


async def test_a_feed_may_call_itself_what_it_likes_but_a_picture() -> None:
    routes = {
        "/odd": answer("<rss/>", content_type="application/octet-stream"),
        "/untyped": raw(b"HTTP/1.0 200 OK\r\n\r\n<rss/>"),
    }
    async with serving({**routes, "/picture": answer(b"x", content_type="image/png")}) as site, web_of(site) as web:
        assert (await web.feed(site.url("/odd"), Validators())).content_type == "application/octet-stream"
        assert (await web.feed(site.url("/untyped"), Validators())).content_type == ""
        with pytest.raises(FetchError):
            await web.feed(site.url("/picture"), Validators())


async def test_the_system_s_answer_is_checked_and_closing_ends_its_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", 80))]
    web = Web()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(FetchError) as refused:
        await web.page("http://inside.test/")
    (thread,) = [one for one in threading.enumerate() if one.name.startswith("names")]
    await web.close()
    await asyncio.to_thread(thread.join, 10)
    assert _INSIDE in refused.value.user_text
    assert not thread.is_alive()


async def test_one_session_serves_until_it_is_closed_and_then_another() -> None:
    async with serving({"/a": in_turn(answer("1"), answer("2"))}) as site, web_of(site) as web:
        assert (await web.page(site.url("/a"))).body == b"1"
        await web.close()
        assert (await web.page(site.url("/a"))).body == b"2"


async def test_a_request_that_is_given_up_leaves_the_host_to_the_next() -> None:
    arrived = asyncio.Event()

    async def noted(asked: Asked, writer: asyncio.StreamWriter) -> None:
        arrived.set()
        await never(asked, writer)

    async with serving({"/never": noted, "/a": answer("x")}) as site, web_of(site) as web:
        stuck = asyncio.create_task(web.page(site.url("/never")))
        await arrived.wait()
        stuck.cancel()
        assert (await web.page(site.url("/a"))).body == b"x"
