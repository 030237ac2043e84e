"""Forms: the fields of every modal, and the typed values that a cog is handed when one is sent.

A form knows its limits and examples only; what becomes of the input is the cog's. Text is handed on as typed.
"""

import secrets
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

import discord
from discord import ui

from bot.cards.schedules import clock, rhythm
from bot.cards.text import cut
from bot.cards.tokens import MAX_INPUT, NBSP
from bot.model.ids import EventId
from bot.model.language import ENGLISH, say, say_as, speaking
from bot.model.request import follow, request_id
from bot.model.settings import Cadence, Schedule

V = TypeVar("V")
Submitted = Callable[[discord.Interaction[Any], V], Awaitable[None]]
Failed = Callable[[discord.Interaction[Any], Exception], Awaitable[None]]
Begun = Callable[[discord.Interaction[Any]], Awaitable[None]]

_START = secrets.token_hex(8)
"""Tells the forms of this run of the program, which live in its memory, from those that were opened before it."""
_MAX_TITLE = 300
_MAX_REPORT = 1000
_MAX_ZONE = 48
_MAX_RHYTHM = 48
_MAX_CLOCK = 10
_MAX_PAIRS = 600
_MAX_ADDRESS = 500
_MAX_CODE = 800
_MAX_HEAD = 45
"""Characters of a form's title and of a field's label that Discord takes."""
_MAX_HINT = 100
"""Of a field's description."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleInput:
    """What was typed into the article form; `title` and `published` are "" where left empty."""

    title: str
    published: str
    """Meant as YYYY-MM-DD; not checked yet."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportInput:
    """What was typed into the report form; `event` is "" where none was asked for."""

    event: str
    """Meant as "E147"; not checked yet."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleInput:
    """What was typed into the schedule form, not checked yet."""

    when: str
    at: str
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PairInput:
    """The two countries as typed."""

    first: str
    second: str


def is_of_this_start(custom_id: str) -> bool:
    """Tell whether a form that was sent is still known, and so answered."""
    return custom_id.startswith(f"{_START}:")


class Form(ABC, Generic[V], ui.Modal):  # noqa: PYI059 - a modal passes class creation on to nobody, so Generic comes first
    """A modal that hands a typed value to the cog that opened it.

    Args:
        title: At most 45 characters are shown.
        submit: Called with the interaction and the value.
        failed: Called when `submit` raised.
    """

    def __init__(self, title: str, submit: Submitted[V], failed: Failed) -> None:
        super().__init__(title=cut(title, _MAX_HEAD), custom_id=f"{_START}:{secrets.token_hex(8)}")
        self._submit = submit
        self._failed = failed
        self.begun: Begun | None = None
        """Called with the interaction before `submit`: sets the language of what follows."""

    @abstractmethod
    def value(self) -> V:
        """Return what was typed, once the form was sent."""

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Hand the value on, or the error that came of it."""
        follow(request_id(interaction.id))
        try:
            if self.begun is not None:
                await self.begun(interaction)
            await self._submit(interaction, self.value())
        except Exception as error:  # noqa: BLE001 - the edge of a form: the bot's one error table answers everything
            await self._failed(interaction, error)

    def ask(self, label: str, field: ui.Item[Any], description: str | None = None) -> None:
        """Add a field under its label; both texts are cut where another language needs more than there is room."""
        hint = cut(description, _MAX_HINT) if description else None
        self.add_item(ui.Label(text=cut(label, _MAX_HEAD), description=hint, component=field))


def _line(default: str | None = None, *, most: int, is_required: bool = True) -> ui.TextInput[Any]:
    return ui.TextInput(default=default or None, max_length=most, required=is_required)


def _paragraph(default: str | None = None, *, most: int) -> ui.TextInput[Any]:
    return ui.TextInput(style=discord.TextStyle.paragraph, default=default or None, max_length=most)


class ArticleForm(Form[ArticleInput]):
    """Takes an article's text, with its title and date if they are known.

    Args:
        submit, failed: See `Form`.
        title: Title to begin with, for one that could not be read from its page.
    """

    def __init__(self, submit: Submitted[ArticleInput], failed: Failed, *, title: str = "") -> None:
        super().__init__(say("Hand in an article"), submit, failed)
        self.headline = _line(title[:_MAX_TITLE], most=_MAX_TITLE, is_required=False)
        self.published = _line(most=10, is_required=False)
        self.body = _paragraph(most=MAX_INPUT)
        printed = say("Year-month-day, such as 2023-06-14; without it the day printed in the text")
        own = say("The article’s own words, up to 4,000 characters; longer ones as a file")
        self.ask(say_as("label", "Title"), self.headline, say("As printed; leave empty if there is none"))
        self.ask(say_as("label", "Date of publication"), self.published, printed)
        self.ask(say_as("label", "Text"), self.body, own)

    def value(self) -> ArticleInput:
        """Return what was typed."""
        return ArticleInput(title=self.headline.value, published=self.published.value, text=self.body.value)


class FeedForm(Form[str]):
    """Takes the address of a feed or a site.

    Args:
        submit, failed: See `Form`.
    """

    def __init__(self, submit: Submitted[str], failed: Failed) -> None:
        super().__init__(say("Add a feed"), submit, failed)
        self.address = _line(most=_MAX_ADDRESS)
        of_what = say("Of a feed, or of the site that has one, for example example.org")
        self.ask(say_as("label", "Address"), self.address, of_what)

    def value(self) -> str:
        """Return what was typed."""
        return self.address.value


class ReportForm(Form[ReportInput]):
    """Takes a report of a mistake.

    Args:
        submit, failed: See `Form`.
        asks_event: Whether the event has to be named, as on a timeline that shows several.
        is_of_quiz: Whether a question is reported, so that those who manage the server read it, too.
        event: The event to begin with.
    """

    def __init__(
        self,
        submit: Submitted[ReportInput],
        failed: Failed,
        *,
        asks_event: bool = False,
        is_of_quiz: bool = False,
        event: EventId | None = None,
    ) -> None:
        super().__init__(say("Report a mistake"), submit, failed)
        self.event = _line(f"E{event}" if event is not None else None, most=12) if asks_event else None
        self.reason = _paragraph(most=_MAX_REPORT)
        if self.event:
            where = say("The number at the end of its line, for example E147")
            self.ask(say_as("label", "Event"), self.event, where)
        readers = say("The people who run this bot read it together with your name")
        of_quiz = say("Those who manage this server read it, and those who run this bot, with your name")
        self.ask(say_as("label", "What is wrong?"), self.reason, of_quiz if is_of_quiz else readers)

    def value(self) -> ReportInput:
        """Return what was typed."""
        return ReportInput(event=self.event.value if self.event else "", reason=self.reason.value)


class PairForm(Form[PairInput]):
    """Takes the two countries that a server follows, in their order.

    Args:
        submit, failed: See `Form`.
        first, second: Names to begin with; what was typed before, if it could not be used.
    """

    def __init__(self, submit: Submitted[PairInput], failed: Failed, *, first: str, second: str) -> None:
        super().__init__(say("Pair of countries"), submit, failed)
        self.first = _line(first, most=60)
        self.second = _line(second, most=60)
        how = say("Name or three-letter code, for example Japan or JPN")
        self.ask(say_as("label", "First country"), self.first, how)
        self.ask(say_as("label", "Second country"), self.second, say("The order is kept on every card"))

    def value(self) -> PairInput:
        """Return what was typed."""
        return PairInput(first=self.first.value, second=self.second.value)


class PairsForm(Form[str]):
    """Takes further pairs of countries, one a line.

    Args:
        submit, failed: See `Form`.
        pairs: Lines to begin with.
    """

    def __init__(self, submit: Submitted[str], failed: Failed, *, pairs: str) -> None:
        super().__init__(say("Further pairs"), submit, failed)
        self.pairs: ui.TextInput[Any] = ui.TextInput(
            style=discord.TextStyle.paragraph, default=pairs or None, max_length=_MAX_PAIRS, required=False
        )
        how = say("One a line, for example Japan – South Korea; empty for none")
        self.ask(say_as("label", "Pairs"), self.pairs, how)

    def value(self) -> str:
        """Return what was typed."""
        return self.pairs.value


class ScheduleForm(Form[ScheduleInput]):
    """Takes how often something comes, when, and in which time zone.

    Args:
        submit, failed: See `Form`.
        title: "Digest time", said already.
        schedule: To begin with.
        locale: The reader's, as Discord names it; the time stands in its form.
    """

    def __init__(
        self,
        submit: Submitted[ScheduleInput],
        failed: Failed,
        *,
        title: str,
        schedule: Schedule,
        locale: str,
    ) -> None:
        super().__init__(title, submit, failed)
        usual = Cadence.DAILY if schedule.cadence is Cadence.OFF else schedule.cadence
        with speaking(ENGLISH):  # What is typed is read in English, and what stands there already must be, too.
            typed = rhythm(replace(schedule, cadence=usual)).replace(NBSP, " ")
        self.when = _line(typed, most=_MAX_RHYTHM)
        self.at = _line(clock(schedule.at, locale).replace(NBSP, " "), most=_MAX_CLOCK)
        self.zone = _line(schedule.zone, most=_MAX_ZONE)
        # Translators: how often something comes is read in English; keep the examples.
        how_often = say("Every day, every weekday, Fridays, first Monday of the month, day 15, off")
        where = say("A city or an IANA zone: Berlin, New York, Europe/Berlin")
        self.ask(say_as("label", "How often"), self.when, how_often)
        self.ask(say_as("label", "Time"), self.at, say("07:30 or 7:30 pm"))
        self.ask(say_as("label", "Time zone"), self.zone, where)

    def value(self) -> ScheduleInput:
        """Return what was typed."""
        return ScheduleInput(when=self.when.value, at=self.at.value, zone=self.zone.value)


class CodeForm(Form[str]):
    """Takes a code of another server's settings."""

    def __init__(self, submit: Submitted[str], failed: Failed) -> None:
        super().__init__(say("Paste a code"), submit, failed)
        self.code = _paragraph(most=_MAX_CODE)
        where = say("As another server’s /settings showed it; you see what it changes first")
        self.ask(say_as("label", "Code"), self.code, where)

    def value(self) -> str:
        """Return what was typed."""
        return self.code.value
