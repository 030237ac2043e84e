"""No secret in what the program prints or logs, at the most talkative level, whatever goes wrong."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox.wire import Fault, WireServer
from tests.operations.test_ending import ended, running
from tests.test_command_line import run

TOKEN = "abcdefghijklmnopqrstuvwxyz.tokmark.abcdefghijklmnopqrstuvwxyz"
MARKS = {
    "DISCORD_TOKEN": "tokmark",
    "BACKCHANNEL_LANGUAGE_MODEL_KEY": "keymark-93cf",
    "PGPASSWORD": "pgmark-71aa",
}
PASSWORD, TYPED = "dbmark-55b2", "typedmark-08de"
SECRETS = (*MARKS.values(), PASSWORD, TYPED)
ARTICLE = (
    f"Norwegian Foreign Minister Kari {TYPED} met Chilean President Pablo Reyes in Oslo on 14 March 2024. They signed "
    "a trade agreement. On 2 April 2024, Chile expelled two Norwegian diplomats."
)
FORMS = pytest.mark.parametrize("form", ["console", "json"])


@pytest.fixture
async def wire() -> AsyncIterator[WireServer]:
    server = WireServer()
    await server.start()
    yield server
    await server.stop()


def shown(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


def talkative(form: str) -> dict[str, str]:
    return {
        "BACKCHANNEL_LOG_LEVEL": "DEBUG",
        "BACKCHANNEL_LOG_FORMAT": form,
        "BACKCHANNEL_LANGUAGE_MODEL_KEY": MARKS["BACKCHANNEL_LANGUAGE_MODEL_KEY"],
        "PGPASSWORD": MARKS["PGPASSWORD"],
    }


@FORMS
async def test_a_refused_token(wire: WireServer, tmp_path: Path, form: str) -> None:
    status, out, err = await run(
        cwd=tmp_path, DISCORD_TOKEN=TOKEN, BACKCHANNEL_DISCORD_API=wire.api_base,
        BACKCHANNEL_DISCORD_GATEWAY=wire.gateway_url, **talkative(form),
    )  # fmt: skip
    assert (status, shown(out + err)) == (1, [])


@FORMS
@pytest.mark.parametrize("command", [(), ("doctor",), ("migrate",), ("backup",)], ids=["run", "doctor", "migrate", "b"])
async def test_a_database_that_is_not_there(tmp_path: Path, form: str, command: tuple[str, ...]) -> None:
    url = f"postgresql+asyncpg://reader:{PASSWORD}@127.0.0.1:1/store"
    status, out, err = await run(
        *command, cwd=tmp_path, BACKCHANNEL_DATABASE_URL=url, DISCORD_TOKEN=TOKEN,
        BACKCHANNEL_DISCORD_API="http://127.0.0.1:1", **talkative(form),
    )  # fmt: skip
    assert (status, shown(out + err)) == (1, [])


async def test_a_malformed_setting(tmp_path: Path) -> None:
    url = f"mysql://reader:{PASSWORD}@127.0.0.1/store"
    status, out, err = await run(cwd=tmp_path, BACKCHANNEL_DATABASE_URL=url, DISCORD_TOKEN=TOKEN)
    assert (status, shown(out + err)) == (1, [])


@FORMS
async def test_a_running_bot_that_meets_faults(path: Path, tmp_path: Path, form: str) -> None:
    """An address with a password, a model that answers not, a refused message: each is told, and none is quoted."""
    settings = talkative(form) | {"BACKCHANNEL_LANGUAGE_MODEL_URL": "http://127.0.0.1:1/v1"}
    async with running(path, tmp_path, **settings) as bot:
        secret = bot.wire.token
        address = f"http://user:{TYPED}@127.0.0.1:1/feed?key={TYPED}"
        for command, options in (
            ("article add", {"link": address}),
            ("feed add", {"address": address}),
            ("article add", {"file": ("talks.txt", ARTICLE.encode())}),
            ("events", {"words": TYPED}),
        ):
            assert (await bot.admin.slash(bot.channel, command, **options)).acknowledged
        await bot.logged("wording_failed")
        bot.wire.inject(Fault(method="POST", path_pattern="/interactions/*", status=500, times=None))
        await bot.admin.slash(bot.channel, "events", words=TYPED)
        await bot.logged("unexpected_error")
        assert await ended(bot) == 0
        told = "".join(bot.log)
    assert shown(told) == []
    assert secret not in told
