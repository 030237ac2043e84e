"""The page's front over HTTP: who may ask, what a tab sees, and that it stays fresh and bounded."""

import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from aiohttp import ClientResponse, ClientSession

from bot.model.errors import StartupError
from bot.sandbox.page import SandboxPage, front
from bot.sandbox.wire import WireServer
from bot.sandbox.world import World, build_world
from tests.sandbox.conftest import running_bot


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A browser's view of the page, without the browser."""

    session: ClientSession
    page: SandboxPage
    wire: WireServer
    world: World

    @property
    def origin(self) -> str:
        return self.page.url.partition("/#")[0]

    @property
    def secret(self) -> str:
        return self.page.url.partition("#")[2]

    async def ask(self, method: str, path: str, *, place: str = "", context: str = "", **rest: Any) -> ClientResponse:
        headers = {"X-Simcord-Capability": self.secret + place, "X-Simcord-Context": context, **rest.pop("headers", {})}
        return await self.session.request(method, self.origin + path, headers=headers, **rest)

    async def open(self, place: str = "") -> dict[str, Any]:
        response = await self.ask("POST", "/api/pages", place=place, json={})
        assert response.status == 200
        snapshot: dict[str, Any] = await response.json()
        return snapshot

    async def state(self, context: str, place: str = "") -> dict[str, Any]:
        response = await self.ask("GET", "/api/state", place=place, context=context)
        assert response.status == 200
        snapshot: dict[str, Any] = await response.json()
        return snapshot


@pytest.fixture
async def tab() -> AsyncIterator[Tab]:
    wire = WireServer()
    world = build_world(wire.env)
    await wire.start()
    page = SandboxPage(wire.env, world, zone="UTC")
    await page.start(0)
    try:
        async with ClientSession() as session:
            yield Tab(session=session, page=page, wire=wire, world=world)
    finally:
        await page.stop()
        await wire.stop()


def seen(snapshot: dict[str, Any]) -> list[str]:
    return [snapshot["messages"][key]["content"] for key in snapshot["timeline"]]


async def test_address_is_on_this_machine_and_its_document_lists_no_secret(tab: Tab) -> None:
    assert tab.origin.startswith("http://127.0.0.1:")
    response = await tab.session.get(tab.origin + "/")
    text = await response.text()
    assert "<title>Backchannel sandbox</title>" in text
    assert text.count("/sandbox.js") == 1
    assert tab.secret not in text
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("headers", "path", "status"),
    [
        pytest.param({"X-Simcord-Capability": "guess"}, "/sandbox/overview", 401, id="wrong secret"),
        pytest.param({}, "/api/state", 401, id="no secret"),
        pytest.param({"Host": "evil.example"}, "/", 403, id="other host"),
        pytest.param({"Origin": "http://evil.example"}, "/", 403, id="other origin"),
        pytest.param({"Origin": "null"}, "/sandbox.js", 403, id="no origin"),
        pytest.param({}, "/sandbox/face/1.png", 404, id="unknown face"),
        pytest.param({}, "/nothing.js", 404, id="unknown file"),
    ],
)
async def test_who_is_refused(tab: Tab, headers: dict[str, str], path: str, status: int) -> None:
    assert (await tab.session.get(tab.origin + path, headers=headers)).status == status


async def test_unknown_place_is_refused(tab: Tab) -> None:
    assert (await tab.ask("GET", "/sandbox/overview", place="/general/mallory")).status == 401
    assert (await tab.ask("GET", "/sandbox/overview", place="/secret/alice")).status == 401


async def test_tab_has_its_own_channel_and_person(tab: Tab) -> None:
    default = await tab.open()
    other = await tab.open("/quiz/bob")
    names = {str(person.id): person.name for person in tab.world.people}
    assert (default["channel"]["name"], names[default["viewerId"]]) == ("general", "alice")
    assert (other["channel"]["name"], names[other["viewerId"]]) == ("quiz", "bob")


async def test_overview_names_the_world_and_each_channels_newest_message(tab: Tab) -> None:
    alice = tab.world.people[0]
    said = await alice.send(tab.world.channels[1], "Morning")
    world = await (await tab.ask("GET", "/sandbox/overview", place="/quiz/carol")).json()
    assert (world["server"], world["channel"], world["person"]) == ("Newsroom", "quiz", "carol")
    assert world["channels"] == [
        {"name": "general", "newest": None},
        {"name": "digest", "newest": str(said.id)},
        {"name": "quiz", "newest": None},
    ]
    assert [(person["shown"], person["role"]) for person in world["people"]] == [
        ("Alice", "admin"),
        ("Bob", "member"),
        ("Carol", "member"),
    ]


async def test_what_happens_elsewhere_appears_on_the_next_poll(tab: Tab) -> None:
    page = await tab.open()
    await tab.world.people[1].send(tab.world.channels[0], "Bob was here")
    first = await tab.state(page["context"]["id"])
    again = await tab.state(page["context"]["id"])
    assert seen(first) == ["Bob was here"]
    assert first["publishedRevision"] == again["publishedRevision"] > page["publishedRevision"]


def envelope(page: dict[str, Any], kind: str, sequence: int, **rest: Any) -> dict[str, Any]:
    return {
        "protocol_version": 3,
        "sequence": sequence,
        "request_id": f"r{sequence}",
        "generation": page["context"]["generation"],
        "bot_generation": page["botGeneration"],
        "published_revision": page["publishedRevision"],
        "kind": kind,
        **rest,
    }


async def test_action_on_a_view_that_is_one_message_old_is_carried_out(tab: Tab) -> None:
    page = await tab.open("/general/carol")
    await tab.world.people[1].send(tab.world.channels[0], "First")
    await tab.state(page["context"]["id"], "/general/carol")
    body = envelope(page, "send_message", 1, content="Second")
    response = await tab.ask("POST", "/api/action", place="/general/carol", context=page["context"]["id"], json=body)
    assert (await response.json())["settlement"] == "settled"
    assert seen(await tab.state(page["context"]["id"], "/general/carol")) == ["First", "Second"]


async def test_no_tab_can_end_the_session_for_all(tab: Tab) -> None:
    page = await tab.open()
    body = envelope(page, "close", 1)
    response = await tab.ask("POST", "/api/action", context=page["context"]["id"], json=body)
    assert (await response.json())["rejected"] is True
    await tab.state(page["context"]["id"])


async def test_fortieth_tab_opens_and_the_least_used_one_gives_way(tab: Tab) -> None:
    pages = [await tab.open() for _ in range(40)]
    preview = tab.page._previews[tab.world.channels[0].id]
    assert len(preview._pages) == preview._MAX_PAGES + 1
    assert (await tab.ask("GET", "/api/state", context=pages[0]["context"]["id"])).status == 410
    await tab.state(pages[-1]["context"]["id"])


async def test_tab_that_was_away_for_a_day_lives_on(tab: Tab) -> None:
    page = await tab.open()
    preview = tab.page._previews[tab.world.channels[0].id]
    preview._pages[page["context"]["id"]].last_activity -= 24 * 3600
    await tab.open()
    await tab.state(page["context"]["id"])


async def test_message_menu_lists_and_uses_the_bots_commands(tab: Tab, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running_bot(tab.wire, monkeypatch):
        page = await tab.open("/general/bob")
        said = await tab.world.people[2].send(tab.world.channels[0], "quiet words")
        where = {"place": "/general/bob", "context": page["context"]["id"]}
        listed = await (await tab.ask("GET", "/sandbox/message-menu", **where)).json()
        assert listed == {"commands": ["Shout this message"]}
        body = {"message": str(said.id), "command": "Shout this message"}
        used = await (await tab.ask("POST", "/sandbox/message-menu", json=body, **where)).json()
        assert used == {"problem": None}
        assert seen(await tab.state(page["context"]["id"], "/general/bob")) == ["quiet words", "QUIET WORDS"]
        unknown = await tab.ask("POST", "/sandbox/message-menu", json={**body, "message": "1"}, **where)
        assert unknown.status == 400


async def test_unanswered_command_is_told(tab: Tab, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running_bot(tab.wire, monkeypatch):
        page = await tab.open()
        said = await tab.world.people[2].send(tab.world.channels[0], "words")
    monkeypatch.setattr(tab.wire.env, "ANSWER_WAIT_S", 0.05)
    body = {"message": str(said.id), "command": "Shout this message"}
    used = await tab.ask("POST", "/sandbox/message-menu", json=body, context=page["context"]["id"])
    assert (await used.json())["problem"] == "The application did not respond."


async def test_taken_port_is_told_in_one_sentence(tab: Tab) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        page = SandboxPage(tab.wire.env, tab.world, zone="UTC")
        with pytest.raises(StartupError) as caught:
            await page.start(port)
    assert caught.value.user_text == f"Port {port} is taken by another program; choose another with --port."


async def test_free_port_is_taken_where_the_usual_one_is_taken(tab: Tab, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setattr(front, "DEFAULT_PORT", taken.getsockname()[1])
        page = SandboxPage(tab.wire.env, tab.world, zone="UTC")
        await page.start(None)
        try:
            assert f":{taken.getsockname()[1]}/" not in page.url
            async with tab.session.get(page.url) as response:
                assert response.status == 200
        finally:
            await page.stop()


async def test_page_can_not_be_opened_on_an_impossible_port(tab: Tab) -> None:
    with pytest.raises(StartupError) as caught:
        await SandboxPage(tab.wire.env, tab.world, zone="UTC").start(70_000)
    assert caught.value.user_text == "Port 70000 can't be used on this machine; choose another with --port."
