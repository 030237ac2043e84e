"""The wire's small parts by themselves: nonces, faults, compression, command rules, trimmed records."""

import zlib
from typing import Any

import pytest

from bot.sandbox.simcord_private import forget_ids, trim_blobs
from bot.sandbox.wire import Fault, WireServer
from bot.sandbox.wire.command_rules import broken_command_rule
from bot.sandbox.wire.compression import encoder_for
from bot.sandbox.wire.faults import Faults
from bot.sandbox.wire.nonces import NonceMemory
from tests.sandbox.conftest import ManualClock


def test_nonce_is_remembered_per_channel_for_five_minutes(monotonic: ManualClock) -> None:
    nonces = NonceMemory(monotonic=monotonic)
    nonces.remember(1, "a", 10)
    monotonic.now_s += 200
    nonces.remember(1, "b", 11)
    assert (nonces.find(1, "a"), nonces.find(2, "a"), nonces.find(1, "c")) == (10, None, None)
    monotonic.now_s += 100
    assert (nonces.find(1, "a"), nonces.find(1, "b")) == (None, 11)


def test_fault_strikes_its_requests_as_often_as_told_in_order() -> None:
    faults = Faults()
    first = faults.inject(Fault(method="POST", path_pattern="/channels/*/messages", status=500, times=2))
    second = faults.inject(Fault(path_pattern="/channels/7/*", status=403, times=None))
    assert faults.strike("GET", "/users/@me") is None
    struck = [faults.strike("POST", "/channels/7/messages") for _ in range(4)]
    assert [fault.status if fault else None for fault in struck] == [500, 500, 403, 403]
    assert (first.hits, first.is_spent, second.hits, second.is_spent) == (2, True, 2, False)
    faults.clear()
    assert faults.strike("POST", "/channels/7/messages") is None


def test_zlib_stream_keeps_its_state_and_ends_each_message_with_a_flush() -> None:
    encode = encoder_for("zlib-stream")
    reader = zlib.decompressobj()
    for text in ('{"op":10}', '{"op":11}', "Zürich"):
        data = encode(text)
        assert isinstance(data, bytes)
        assert data.endswith(b"\x00\x00\xff\xff")
        assert reader.decompress(data).decode() == text


def test_plain_and_unknown_compressions() -> None:
    assert encoder_for(None)("{}") == "{}"
    with pytest.raises(ValueError, match="brotli"):
        encoder_for("brotli")


def command(**changes: Any) -> dict[str, Any]:
    return {"name": "events", "description": "List events", "type": 1, "options": [], **changes}


def option(name: str, *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "description": "One option", "type": 3, "required": required}


@pytest.mark.parametrize(
    ("commands", "broken"),
    [
        pytest.param([command()], None, id="good"),
        pytest.param([command(name="Events")], "events.name", id="capital"),
        pytest.param([command(description="d" * 101)], "events.description", id="long description"),
        pytest.param([command(options=[option(f"o{n}") for n in range(26)])], "events.options", id="26 options"),
        pytest.param([command(options=[option(f"o{n}") for n in range(25)])], None, id="25 options"),
        pytest.param([command(options=[option("a"), option("b", required=True)])], "events.options", id="order"),
        pytest.param(
            [command(options=[{**option("sub"), "type": 1, "options": [option("X")]}])], "events.sub", id="nested"
        ),
        pytest.param([command(name=f"c{n}") for n in range(101)], "commands of type 1", id="101 commands"),
        pytest.param([command(name=f"Menu {n}", type=3) for n in range(6)], "commands of type 3", id="6 menus"),
        pytest.param([command(name="Read this message", type=3, description="")], None, id="menu"),
    ],
)
def test_command_rules(commands: list[dict[str, Any]], broken: str | None) -> None:
    found = broken_command_rule(commands)
    if broken is None:
        assert found is None
    else:
        assert found is not None
        assert found.casefold().startswith(broken)


async def test_oldest_uploads_are_forgotten_beyond_the_limit() -> None:
    backend = WireServer().backend
    urls = [backend.cdn.store_attachment(number, 1, "page.txt", b"0123456789", None)["url"] for number in range(1, 4)]
    trim_blobs(backend, 25)
    assert [backend.cdn.get(url) is not None for url in urls] == [False, True, True]


async def test_ids_stay_unique_after_their_book_keeping_was_trimmed() -> None:
    backend = WireServer().backend
    given = {backend.snowflake() for _ in range(100)}
    forget_ids(backend)
    assert given.isdisjoint({backend.snowflake() for _ in range(100)})
