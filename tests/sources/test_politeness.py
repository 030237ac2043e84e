"""Turns, pauses, Retry-After and robots.txt, on real servers with a clock that is moved by hand."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from bot.model.errors import FetchError
from bot.sources.answers import FetchLimits, Manners, Validators
from bot.sources.robots import Standing, standing_of
from bot.sources.web import Web
from tests.clock import Clock
from tests.sources.servers import (
    Asked,
    Behaviour,
    Names,
    Site,
    answer,
    endless,
    in_turn,
    never,
    redirect,
    reset,
    serving,
)

_NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)
_PAGE = answer("<p>page</p>")


class Visitor:
    """A Web whose clock moves by hand and whose sleep only moves it."""

    def __init__(self, site: Site, manners: Manners | None = None) -> None:
        self.site = site
        self.clock = Clock(_NOON)
        self.slept: list[float] = []
        self.web = Web(
            limits=FetchLimits(total_s=10, max_bytes=1_000_000), policy=site.policy, manners=manners,
            clock=self.clock, sleep=self._sleep, resolver=Names(one=[["127.0.0.1"]], two=[["127.0.0.1"]]),
        )  # fmt: skip

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.clock.move(seconds=seconds)

    async def crawl(self, path: str) -> str:
        return (await self.web.page(self.site.url(path), is_crawl=True)).body.decode()

    async def follow(self, path: str, host: str = "127.0.0.1") -> str:
        return (await self.web.page(self.site.url(path, host=host))).body.decode()

    async def refused(self, asking: Awaitable[object]) -> FetchError:
        with pytest.raises(FetchError) as refused:
            await asking
        return refused.value


@asynccontextmanager
async def visiting(routes: dict[str, Behaviour], manners: Manners | None = None) -> AsyncIterator[Visitor]:
    async with serving(routes) as site:
        visitor = Visitor(site, manners)
        yield visitor
        await visitor.web.close()


def rules(*lines: str) -> Behaviour:
    return answer("\n".join(lines), content_type="text/plain")


async def test_between_two_requests_to_one_host_there_is_a_pause() -> None:
    async with visiting({"/a": _PAGE}) as visitor:
        await visitor.follow("/a")
        visitor.clock.move(seconds=0.25)
        await visitor.follow("/a")
        visitor.clock.move(seconds=5)
        await visitor.follow("/a")
    assert visitor.slept == [0.75]


async def test_another_host_is_asked_at_once() -> None:
    async with visiting({"/a": _PAGE}) as visitor:
        await visitor.follow("/a", host="one.test")
        await visitor.follow("/a", host="two.test")
    assert visitor.slept == []


async def test_a_redirect_within_a_host_follows_at_once() -> None:
    async with visiting({"/a": redirect("/b"), "/b": _PAGE}) as visitor:
        await visitor.follow("/a")
    assert visitor.slept == []


async def test_a_clock_that_is_set_back_makes_no_pause_longer() -> None:
    async with visiting({"/a": _PAGE}) as visitor:
        await visitor.follow("/a")
        visitor.clock.move(hours=-1)
        await visitor.follow("/a")
    assert visitor.slept == [1.0]


def _together(count: int) -> Behaviour:
    """Answers nobody before so many have asked."""
    gate = asyncio.Barrier(count)

    async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await gate.wait()
        await _PAGE(asked, writer)

    return behave


async def test_one_host_is_asked_one_at_a_time_and_two_hosts_together() -> None:
    async with visiting({"/a": _PAGE, "/both": _together(2)}) as visitor:
        await asyncio.gather(*(visitor.follow("/a") for _ in range(5)))
        assert visitor.site.most_at_once == 1
        await asyncio.gather(visitor.follow("/both", host="one.test"), visitor.follow("/both", host="two.test"))
        assert visitor.site.most_at_once == 2


async def test_who_waits_too_long_for_a_turn_is_told() -> None:
    async with visiting({"/never": never, "/a": _PAGE}, Manners(wait_s=0.05)) as visitor:
        stuck = asyncio.create_task(visitor.follow("/never"))
        await asyncio.sleep(0)
        refused = await visitor.refused(visitor.follow("/a"))
        stuck.cancel()
    assert "Other pages of that site" in refused.user_text
    assert visitor.site.paths() in ([], ["/never"])


@pytest.mark.parametrize(
    ("status", "said", "rests_s"),
    [
        pytest.param(429, "120", 120, id="seconds"),
        pytest.param(503, "120", 120, id="seconds with 503"),
        pytest.param(429, format_datetime(_NOON + timedelta(minutes=5), usegmt=True), 300, id="date"),
        pytest.param(429, "31536000", 86_400, id="a year"),
        pytest.param(503, "9" * 5000, 86_400, id="a number without end"),
        pytest.param(429, None, 60, id="not said"),
        pytest.param(429, "soon", 60, id="no number"),
    ],
)
async def test_a_host_that_wants_to_be_left_alone_is_asked_by_nobody(
    status: int, said: str | None, rests_s: float
) -> None:
    busy = answer(status=status, Retry_After=said)
    async with visiting({"/a": busy, "/b": _PAGE, "/robots.txt": rules()}) as visitor:
        first = await visitor.refused(visitor.web.feed(visitor.site.url("/a"), Validators()))
        assert (first.status, first.retry_after_s) == (status, rests_s)
        visitor.clock.move(seconds=rests_s - 2)
        for asking in (
            visitor.follow("/b"),
            visitor.crawl("/b"),
            visitor.web.feed(visitor.site.url("/b"), Validators()),
        ):
            again = await visitor.refused(asking)
            assert (again.status, again.retry_after_s) == (status, 2)
            assert "in 1 minute." in again.user_text
        assert visitor.site.paths() == ["/a"]
        visitor.clock.move(seconds=2)
        assert await visitor.follow("/b") == "<p>page</p>"


async def test_a_503_that_names_no_time_stops_nobody() -> None:
    async with visiting({"/a": answer(status=503), "/b": _PAGE}) as visitor:
        assert (await visitor.refused(visitor.follow("/a"))).retry_after_s is None
        assert await visitor.follow("/b") == "<p>page</p>"


async def test_who_waits_for_a_turn_hears_what_the_one_before_was_told() -> None:
    async with visiting({"/a": answer(status=429, Retry_After="60"), "/b": _PAGE}) as visitor:
        told = await asyncio.gather(visitor.follow("/a"), visitor.follow("/b"), return_exceptions=True)
    assert [type(one) for one in told] == [FetchError, FetchError]
    assert visitor.site.paths() == ["/a"]


_MINE = ("User-agent: *", "Disallow: /", "", "User-agent: Backchannel", "Disallow: /private", "Allow: /private/open")


async def test_what_robots_txt_asks_to_leave_out_is_not_crawled() -> None:
    async with visiting({"/robots.txt": rules(*_MINE), "/*": _PAGE}) as visitor:
        assert await visitor.crawl("/news") == "<p>page</p>"
        assert await visitor.crawl("/private/open/1") == "<p>page</p>"
        assert "asks programs not to" in (await visitor.refused(visitor.crawl("/private/1"))).user_text
    assert visitor.site.paths() == ["/robots.txt", "/news", "/private/open/1"]


async def test_a_person_s_link_and_a_feed_ask_no_robots_txt() -> None:
    async with visiting({"/robots.txt": rules("User-agent: *", "Disallow: /"), "/a": _PAGE}) as visitor:
        await visitor.follow("/a")
        await visitor.web.feed(visitor.site.url("/a"), Validators())
    assert visitor.site.paths() == ["/a", "/a"]


async def test_a_redirect_is_asked_for_leave_like_the_first_address() -> None:
    routes = {"/robots.txt": rules(*_MINE), "/a": redirect("/private/1"), "/*": _PAGE}
    async with visiting(routes) as visitor:
        await visitor.refused(visitor.crawl("/a"))
    assert visitor.site.paths() == ["/robots.txt", "/a"]


@pytest.mark.parametrize(
    ("robots", "is_allowed"),
    [
        pytest.param(answer(status=404), True, id="none"),
        pytest.param(answer(status=403), True, id="forbidden"),
        pytest.param(answer(status=500), False, id="trouble"),
        pytest.param(answer(status=503), False, id="busy"),
        pytest.param(reset, False, id="reset"),
        pytest.param(redirect("/robots.txt"), False, id="loop"),
        pytest.param(redirect("http://10.0.0.1/robots.txt"), False, id="leads inside"),
        pytest.param(redirect("/other.txt"), False, id="elsewhere"),
        pytest.param(answer("\ufeffUser-agent: *\nDisallow: /news", content_type="text/plain"), False, id="mark first"),
        pytest.param(answer("<html>Welcome</html>"), True, id="a page"),
        pytest.param(answer(b"\xff\xfe\0" * 100, content_type=None), True, id="noise"),
        pytest.param(endless(b"User-agent: *\nDisallow: /news\n" * 50), False, id="endless"),
        pytest.param(endless(b"User-agent: *\nDisallow: /other\n" * 50), True, id="endless of others"),
    ],
)
async def test_rules_that_can_not_be_had(robots: Behaviour, is_allowed: bool) -> None:
    other = rules("User-agent: *", "Disallow: /news")
    async with visiting({"/robots.txt": robots, "/other.txt": other, "/news": _PAGE}) as visitor:
        if is_allowed:
            assert await visitor.crawl("/news") == "<p>page</p>"
        else:
            await visitor.refused(visitor.crawl("/news"))
            assert "/news" not in visitor.site.paths()


@pytest.mark.parametrize(
    ("status", "standing"),
    [
        (200, Standing.RULES), (301, Standing.UNREACHABLE), (400, Standing.NONE), (404, Standing.NONE),
        (429, Standing.UNREACHABLE), (499, Standing.NONE), (500, Standing.UNREACHABLE), (599, Standing.UNREACHABLE),
    ],
)  # fmt: skip
def test_what_a_status_of_robots_txt_means(status: int, standing: Standing) -> None:
    assert standing_of(status) is standing


@pytest.mark.parametrize(
    ("robots", "lives_s"),
    [
        pytest.param(rules(), 86_400, id="a day"),
        pytest.param(answer("", content_type="text/plain", Cache_Control="max-age=7200"), 7_200, id="as said"),
        pytest.param(answer("", content_type="text/plain", Cache_Control="no-store"), 600, id="not too often"),
        pytest.param(answer("", content_type="text/plain", Cache_Control="max-age=999999"), 86_400, id="not for days"),
        pytest.param(answer(status=404), 86_400, id="none"),
    ],
)
async def test_rules_are_kept_for_their_time(robots: Behaviour, lives_s: float) -> None:
    async with visiting({"/robots.txt": robots, "/a": _PAGE}, Manners(pause_s=0)) as visitor:
        await visitor.crawl("/a")
        visitor.clock.move(seconds=lives_s - 1)
        await visitor.crawl("/a")
        assert visitor.site.paths().count("/robots.txt") == 1
        visitor.clock.move(seconds=1)
        await visitor.crawl("/a")
        assert visitor.site.paths().count("/robots.txt") == 2


async def test_rules_that_could_not_be_had_are_asked_for_again_after_an_hour() -> None:
    async with visiting({"/robots.txt": in_turn(answer(status=500), rules()), "/a": _PAGE}) as visitor:
        assert (await visitor.refused(visitor.crawl("/a"))).retry_after_s == 3600
        visitor.clock.move(minutes=59)
        await visitor.refused(visitor.crawl("/a"))
        visitor.clock.move(minutes=1)
        assert await visitor.crawl("/a") == "<p>page</p>"


async def test_many_who_crawl_at_once_ask_for_the_rules_once() -> None:
    async with visiting({"/robots.txt": rules(*_MINE), "/*": _PAGE}) as visitor:
        await asyncio.gather(*(visitor.crawl(f"/{at}") for at in range(5)))
    assert visitor.site.paths().count("/robots.txt") == 1
    assert visitor.site.most_at_once == 1


@pytest.mark.parametrize(("said", "kept"), [("4", 4.0), ("0.5", 1.0), ("86400", 30.0), ("-1", 1.0), ("nan", 1.0)])
async def test_a_crawl_delay_is_kept_within_bounds_and_only_where_nobody_waits(said: str, kept: float) -> None:
    async with visiting({"/robots.txt": rules("User-agent: *", f"Crawl-delay: {said}"), "/a": _PAGE}) as visitor:
        await visitor.crawl("/a")
        await visitor.crawl("/a")
        await visitor.follow("/a")
    assert visitor.slept == [kept, kept, 1.0]


async def test_a_crowd_of_hosts_is_forgotten_but_not_one_that_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.sources.hosts._MOST_HOSTS", 2)
    busy = answer(status=429, Retry_After="600")
    async with visiting({"/busy": busy, "/a": _PAGE}) as visitor:
        await visitor.refused(visitor.follow("/busy", host="one.test"))
        for at in range(5):
            await visitor.follow("/a", host=f"two.{at}.test")
        assert len(visitor.web._hosts._hosts) == 2
        assert (await visitor.refused(visitor.follow("/a", host="one.test"))).status == 429
