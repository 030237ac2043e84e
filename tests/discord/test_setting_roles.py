"""Who may do what: Manage Server, the server's own roles, Discord's word on the command, and cards of other times."""

from typing import Any

import discord
import pytest
from simcord.actors import MemberActor

from bot.model.ids import GuildId, RoleId, UserId
from bot.model.settings import Setting
from bot.setting_edits import with_role
from tests.discord.conftest import Newsroom
from tests.discord.looking import buttons_of, fill, parts_of, shown_by, text_of
from tests.discord.test_settings import panel, saved_of, turn

REFUSED = "Not yours to change"


async def give(newsroom: Newsroom, setting: Setting, role: Any) -> None:
    await newsroom.services.digests.change(
        GuildId(newsroom.guild.id), UserId(newsroom.alice.id), with_role(setting, RoleId(role.id))
    )


def person(newsroom: Newsroom, name: str, *roles: Any) -> MemberActor:
    return newsroom.guild.add_member(newsroom.env.create_user(name), roles=list(roles))


async def _about(newsroom: Newsroom, actor: MemberActor) -> Any:
    return shown_by(await actor.slash(newsroom.general, "about"))


async def command_of(newsroom: Newsroom, name: str) -> discord.app_commands.AppCommand:
    tree: Any = newsroom.env.bot.tree  # type: ignore[attr-defined]  # a client that has commands
    found: list[discord.app_commands.AppCommand] = await tree.fetch_commands()
    return next(one for one in found if one.name == name)


async def pick_role(newsroom: Newsroom, card: Any, label: str, role: Any) -> Any:
    await turn(newsroom, card, "roles")
    await newsroom.alice.click(card, label=label)
    (select,) = (part for part in parts_of(card) if part["type"] == 6)
    return await newsroom.alice.select(card, [role], custom_id=select["custom_id"])


@pytest.mark.parametrize(
    ("label", "nobody", "field", "unset"),
    [
        ("Edit settings role", "No role", "managers", "Those with Manage Server"),
        ("Edit editors", "No role", "editors", "Those who manage the settings"),
        ("Edit articles", "Everyone", "contributors", "Everyone"),
    ],
)
async def test_a_role_is_confirmed_saved_and_taken_away(
    newsroom: Newsroom, label: str, nobody: str, field: str, unset: str
) -> None:
    role = newsroom.guild.create_role("Desk")
    card = await panel(newsroom)
    await pick_role(newsroom, card, label, role)
    assert f"**Before**\n{unset}" in text_of(card)
    assert getattr((await saved_of(newsroom)).access, field) is None
    await newsroom.alice.click(card, label="Save")
    assert getattr((await saved_of(newsroom)).access, field) == role.id
    assert f"<@&{role.id}>" in text_of(card)
    await newsroom.alice.click(card, label=label)
    await newsroom.alice.click(card, label=nobody)
    assert f"**After**\n**{unset}**" in text_of(card)
    await newsroom.alice.click(card, label="Save")
    assert getattr((await saved_of(newsroom)).access, field) is None


async def test_everyone_is_no_role_to_manage(newsroom: Newsroom) -> None:
    card = await panel(newsroom)
    result = await pick_role(newsroom, card, "Edit settings role", newsroom.guild.default_role)
    assert "can’t be chosen here" in text_of(shown_by(result))
    assert (await saved_of(newsroom)).access.managers is None


async def test_a_role_deleted_between_question_and_save_is_not_saved(newsroom: Newsroom) -> None:
    role = newsroom.guild.create_role("Desk")
    card = await panel(newsroom)
    await pick_role(newsroom, card, "Edit editors", role)
    newsroom.env.backend.delete_role(newsroom.guild.id, role.id)
    await newsroom.env.settle()
    result = await newsroom.alice.click(card, label="Save")
    assert "The role that was chosen is gone." in text_of(shown_by(result))
    assert (await saved_of(newsroom)).access.editors is None


async def test_the_settings_role_opens_the_panel_where_discord_hides_the_command(newsroom: Newsroom) -> None:
    role = newsroom.guild.create_role("Desk")
    dora = person(newsroom, "dora", role)
    about = shown_by(await dora.slash(newsroom.general, "about"))
    assert "Settings" not in buttons_of(about)
    await give(newsroom, Setting.MANAGERS, role)
    assert "settings" not in dora.available_commands(newsroom.general)
    about = shown_by(await dora.slash(newsroom.general, "about"))
    result = await dora.click(about, label="Settings")
    card = shown_by(result)
    assert result.ephemeral
    assert "## Digest" in text_of(card)
    await dora.click(card, label="History")
    assert "## History" in text_of(card)


async def test_the_settings_role_does_not_choose_who_manages(newsroom: Newsroom) -> None:
    role, other = newsroom.guild.create_role("Desk"), newsroom.guild.create_role("Friends")
    dora = person(newsroom, "dora", role)
    await give(newsroom, Setting.MANAGERS, other)
    await give(newsroom, Setting.MANAGERS, role)
    card = shown_by(await dora.click(shown_by(await dora.slash(newsroom.general, "about")), label="Settings"))
    await dora.click(card, label="History")
    await dora.click(card, label="Undo 1")
    notice = shown_by(await dora.click(card, label="Undo"))
    assert REFUSED in text_of(notice)
    assert (await saved_of(newsroom)).access.managers == role.id


async def test_a_settings_role_that_was_deleted_lets_nobody_in(newsroom: Newsroom) -> None:
    role = newsroom.guild.create_role("Desk")
    dora = person(newsroom, "dora", role)
    await give(newsroom, Setting.MANAGERS, role)
    card = shown_by(await dora.click(shown_by(await dora.slash(newsroom.general, "about")), label="Settings"))
    newsroom.env.backend.delete_role(newsroom.guild.id, role.id)
    await newsroom.env.settle()
    assert REFUSED in text_of(shown_by(await dora.click(card, label="Edit channel")))
    shown = await panel(newsroom)
    await turn(newsroom, shown, "roles")
    assert "⚠️ The role that was chosen is gone." in text_of(shown)


async def test_whom_the_server_lets_use_the_command_gets_through_at_every_click(newsroom: Newsroom) -> None:
    role = newsroom.guild.create_role("Interns")
    erin = person(newsroom, "erin", role)
    newsroom.guild.set_command_permissions(await command_of(newsroom, "settings"), {role: True})
    card = shown_by(await erin.slash(newsroom.general, "settings"))
    await erin.click(card, label="Edit channel")
    assert "Where should the digest go?" in text_of(card)
    assert buttons_of(await _about(newsroom, erin))["Settings"]
    newsroom.guild.set_command_permissions(await command_of(newsroom, "settings"), {})
    await newsroom.env.advance_time(31)
    assert REFUSED in text_of(shown_by(await erin.click(card, label="Keep as it was")))


async def test_whom_the_server_shut_out_is_shut_out_of_an_old_panel(newsroom: Newsroom) -> None:
    manager = newsroom.guild.create_role("Manager", permissions=discord.Permissions(manage_guild=True))
    erin = person(newsroom, "erin", manager)
    card = shown_by(await erin.slash(newsroom.general, "settings"))
    newsroom.guild.set_command_permissions(await command_of(newsroom, "settings"), {manager: False})
    await newsroom.env.advance_time(31)
    notice = await erin.click(card, label="Edit channel")
    assert notice.ephemeral
    assert REFUSED in text_of(shown_by(notice))


async def test_where_discord_can_t_be_asked_manage_server_counts(newsroom: Newsroom) -> None:
    manager = newsroom.guild.create_role("Manager", permissions=discord.Permissions(manage_guild=True))
    erin = person(newsroom, "erin", manager)
    card = shown_by(await erin.slash(newsroom.general, "settings"))
    command = await command_of(newsroom, "settings")
    app = newsroom.env.bot.application_id
    path = f"/applications/{app}/guilds/{newsroom.guild.id}/commands/{command.id}/permissions"
    newsroom.env.inject_error("GET", path, status=403, code=50001, times=None)
    await erin.click(card, label="Edit channel")
    assert "Where should the digest go?" in text_of(card)


async def test_articles_may_be_kept_to_a_role(newsroom: Newsroom) -> None:
    role = newsroom.guild.create_role("Writers")
    dora = person(newsroom, "dora", role)
    await give(newsroom, Setting.CONTRIBUTORS, role)
    refused = shown_by(await newsroom.bob.slash(newsroom.general, "article add"))
    assert "only some may hand in articles" in text_of(refused)
    for actor in (dora, newsroom.alice):
        form = await actor.slash(newsroom.general, "article add")
        assert form.modal is not None


async def test_the_message_menu_is_kept_to_that_role_too(newsroom: Newsroom) -> None:
    role = newsroom.guild.create_role("Writers")
    await give(newsroom, Setting.CONTRIBUTORS, role)
    message = await newsroom.alice.send(newsroom.general, "https://news.example/a")
    refused = shown_by(await newsroom.bob.context_menu(newsroom.general, "Read this message", message))
    assert "only some may hand in articles" in text_of(refused)


@pytest.mark.parametrize("label", ["Edit channel", "Edit time", "Send a test", "Pause digest", "History"])
async def test_every_click_is_denied_to_who_may_no_longer(newsroom: Newsroom, label: str) -> None:
    card = await panel(newsroom)
    await newsroom.alice.click(card, label="Edit channel")
    (select,) = (part for part in parts_of(card) if part["type"] == 8)
    await newsroom.alice.select(card, [newsroom.digest], custom_id=select["custom_id"])
    await newsroom.alice.click(card, label="Save")
    form = await newsroom.alice.click(card, label="Edit time")
    await fill(newsroom.alice, form, how_often="daily", time="7:45", time_zone="UTC")
    await newsroom.alice.click(card, label="Save")
    manager = newsroom.guild.create_role("Manager", permissions=discord.Permissions(manage_guild=True))
    user = newsroom.env.create_user("erin")
    erin = newsroom.guild.add_member(user, roles=[manager])
    card = shown_by(await erin.slash(newsroom.general, "settings"))
    newsroom.guild.remove_member(erin)
    erin = newsroom.guild.add_member(user)
    before = await saved_of(newsroom)
    notice = await erin.click(card, label=label)
    assert notice.ephemeral
    assert REFUSED in text_of(shown_by(notice))
    assert await saved_of(newsroom) == before


async def test_a_button_of_another_version_says_so(newsroom: Newsroom) -> None:
    channel = newsroom.env.bot.get_channel(newsroom.general.id)
    assert isinstance(channel, discord.TextChannel)
    view = discord.ui.LayoutView(timeout=None)
    row: Any = discord.ui.ActionRow(discord.ui.Button(label="Old", custom_id="zz9:gone:1"))
    view.add_item(row)
    view.stop()
    await channel.send(view=view)
    (card,) = newsroom.general.history()
    notice = await newsroom.bob.click(card, label="Old")
    assert notice.ephemeral
    assert "This card is of another version" in text_of(shown_by(notice))
