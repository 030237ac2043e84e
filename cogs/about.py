"""/about and /help: what the bot is, and what can be asked of it."""

from collections.abc import Collection, Iterator

from discord import app_commands

from bot import __version__
from bot.cards.about import CommandGroup, Facts, about_card, help_card
from bot.client import Backchannel
from bot.command_texts import spoken_of
from bot.model.language import noted, say
from bot.rights import Right, has_right, is_of_person
from bot.routing import CardCog, Interaction, anywhere, defer, desk_of, show

_FOR_MANAGERS = noted("For those who manage the server")
_FOR_EDITORS = noted("For editors of events")
_ARTICLES = noted("Articles")
_EVENTS = noted("Events")
_QUIZ = noted("Quiz")
_THIS_BOT = noted("This bot")
_TITLES = {
    "articles": _ARTICLES,
    "stories": _ARTICLES,
    "events": _EVENTS,
    "relations": _EVENTS,
    "persons": _EVENTS,
    "days": _EVENTS,
    "compare": _EVENTS,
    "exchange": _EVENTS,
    "quizzes": _QUIZ,
    "quiz_stop": _QUIZ,
    "quiz_alone": _QUIZ,
    "quiz_players": _QUIZ,
    "setup": _FOR_MANAGERS,
    "settings": _FOR_MANAGERS,
    "digests": _FOR_MANAGERS,
    "feeds": _FOR_MANAGERS,
    "topics": _FOR_MANAGERS,
    "topic_drafts": _FOR_MANAGERS,
    "outlets": _FOR_MANAGERS,
    "quiz_reports": _FOR_MANAGERS,
    "event_desk": _FOR_EDITORS,
    "privacy": _THIS_BOT,
    "about": _THIS_BOT,
}
"""Titles of the cogs' groups, by module, in the order shown; modules of one title are one group."""
_RIGHTS = {_FOR_MANAGERS: Right.MANAGE, _FOR_EDITORS: Right.EDIT_EVENTS}
"""Whom a group is shown to, where not to all."""
_EVERYWHERE = frozenset({"articles", "events", "persons", "days", "quizzes", "quiz_alone", "privacy", "about"})
"""Modules whose commands are of use outside of servers, too."""


class About(CardCog):
    """What the bot is."""

    @app_commands.command()
    @anywhere
    async def about(self, interaction: Interaction) -> None:
        """What Backchannel is, how it knows what it tells, and what it keeps."""
        await defer(interaction, is_private=True)
        articles, events = await self.services.newsroom.counts(desk_of(interaction))
        facts = Facts(version=__version__, articles=articles, events=events)
        card = about_card(facts, may_manage=await _may(interaction, Right.MANAGE))
        await show(interaction, card, is_private=True)

    @app_commands.command()
    @anywhere
    async def help(self, interaction: Interaction) -> None:
        """The commands that you can use here, one line each."""
        await defer(interaction, is_private=True)
        hidden = {title for title, right in _RIGHTS.items() if not await _may(interaction, right)}
        here = _EVERYWHERE if is_of_person(interaction) else _TITLES
        usable = {module for module in here if _TITLES[module] not in hidden}
        await show(interaction, help_card(list(self._groups(usable))), is_private=True)

    def _groups(self, usable: Collection[str]) -> Iterator[CommandGroup]:
        for title in dict.fromkeys(title for module, title in _TITLES.items() if module in usable):
            modules = {f"cogs.{module}" for module in usable if _TITLES[module] == title}
            lines = [
                spoken_of(command)
                for command in self.bot.tree.walk_commands()
                if isinstance(command, app_commands.Command) and command.module in modules
            ]
            yield CommandGroup(title=say(title), commands=tuple(lines))


async def _may(interaction: Interaction, right: Right) -> bool:
    """Tell whether somebody has a right; outside of servers there is nothing to have it of."""
    return not is_of_person(interaction) and await has_right(interaction, right)


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(About(bot))
