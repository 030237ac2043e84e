"""/about, /help, and what belongs to no single command."""

import pytest
from discord import app_commands

from bot.cards import forms
from bot.client import Backchannel
from tests.discord.conftest import Newsroom, new_bot
from tests.discord.looking import fill, shown_by, text_of


async def test_about_counts_what_the_server_sees(newsroom: Newsroom) -> None:
    result = await newsroom.bob.slash(newsroom.general, "about")
    assert result.ephemeral
    assert "1 article read · 9 events recorded" in text_of(shown_by(result))


async def test_help_lists_every_command_that_one_can_use(newsroom: Newsroom) -> None:
    of_bob = text_of(shown_by(await newsroom.bob.slash(newsroom.general, "help")))
    assert "/events" in of_bob
    assert not any(name in of_bob for name in ("/settings", "/feed", "/event review", "For those who manage"))
    shown = text_of(shown_by(await newsroom.alice.slash(newsroom.general, "help")))
    bot = newsroom.env.bot
    assert isinstance(bot, Backchannel)
    commands = [c for c in bot.tree.walk_commands() if isinstance(c, app_commands.Command)]
    assert len(commands) >= 9
    assert all(f"/{command.qualified_name}" in shown for command in commands)


async def test_help_outside_of_servers_lists_what_can_be_used_there(newsroom: Newsroom) -> None:
    shown = text_of(shown_by(await newsroom.bob.user.slash("help")))
    assert all(name in shown for name in ("/article add", "/summary", "/events", "/quiz review", "/privacy"))
    assert not any(name in shown for name in ("/relations", "/export", "/stories", "/records", "/quiz stop", "/feed"))


async def test_a_report_is_kept(newsroom: Newsroom) -> None:
    card = shown_by(await newsroom.bob.slash(newsroom.general, "summary"))
    form = await newsroom.carol.click(card, label="Report")
    result = await fill(newsroom.carol, form, what_is_wrong="The day is wrong.")
    assert result.ephemeral
    assert "The report is kept" in text_of(shown_by(result))


async def test_a_report_from_a_timeline_names_an_event(newsroom: Newsroom) -> None:
    card = shown_by(await newsroom.bob.slash(newsroom.general, "events"))
    number = text_of(card).split(" · E", 1)[1].split("\n", 1)[0]
    form = await newsroom.carol.click(card, label="Report")
    assert "kept" in text_of(
        shown_by(await fill(newsroom.carol, form, event=f"E{number}", what_is_wrong="Wrong side."))
    )
    form = await newsroom.carol.click(card, label="Report")
    assert "E147" in text_of(shown_by(await fill(newsroom.carol, form, event="that one", what_is_wrong="Wrong side.")))


async def test_commands_have_names_and_descriptions_that_discord_takes(newsroom: Newsroom) -> None:
    bot = newsroom.env.bot
    assert isinstance(bot, Backchannel)
    names = [command.qualified_name for command in bot.tree.walk_commands()]
    assert len(names) == len(set(names)) <= 100
    for command in bot.tree.walk_commands():
        assert command.name == command.name.lower()
        assert 1 <= len(command.description) <= 100


async def test_a_form_from_before_a_restart_says_so(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    form = await newsroom.bob.slash(newsroom.general, "article add")
    monkeypatch.setattr(forms, "_START", "of-another-start")
    await newsroom.env.restart_bot(new_bot(newsroom.services))
    sent = await fill(newsroom.bob, form, text="Norway met Chile.")
    assert sent.ephemeral
    assert "This form is from before a restart" in text_of(shown_by(sent))
