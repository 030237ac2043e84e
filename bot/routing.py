"""What every cog has: the bot's use cases, and methods that answer components, also those sent before a restart.

class Articles(CardCog):
    @pressed(SummarySources)
    async def show_sources(self, interaction: Interaction, card: SummarySources, values: Chosen) -> None: ...
"""

import functools
import inspect
import time
from collections.abc import Awaitable, Callable
from typing import Any, ClassVar, Final, TypeAlias, TypeVar

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards.card_id import CardId
from bot.cards.forms import Form
from bot.cards.message import Card, edited, sent
from bot.cards.routes import Route, route
from bot.client import Backchannel
from bot.model.budget import Cost
from bot.model.ids import ChannelId, GuildId, UserId
from bot.model.members import Member, own_desk
from bot.promises import promise, settle
from bot.replies import answer_error, outcome_of
from bot.rights import Right, check_right, is_of_person
from bot.services import Services
from bot.speech import begin_speaking, speak_privately

Interaction: TypeAlias = discord.Interaction[Backchannel]
Chosen: TypeAlias = tuple[str, ...]
"""The values of a select; empty for a button."""

S = TypeVar("S", bound="CardCog")
C = TypeVar("C", bound=CardId)
_Method: TypeAlias = Callable[[S, Interaction, C, Chosen], Awaitable[None]]
_Answer: TypeAlias = Callable[[Interaction, Any, Chosen], Awaitable[None]]
_MARK = "__answers_card__"


def pressed(kind: type[C], right: Right | None = None) -> Callable[[_Method[S, C]], _Method[S, C]]:
    """Let a cog's method answer every button or select whose custom id is of this kind.

    Args:
        kind: The custom ids.
        right: What whoever clicks must have, since an old card may outlive it; None for nothing.
    """

    def mark(method: _Method[S, C]) -> _Method[S, C]:
        if right is not None:
            method = _only_with(right, method)
        setattr(method, _MARK, kind)
        return method

    return mark


def _only_with(right: Right, method: _Method[S, C]) -> _Method[S, C]:
    @functools.wraps(method)
    async def checked(self: S, interaction: Interaction, card: C, chosen: Chosen) -> None:
        await check_right(interaction, right)
        await method(self, interaction, card, chosen)

    return checked


class CardCog(commands.Cog):
    """A cog whose methods marked with `pressed` answer components."""

    def __init__(self, bot: Backchannel) -> None:
        """Take the bot and its use cases."""
        self.bot = bot
        self.services: Services = bot.services
        self._routes: list[Route] = []

    async def cog_load(self) -> None:
        """Register the marked methods."""
        for _, method in inspect.getmembers(self, inspect.iscoroutinefunction):
            kind: type[CardId] | None = getattr(method, _MARK, None)
            if kind is not None:
                self._routes.append(route(kind, self._counted(kind, method), answer_error))
                self.bot.answered.add(kind)
        self.bot.add_dynamic_items(*self._routes)

    def _counted(self, kind: type[CardId], method: _Answer) -> _Answer:
        """Return the method, with each click and the seconds that it took told to the metrics."""

        async def answer(interaction: Interaction, card: CardId, values: Chosen) -> None:
            begun, outcome = time.monotonic(), "done"
            try:
                await begin_speaking(interaction)
                await method(interaction, card, values)
            except Exception as error:
                outcome = outcome_of(error)
                raise
            finally:
                self.services.metrics.answered(kind.__name__, outcome, time.monotonic() - begun)

        return answer

    def spend(self, interaction: discord.Interaction[Any], cost: Cost) -> None:
        """Count something costly that is about to be done; before the answer is deferred, so that a refusal is private.

        Raises:
            TooOftenError: The person, or all of their server, asked for too much within a minute.
        """
        is_manager = not is_of_person(interaction) and interaction.permissions.manage_guild
        self.services.limits.spend(person_of(interaction), cost, is_manager=is_manager)

    async def cog_unload(self) -> None:
        """Forget them again."""
        self.bot.remove_dynamic_items(*self._routes)


def join_group(bot: Backchannel, name: str, command: app_commands.Command[Any, ..., None]) -> None:
    """Add a cog's command to a group of commands that another cog has.

    Args:
        bot: Has loaded that cog: it stands before those that join its group in `bot.client.EXTENSIONS`.
        name: Of the group, "quiz".
        command: Whose name the group has not yet.

    Raises:
        LookupError: There is no such group.
    """
    group = bot.tree.get_command(name)
    if not isinstance(group, app_commands.Group):
        raise LookupError(f"no group of commands is named {name}")
    group.add_command(command)


def leave_group(bot: Backchannel, name: str, command: str) -> None:
    """Take a cog's command out of another cog's group; nothing where the group went first."""
    group = bot.tree.get_command(name)
    if isinstance(group, app_commands.Group):
        group.remove_command(command)


class JoiningCog(CardCog):
    """A cog whose commands stand in a group that another cog has; `GROUP` names it."""

    GROUP: ClassVar[str]

    @classmethod
    async def join(cls, bot: Backchannel) -> None:
        """Add the cog to the bot, and its commands to the group: discord.py itself would put them beside it.

        Raises:
            LookupError: There is no such group.
        """
        cog = cls(bot)
        await bot.add_cog(cog)
        for command in cog.get_app_commands():
            assert isinstance(command, app_commands.Command)
            bot.tree.remove_command(command.name)
            join_group(bot, cls.GROUP, command)

    async def cog_unload(self) -> None:
        """Take the commands out of the group."""
        for command in self.get_app_commands():
            leave_group(self.bot, self.GROUP, command.name)
        await super().cog_unload()


EVERYWHERE: Final = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
FOR_ALL: Final = app_commands.AppInstallationType(guild=True, user=True)
"""Where a command can be used that a person may have installed for themselves, and who may have installed it."""

K = TypeVar("K", bound=Callable[..., Any] | app_commands.Command[Any, ..., Any])


def anywhere(command: K) -> K:
    """Let a command be used in servers, in direct messages, and wherever a person goes who installed the bot."""
    installed = app_commands.allowed_installs(guilds=True, users=True)(command)
    return app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)(installed)


def guild_of(interaction: discord.Interaction[Any]) -> GuildId:
    """Return the server of an interaction that is of use in a server only.

    Raises:
        NoPrivateMessage: It came from outside of all servers where the bot is.
    """
    if interaction.guild_id is None or is_of_person(interaction):
        raise discord.app_commands.NoPrivateMessage
    return GuildId(interaction.guild_id)


def desk_of(interaction: discord.Interaction[Any]) -> GuildId:
    """Return whose articles and events an interaction sees: its server's, or outside of servers the person's own."""
    return own_desk(UserId(interaction.user.id)) if is_of_person(interaction) else guild_of(interaction)


def person_of(interaction: discord.Interaction[Any]) -> Member:
    """Return who does something, in which server or at their own desk."""
    return Member(guild=desk_of(interaction), user=UserId(interaction.user.id))


def channel_of(interaction: discord.Interaction[Any]) -> ChannelId:
    """Return the channel of an interaction of a server, which always has one."""
    assert interaction.channel_id is not None
    return ChannelId(interaction.channel_id)


def member_of(interaction: discord.Interaction[Any]) -> Member:
    """Return who does something, and in which server."""
    return Member(guild=guild_of(interaction), user=UserId(interaction.user.id))


async def defer(interaction: discord.Interaction[Any], *, is_private: bool = False) -> None:
    """Let the answer take its time, to all or to one person, who is spoken to then: `bot.promises`.

    Outside of servers it is always to one person.
    """
    is_private = is_private or is_of_person(interaction)
    if is_private:
        speak_privately(interaction)
    interaction.extras["is_private"] = is_private
    promise(interaction, functools.partial(interaction.response.defer, ephemeral=is_private, thinking=True))


async def defer_edit(interaction: discord.Interaction[Any]) -> None:
    """Let it take its time until the clicked card is edited: `bot.promises`."""
    promise(interaction, interaction.response.defer)


async def show(interaction: discord.Interaction[Any], card: Card, *, is_private: bool = False) -> None:
    """Answer with a new card: the first answer, or the one that was promised by `defer`; see there.

    A card for one person is made after a private `defer`, or after `speak_privately`.
    """
    await settle(interaction)
    is_private = is_private or is_of_person(interaction)
    if interaction.response.is_done():
        await interaction.followup.send(**sent(card), ephemeral=is_private)
    else:
        is_private = is_private or bool(interaction.extras.get("is_private"))
        await interaction.response.send_message(**sent(card), ephemeral=is_private)


async def replace_card(interaction: discord.Interaction[Any], card: Card) -> None:
    """Put another card in place of the one that was clicked; after `defer_edit`, too."""
    await settle(interaction)
    if interaction.response.is_done():
        await interaction.edit_original_response(**edited(card))
    else:
        await interaction.response.edit_message(**edited(card))


async def open_form(interaction: discord.Interaction[Any], form: Form[Any]) -> None:
    """Open a form, made after `speak_privately`; what it is answered with is spoken like the answer of a click."""
    form.begun = begin_speaking
    await interaction.response.send_modal(form)
