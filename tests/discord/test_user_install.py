"""The bot installed by a person for themselves: in direct messages, and in a server where it is not."""

from typing import Any

import pytest
import simcord.interactions

from bot.model.ids import UserId
from tests.discord.conftest import Newsroom
from tests.discord.looking import buttons_of, shown_by, text_of
from tests.discord.test_articles import TALKS
from tests.discord.test_quiz_alone import answer, go_on


@pytest.fixture
def by_person(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Discord say of each interaction that only the person installed the bot: simcord names no owner at all."""
    make = simcord.interactions.base_payload

    def of_person(*args: Any, **given: Any) -> Any:
        record, payload = make(*args, **given)
        return record, {**payload, "authorizing_integration_owners": {"1": str(given["user_id"])}}

    monkeypatch.setattr(simcord.interactions, "base_payload", of_person)


HANDED_IN = {"file": ("talks.txt", TALKS.encode()), "published": "2024-05-14"}


async def offered(actor: Any, *where: Any) -> set[str]:
    """Return the titles of all articles that a person is offered, in a channel or in a direct message."""
    return {one["name"] for one in await actor.autocomplete(*where, "summary", "article", "")}


OUTSIDE = {"who", "onthisday", "about", "article", "event", "events", "help", "privacy", "quiz", "summary"}
MENUS = {"Quiz me on this", "Read this message"}


async def test_only_what_is_of_use_to_one_person_can_be_installed_by_one(newsroom: Newsroom) -> None:
    tree: Any = newsroom.env.bot.tree  # type: ignore[attr-defined]  # simcord knows any client
    told = {command.name: command.to_dict(tree) for command in tree._get_all_commands()}
    assert {name for name, said in told.items() if said["integration_types"] == [0, 1]} == OUTSIDE | MENUS
    assert {name for name, said in told.items() if said["contexts"] == [0, 1, 2]} == OUTSIDE | MENUS
    rest = [said for name, said in told.items() if name not in OUTSIDE | MENUS]
    assert {(*said["integration_types"], *said["contexts"]) for said in rest} == {(0, 0)}


COMMANDS: list[tuple[str, dict[str, Any]]] = [
    ("summary", {}),
    ("events", {}),
    ("event show", {"number": "E1"}),
    ("who", {"person": "Antony Blinken"}),
    ("onthisday", {"day": "14 June"}),
    ("quiz start", {"length": 3}),
    ("quiz daily", {}),
    ("about", {}),
    ("help", {}),
]


@pytest.mark.parametrize(("name", "options"), COMMANDS, ids=[name for name, _ in COMMANDS])
async def test_a_command_works_in_a_direct_message(newsroom: Newsroom, name: str, options: dict[str, Any]) -> None:
    result = await newsroom.bob.user.slash(name, **options)
    assert result.ephemeral
    assert len(text_of(shown_by(result))) > 60
    assert "could not be done" not in text_of(shown_by(result))


@pytest.mark.usefixtures("by_person")
@pytest.mark.parametrize(("name", "options"), COMMANDS, ids=[name for name, _ in COMMANDS])
async def test_a_command_posts_nothing_for_others_where_the_bot_is_not(
    newsroom: Newsroom, name: str, options: dict[str, Any]
) -> None:
    result = await newsroom.bob.slash(newsroom.general, name, **options)
    assert result.ephemeral
    assert newsroom.general.history(viewer=newsroom.carol) == []


async def test_a_servers_articles_are_not_seen_from_outside(newsroom: Newsroom, request: pytest.FixtureRequest) -> None:
    starter = await offered(newsroom.bob.user)
    await newsroom.alice.slash(newsroom.general, "article add", **HANDED_IN)
    (handed_in,) = await offered(newsroom.bob, newsroom.general) - starter
    request.getfixturevalue("by_person")
    for actor, where in ((newsroom.alice, (newsroom.general,)), (newsroom.alice.user, ())):
        assert await offered(actor, *where) == starter
    told = shown_by(await newsroom.alice.slash(newsroom.general, "summary", article=handed_in))
    assert "No article with these words has been read here" in text_of(told)


async def test_what_a_person_hands_in_is_theirs_alone_everywhere(
    newsroom: Newsroom, request: pytest.FixtureRequest
) -> None:
    starter = await offered(newsroom.bob.user)
    added = await newsroom.bob.user.slash("article add", **HANDED_IN)
    assert added.ephemeral
    mine = await offered(newsroom.bob.user)
    assert len(mine - starter) == 1
    assert await offered(newsroom.bob, newsroom.general) == starter
    assert await offered(newsroom.carol.user) == starter
    card = shown_by(await newsroom.bob.user.slash("privacy"))
    assert "### At your own desk\n- 1 article that you handed in" in text_of(card)
    request.getfixturevalue("by_person")
    assert await offered(newsroom.bob, newsroom.general) == mine
    assert await offered(newsroom.carol, newsroom.general) == starter
    await newsroom.services.privacy.forget(UserId(newsroom.bob.id))
    assert await offered(newsroom.bob, newsroom.general) == starter


@pytest.mark.usefixtures("by_person")
async def test_the_message_menu_reads_for_one_person(newsroom: Newsroom) -> None:
    message = await newsroom.alice.send(newsroom.general, TALKS)
    read = await newsroom.bob.context_menu(newsroom.general, "Read this message", message)
    assert read.ephemeral
    assert [one.id for one in newsroom.general.history(viewer=newsroom.carol)] == [message.id]
    quiz = await newsroom.bob.context_menu(newsroom.general, "Quiz me on this", message)
    assert "Nothing to ask about here" in text_of(shown_by(quiz))


async def test_a_quiz_is_played_to_its_end_in_private_and_not_shared(newsroom: Newsroom) -> None:
    bob = newsroom.bob.user
    card = shown_by(await bob.slash("quiz daily"))
    for _ in range(5):
        card = await go_on(bob, await answer(newsroom, bob, card, is_right=True))
    buttons = buttons_of(card)
    assert "5 of 5" in text_of(card)
    assert buttons["Share"]["disabled"]
    assert buttons["Leaderboard"]["disabled"]


async def test_what_needs_a_server_says_so(newsroom: Newsroom) -> None:
    for name in ("quiz board", "quiz me"):
        told = await newsroom.bob.user.slash(name)
        assert "This works in a server that Backchannel is in" in text_of(shown_by(told))


async def test_commands_and_clicks_are_counted_by_how_they_ended(newsroom: Newsroom) -> None:
    card = shown_by(await newsroom.bob.slash(newsroom.general, "summary"))
    await newsroom.bob.click(card, label="Longer")
    await newsroom.bob.slash(newsroom.general, "event show", number="E999999")
    rendered = newsroom.services.metrics.rendered(
        guilds=1, tick_ages_s={}, store=None, roles=(), is_posting=False
    ).decode()
    for command, outcome in (("/summary", "done"), ("SummaryResize", "done"), ("/event show", "refused")):
        assert f'backchannel_commands_total{{command="{command}",outcome="{outcome}"}} 1.0' in rendered


async def test_a_server_with_the_bot_keeps_posting_for_all(newsroom: Newsroom) -> None:
    assert not (await newsroom.bob.slash(newsroom.general, "summary")).ephemeral
    assert len(newsroom.general.history(viewer=newsroom.carol)) == 1
