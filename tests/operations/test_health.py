"""The three pages over real HTTP: what they say of a bot that is well, and of one that is not."""

import asyncio
import json
import re
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest

from bot.model.errors import StartupError, StoreError
from bot.operations.health import serving_health
from bot.operations.metrics import Metrics
from bot.operations.pulse import LONGEST_LAG_S, OLDEST_MESSAGE_S, Condition, Pulse, faults_of
from data.vitals import StoreVitals

WELL = StoreVitals(pending=2, oldest_s=4.0, games=1)
TICK_S = 20.0


@dataclass
class Bot:
    """What the pulse looks at, to be put out of order."""

    is_connected: bool = True
    store: StoreVitals | None = WELL
    now: float = 1000.0
    metrics: Metrics = field(default_factory=Metrics)

    async def vitals(self) -> StoreVitals:
        if self.store is None:
            raise StoreError("locked")
        return self.store

    def pulse(self) -> Pulse:
        return Pulse(
            self.metrics,
            tick_s=TICK_S,
            is_connected=lambda: self.is_connected,
            guilds=lambda: 3,
            vitals=self.vitals,
            monotonic=lambda: self.now,
        )


async def asked(pulse: Pulse, page: str) -> tuple[int, str]:
    async with (
        serving_health(pulse, host="127.0.0.1", port=0) as port,
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}{page}") as answer,
    ):
        return answer.status, await answer.text()


def nothing() -> Callable[[], Awaitable[None]]:
    return lambda: asyncio.sleep(0)


async def test_a_bot_that_is_well() -> None:
    pulse = Bot().pulse()
    pulse.watched("digests", nothing())
    status, body = await asked(pulse, "/readyz")
    told = {"status": "ready", "reasons": [], "roles": ["worker"], "posting": True}
    assert (status, json.loads(body)) == (200, told)
    status, body = await asked(pulse, "/healthz")
    assert (status, json.loads(body)) == (200, {"status": "ok", "loop_lag_seconds": 0.0})


async def test_a_bot_that_is_not_ready_says_every_reason() -> None:
    bot = Bot(is_connected=False, store=None)
    pulse = bot.pulse()
    pulse.watched("digests", nothing())
    bot.now += 2000
    status, body = await asked(pulse, "/readyz")
    assert status == 503
    assert json.loads(body)["reasons"] == [
        "Discord is not connected",
        "the store does not answer",
        "the job digests has not looked for 2000 s",
    ]
    assert (await asked(pulse, "/healthz"))[0] == 200


@pytest.mark.parametrize(
    ("is_posting", "told"),
    [(None, False), (lambda: False, False), (lambda: True, True)],
    ids=["never", "waits", "posts"],
)
async def test_a_process_says_what_it_does(is_posting: Callable[[], bool] | None, told: bool) -> None:
    bot = Bot()
    pulse = Pulse(
        bot.metrics,
        tick_s=TICK_S,
        roles=("poster", "reader"),
        is_connected=lambda: True,
        is_posting=is_posting,
        guilds=lambda: 0,
        vitals=bot.vitals,
    )
    body = json.loads((await asked(pulse, "/readyz"))[1])
    assert (body["roles"], body["posting"]) == (["poster", "reader"], told)
    counts = (await asked(pulse, "/metrics"))[1].splitlines()
    assert 'backchannel_role{role="reader"} 1.0' in counts
    assert f"backchannel_posting {float(told)}" in counts


async def test_a_job_that_looked_again_is_well() -> None:
    bot = Bot()
    pulse = bot.pulse()
    look = pulse.watched("digests", nothing())
    bot.now += 2000
    await look()
    assert (await asked(pulse, "/readyz"))[0] == 200


async def test_a_stuck_loop_is_told_by_the_clock() -> None:
    bot = Bot()
    pulse = bot.pulse()
    feeling = asyncio.create_task(pulse.feel())
    async with serving_health(pulse, host="127.0.0.1", port=0) as port, aiohttp.ClientSession() as session:
        bot.now += 60
        statuses: list[int] = []
        while not statuses or statuses[-1] == 200:  # until the next look, half a second away at most
            async with session.get(f"http://127.0.0.1:{port}/healthz") as answer:
                statuses.append(answer.status)
    feeling.cancel()
    assert statuses[-1] == 503
    assert pulse.lag_s > LONGEST_LAG_S
    assert re.search(r'backchannel_loop_lag_seconds_bucket\{le="5.0"\} 0.0', (await pulse.rendered()).decode())


READY = Condition(is_connected=True, store=WELL, tick_ages_s={"digests": 5.0}, tick_s=TICK_S)


@pytest.mark.parametrize(
    ("condition", "faults"),
    [
        (READY, 0),
        (replace(READY, is_connected=False), 1),
        (replace(READY, store=None), 1),
        (replace(READY, store=replace(WELL, oldest_s=OLDEST_MESSAGE_S)), 0),
        (replace(READY, store=replace(WELL, oldest_s=OLDEST_MESSAGE_S + 1)), 1),
        (replace(READY, store=replace(WELL, oldest_s=OLDEST_MESSAGE_S + 1), is_poster=False), 0),
        (replace(READY, store=None, is_poster=False), 1),
        (replace(READY, tick_ages_s={"digests": 6 * TICK_S + OLDEST_MESSAGE_S}), 0),
        (replace(READY, tick_ages_s={"digests": 6 * TICK_S + OLDEST_MESSAGE_S + 1, "quizzes": 1e6}), 2),
        (replace(READY, tick_ages_s={}), 0),
    ],
    ids=[
        "well",
        "no-discord",
        "no-store",
        "just-in-time",
        "late",
        "late-not-ours",
        "no-store-not-ours",
        "long-tick",
        "both-stuck",
        "not-begun",
    ],
)
def test_readiness(condition: Condition, faults: int) -> None:
    assert len(faults_of(condition)) == faults


async def test_the_counts_have_prometheus_names_and_bounded_labels() -> None:
    bot = Bot()
    pulse = bot.pulse()
    pulse.watched("digests", nothing())
    bot.now += 7
    metrics = bot.metrics
    metrics.used_store("read", 0.003)
    metrics.answered("/events", "done", 0.4)
    metrics.answered("/events", "failed", 0.1)
    metrics.delivered("sent")
    metrics.read_article("paywall")
    metrics.looked_at_feed("unchanged")
    for status in (200, 204, 429, 503):
        metrics.asked_discord(status)
    metrics.backed_up(datetime(2027, 1, 1, tzinfo=UTC))
    metrics.backed_up(None)
    status, body = await asked(pulse, "/metrics")
    assert status == 200
    values = {
        name: float(value) for name, value in (line.rsplit(" ", 1) for line in body.splitlines() if line[0] != "#")
    }
    expected = {
        'backchannel_store_seconds_count{operation="read"}': 1,
        'backchannel_commands_total{command="/events",outcome="done"}': 1,
        'backchannel_commands_total{command="/events",outcome="failed"}': 1,
        'backchannel_command_seconds_count{command="/events"}': 2,
        'backchannel_digests_total{outcome="sent"}': 1,
        'backchannel_articles_total{outcome="paywall"}': 1,
        'backchannel_feed_looks_total{outcome="unchanged"}': 1,
        'backchannel_discord_requests_total{status="2xx"}': 2,
        "backchannel_discord_rate_limited_total": 1,
        'backchannel_backups_total{outcome="failed"}': 1,
        'backchannel_tick_age_seconds{job="digests"}': 7,
        "backchannel_outbox_pending": 2,
        "backchannel_outbox_oldest_seconds": 4,
        "backchannel_games_running": 1,
        "backchannel_guilds": 3,
        "backchannel_backup_last_success_timestamp_seconds": datetime(2027, 1, 1, tzinfo=UTC).timestamp(),
    }
    assert {name: values.get(name) for name in expected} == expected
    ours = {line.split()[2] for line in body.splitlines() if line.startswith("# TYPE backchannel")}
    assert all(re.fullmatch(r"backchannel(_[a-z]+)+", name) for name in ours)


async def test_two_bots_in_one_process_count_apart() -> None:
    first, second = Metrics(), Metrics()
    first.delivered("sent")
    sent = 'backchannel_digests_total{outcome="sent"}'
    rendered = [
        one.rendered(guilds=0, tick_ages_s={}, store=None, roles=(), is_posting=False).decode()
        for one in (first, second)
    ]
    assert [sent in text for text in rendered] == [True, False]


async def test_the_container_asks_the_page_that_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    told = (Path(__file__).parents[2] / "Dockerfile").read_text(encoding="utf-8")
    asked = re.search(r'HEALTHCHECK.*\n +CMD \["python", "-c", "(.+)"\]', told)
    assert asked is not None
    bot = Bot()
    async with serving_health(bot.pulse(), host="127.0.0.1", port=0) as port:
        monkeypatch.setenv("BACKCHANNEL_HEALTH_PORT", str(port))
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", asked[1])
        assert await process.wait() == 0
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", asked[1], stderr=asyncio.subprocess.DEVNULL)
    assert await process.wait() == 1


async def test_a_taken_port_is_one_sentence() -> None:
    pulse = Bot().pulse()
    async with serving_health(pulse, host="127.0.0.1", port=0) as port:
        with pytest.raises(StartupError, match="can't listen on"):
            async with serving_health(pulse, host="127.0.0.1", port=port):
                pytest.fail("two servers on one port")
