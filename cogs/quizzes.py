"""/quiz start: games for everyone in a channel, from the recorded events or from one article."""

from dataclasses import replace

import discord
from discord import app_commands

from bot.cards.message import Card
from bot.cards.notices import notice
from bot.cards.quiz_alone import alone_card
from bot.cards.quiz_ids import QuizAgain, QuizArticle, QuizPeriod
from bot.cards.quiz_notices import begun_card, running_card
from bot.cards.recognise import custom_ids
from bot.cards.tokens import Accent
from bot.cards.topics import topic_of
from bot.client import Backchannel
from bot.countries import pair_named
from bot.model.budget import Cost
from bot.model.errors import InvalidInputError, PermissionMissingError
from bot.model.ids import UserId
from bot.model.language import Text, say, say_as, told, told_as
from bot.model.quiz import NO_NOTICE, Pace, QuizMode, QuizRound, QuizSession, QuizState, QuizTopic
from bot.periods import parse_period
from bot.quizmaster.desk import QuizWish, Table
from bot.rights import is_of_person
from bot.routing import (
    EVERYWHERE,
    FOR_ALL,
    CardCog,
    Chosen,
    Interaction,
    channel_of,
    defer,
    desk_of,
    pressed,
    show,
)
from bot.speech import speaking_to_all
from bot.suggestions import suggest_actors, suggest_articles, suggest_pairs, suggest_periods

_QUESTIONS = 5
_LENGTHS = [app_commands.Choice(name=f"{number} questions", value=number) for number in (3, 5, 10, 20)]
_MODES = [
    app_commands.Choice(name="Together: only right answers count", value=QuizMode.TOGETHER.value),
    app_commands.Choice(name="Race: speed counts, too", value=QuizMode.RACE.value),
    app_commands.Choice(name="Solo: only you, without a clock", value=QuizMode.SOLO.value),
]
_PACES = [app_commands.Choice(name=pace.value.capitalize(), value=pace.value) for pace in Pace]


class Quizzes(CardCog):
    """Quizzes."""

    group = app_commands.Group(
        name="quiz",
        description="Questions about what happened",
        allowed_contexts=EVERYWHERE,
        allowed_installs=FOR_ALL,
    )

    async def cog_load(self) -> None:
        """Register the buttons and the message menu, which discord.py does not collect from cogs."""
        await super().cog_load()
        self._menu = app_commands.ContextMenu(
            name="Quiz me on this", callback=self.on_message, allowed_contexts=EVERYWHERE, allowed_installs=FOR_ALL
        )
        self.bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take both away again."""
        await super().cog_unload()
        self.bot.tree.remove_command(self._menu.name, type=self._menu.type)

    @group.command(name="start")
    @app_commands.describe(
        article="About one article",
        pair="What happened between two countries; the server's pair if nothing is given",
        period="2023, 2023-06 or 2023-02..2023-06",
        actor="A person or body that takes part",
        length="How many questions; 5 if left out",
        mode="Together if left out",
        time="Time for each question",
    )
    @app_commands.choices(length=_LENGTHS)
    @app_commands.choices(mode=_MODES, time=_PACES)
    async def start(
        self,
        interaction: Interaction,
        article: str | None = None,
        pair: str | None = None,
        period: str | None = None,
        actor: app_commands.Range[str, 1, 40] | None = None,
        length: int = _QUESTIONS,
        mode: str = QuizMode.TOGETHER.value,
        time: str = Pace.NORMAL.value,
    ) -> None:
        """Start a quiz: for everyone in this channel, or for you alone."""
        self.spend(interaction, Cost.QUIZ)
        await defer(interaction, is_private=True)
        topic = QuizTopic(
            pair=pair_named(self.services.gazetteer, pair) if pair else None,
            period=parse_period(period) if period else None,
            actor=actor,
        )
        if article is not None:
            if topic != QuizTopic():
                raise InvalidInputError(user_text=told("Give either an article, or a pair, period or actor."))
            found = await self.services.newsroom.choose_article(article, desk_of(interaction))
            topic = QuizTopic(article=found.id)
        elif topic.pair is None and topic.actor is None:
            settings = await self.services.digests.settings(desk_of(interaction))
            topic = replace(topic, pair=settings.pair)
        await self._begin(interaction, QuizWish(topic=topic, mode=QuizMode(mode), pace=Pace(time), rounds=length))

    start.autocomplete("article")(suggest_articles)
    start.autocomplete("pair")(suggest_pairs)
    start.autocomplete("actor")(suggest_actors)
    start.autocomplete("period")(suggest_periods)

    async def on_message(self, interaction: Interaction, message: discord.Message) -> None:
        """Start a quiz on what a summary, a digest or a timeline of this bot tells."""
        self.spend(interaction, Cost.QUIZ)
        await defer(interaction, is_private=True)
        is_own = self.bot.user is not None and message.author.id == self.bot.user.id
        topic = topic_of(tuple(custom_ids(message))) if is_own else None
        if topic is None:
            text = say("This works on a summary, a digest or a timeline that Backchannel has posted.")
            card = notice(Accent.DESK, say_as("heading", "Quiz"), say("Nothing to ask about here"), text)
            await show(interaction, card, is_private=True)
            return
        await self._begin(interaction, QuizWish(topic=topic, may_widen=True))

    @pressed(QuizArticle)
    async def on_article(self, interaction: Interaction, card: QuizArticle, _: Chosen) -> None:
        """Start a quiz on the article of this card."""
        self.spend(interaction, Cost.QUIZ)
        await defer(interaction, is_private=True)
        await self._begin(interaction, QuizWish(topic=QuizTopic(article=card.article)))

    @pressed(QuizPeriod)
    async def on_period(self, interaction: Interaction, card: QuizPeriod, _: Chosen) -> None:
        """Start a quiz on what this digest told."""
        self.spend(interaction, Cost.QUIZ)
        await defer(interaction, is_private=True)
        await self._begin(interaction, QuizWish(topic=QuizTopic(pair=card.pair, period=card.period), may_widen=True))

    @pressed(QuizAgain)
    async def again(self, interaction: Interaction, card: QuizAgain, _: Chosen) -> None:
        """Start another quiz with the same topic, mode, pace and length."""
        self.spend(interaction, Cost.QUIZ)
        await defer(interaction, is_private=True)
        settings = await self.services.digests.settings(desk_of(interaction))
        await self._begin(interaction, await self.services.quizzes.again(card.quiz, pair=settings.pair))

    async def _begin(self, interaction: Interaction, wish: QuizWish) -> None:
        """Begin a quiz for the channel, or for one player; the interaction is deferred, and answered to one person.

        Outside of servers every quiz is for one player.
        """
        table = Table(guild=desk_of(interaction), channel=channel_of(interaction), host=UserId(interaction.user.id))
        seed = interaction.id % 2**31
        if wish.mode is QuizMode.SOLO or is_of_person(interaction):
            view = await self.services.players.solo(table, wish, seed=seed)
            await show(interaction, alone_card(view), is_private=True)
            return
        running = await self.services.quizzes.running(channel_of(interaction))
        if running is not None:
            await show(interaction, _running(*running, wish.topic), is_private=True)
            return
        _check_rights(interaction.app_permissions)
        with speaking_to_all(interaction):
            session = await self.services.quizzes.begin(wish, table, seed=seed)
        await self.bot.stage.begin(session)
        await show(interaction, begun_card(session), is_private=True)


def _running(session: QuizSession, current: QuizRound | None, topic: QuizTopic) -> Card:
    message = session.notice if session.notice not in {None, NO_NOTICE} else current.message if current else None
    url = f"https://discord.com/channels/{session.guild}/{session.channel}/{message}" if message else None
    paused = session.id if session.state is QuizState.PAUSED else None
    return running_card(session.title, url, paused=paused, article=topic.article)


def _listed(missing: tuple[str, ...]) -> Text:
    """Return one permission or two, as Discord names them."""
    names = [told_as("permission", name) for name in missing]
    return names[0] if len(names) == 1 else told("{first} and {second}", first=names[0], second=names[1])


def _check_rights(rights: discord.Permissions) -> None:
    missing = tuple(
        name
        for name, granted in (("View Channel", rights.view_channel), ("Send Messages", rights.send_messages))
        if not granted
    )
    if missing:
        raise PermissionMissingError(
            "can't post a quiz",
            user_text=told(
                "Backchannel can’t post in this channel: allow {permissions} for it.", permissions=_listed(missing)
            ),
            missing=missing,
        )


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(Quizzes(bot))
