"""The setup of a server, step by step, and the greeting that offers it. What was chosen stands in the custom ids."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import discord
from discord import ui

from bot.cards import words
from bot.cards.controls import Button, button, number_of, row, select
from bot.cards.country_names import short_name
from bot.cards.desk_ids import FeedsOpen
from bot.cards.ids import SettingsOpen
from bot.cards.message import Card, Part, air, card, rule, spaced, text
from bot.cards.notices import lacking
from bot.cards.schedules import rhythm, schedule_text
from bot.cards.setting_ids import Setup, SetupAct, SetupLater, SetupOpen
from bot.cards.text import moment, outside, prose
from bot.cards.tokens import MIDDOT, NBSP, Accent
from bot.model.countries import Gazetteer
from bot.model.ids import ChannelId, CountryCode
from bot.model.language import say, say_as
from bot.model.languages import LANGUAGES
from bot.model.settings import Cadence, Schedule

_STEPS = (SetupAct.PAIR, SetupAct.CHANNEL, SetupAct.TIME, SetupAct.SUMMARY)
_PROBLEM = 200
_MOST = 25
_OFFERED = (
    "USA", "CHN", "RUS", "UKR", "GBR", "FRA", "DEU", "POL", "TUR", "ISR", "IRN", "SAU", "EGY", "IND", "PAK", "JPN",
    "KOR", "PRK", "TWN", "AUS", "CAN", "MEX", "BRA", "ZAF",
)  # fmt: skip
"""Countries that the lists offer; any other is typed."""
RHYTHMS: dict[str, Schedule] = {
    "daily": Schedule(cadence=Cadence.DAILY),
    "weekdays": Schedule(cadence=Cadence.WEEKDAYS),
    "monday": Schedule(cadence=Cadence.WEEKLY, weekday=0),
    "friday": Schedule(cadence=Cadence.WEEKLY, weekday=4),
    "monthly": Schedule(cadence=Cadence.MONTHLY, weekday=0, month_week=1),
}
"""How often, by the value of its option; time and zone are not theirs."""
OTHER = "other"
"""The value of an option that stands for what was typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelCheck:
    """What the bot may do in the chosen channel.

    Attributes:
        permissions: Discord's own names, each with whether it is granted; empty where no channel is chosen.
        lacking: What a digest will lack there though it can be posted; "" for nothing.
    """

    permissions: Sequence[tuple[str, bool]] = ()
    lacking: str = ""

    @property
    def is_enough(self) -> bool:
        """Whether the digest can go there."""
        return bool(self.permissions) and all(granted for _, granted in self.permissions)


def pair_step(state: Setup, gazetteer: Gazetteer, *, problem: str = "") -> Card:
    """Return step 1: which two countries.

    Args:
        state: What was chosen so far.
        gazetteer: For names and flags.
        problem: What was wrong with the last choice; "" for nothing.
    """
    return _step(
        state,
        SetupAct.PAIR,
        say("Which two countries should this server follow?"),
        say("Now: **{pair}**. Further pairs can follow later.", pair=words.pair(state.pair, gazetteer)),
        _countries(state.to(SetupAct.FIRST), say("First country…"), state.pair.first, gazetteer),
        _countries(state.to(SetupAct.SECOND), say("Second country…"), state.pair.second, gazetteer),
        more=button(say_as("button", "Type names"), state.to(SetupAct.TYPE_PAIR)),
        problem=problem,
    )


def channel_step(state: Setup, check: ChannelCheck) -> Card:
    """Return step 2: where the digest goes, with what the bot may do there."""
    lines = [f"✓{NBSP}{name}" if granted else lacking(name) for name, granted in check.permissions]
    answer = state.to(SetupAct.PICK_CHANNEL)
    chooser: ui.ChannelSelect[Any] = ui.ChannelSelect(
        custom_id=answer.encode(),
        id=number_of(SetupAct.PICK_CHANNEL.name),
        placeholder=say("Choose a channel…"),
        channel_types=[discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum],
        default_values=[discord.Object(id=state.channel)] if state.channel else [],
    )
    is_missing = bool(check.permissions) and not check.is_enough
    return _step(
        state,
        SetupAct.CHANNEL,
        say("Where should the digest go?"),
        _channel_help(state, check),
        ui.ActionRow(chooser),
        told=[*lines, *([f"⚠️ {prose(check.lacking, _PROBLEM)}"] if check.lacking else [])],
        more=button(say_as("button", "Check again"), state.to(SetupAct.CHECK), is_enabled=bool(check.permissions)),
        can_go_on=check.is_enough,
        accent=Accent.CARE if is_missing else Accent.NEWS,
    )


def _channel_help(state: Setup, check: ChannelCheck) -> str:
    """Return what the bot may do in the chosen channel, and the way out where that is too little."""
    if not check.permissions:
        return say("Choose a channel; what Backchannel may do there is checked at once.")
    channel = f"<#{state.channel}>"
    if check.is_enough:
        return say("Backchannel can post in {channel}.", channel=channel)
    return say(
        "Backchannel can’t post in {channel} yet. Open the channel’s settings, then Permissions, allow what is missing "
        "and check again; or choose another channel.",
        channel=channel,
    )


def time_step(state: Setup, runs: Sequence[datetime], *, locale: str = "en-GB", problem: str = "") -> Card:
    """Return step 3: how often, when, and in which zone.

    Args:
        state: What was chosen so far.
        runs: The next digests under it, aware, soonest first.
        locale: The reader's, as Discord names it.
        problem: What was wrong with what was typed; "" for nothing.
    """
    chosen = rhythm(state.schedule)
    options = [
        discord.SelectOption(label=rhythm(schedule), value=value, default=rhythm(schedule) == chosen)
        for value, schedule in RHYTHMS.items()
    ]
    if not any(option.default for option in options):
        options.append(discord.SelectOption(label=chosen, value=OTHER, default=True))
    lines = [say("**Next digests**, in your own time zone"), *(f"- {moment(at, 'F')}" for at in runs)] if runs else []
    return _step(
        state,
        SetupAct.TIME,
        say("When should it come?"),
        say(
            "Now: **{schedule}**. The hour and the zone can be typed.",
            schedule=schedule_text(state.schedule, locale=locale),
        ),
        select(state.to(SetupAct.RHYTHM), say("How often…"), options),
        more=button(say_as("button", "Edit time"), state.to(SetupAct.TYPE_TIME)),
        problem=problem,
        told=lines,
        can_go_on=state.cadence is not Cadence.OFF,
    )


def summary_step(
    state: Setup,
    gazetteer: Gazetteer,
    next_at: datetime | None,
    *,
    updates: ChannelId | None = None,
    problem: str = "",
    locale: str = "en-GB",
    language: str | None = None,
) -> Card:
    """Return step 4: all that was chosen, to be started, tried first or gone back on.

    Args:
        state: What was chosen.
        gazetteer: For names and flags.
        next_at: When the first digest comes, aware; None where none does.
        updates: Where weighty events will be told at once; None for nowhere.
        problem: What keeps it from being started; "" for nothing.
        locale: The reader's, as Discord names it.
        language: The server's, as its tag, where it will be set; None where it stays as it is.
    """
    can_start = bool(state.channel) and not problem
    return card(
        Accent.NEWS,
        text(
            _eyebrow(SetupAct.SUMMARY), f"## {say('Ready to start')}", say("Nothing is saved before you press Start.")
        ),
        rule(),
        *spaced(_chosen(state, gazetteer, next_at, updates, locale, language)),
        *((air(), text(f"✗ {prose(problem, _PROBLEM)}")) if problem else ()),
        rule(),
        row(
            button(say_as("button", "Start"), state.to(SetupAct.START), is_primary=True, is_enabled=can_start),
            button(say_as("button", "Send a test first"), state.to(SetupAct.TEST), is_enabled=can_start),
            button(say_as("button", "Back"), state.to(SetupAct.TIME)),
            button(say_as("button", "Set up later"), SetupLater()),
        ),
    )


def _chosen(
    state: Setup,
    gazetteer: Gazetteer,
    next_at: datetime | None,
    updates: ChannelId | None,
    locale: str,
    language: str | None,
) -> list[Part]:
    """Return all that was chosen, one paragraph each."""
    shown = [
        text(f"**{say_as('label', 'Countries')}**", words.pair(state.pair, gazetteer)),
        text(f"**{say_as('label', 'Channel')}**", f"<#{state.channel}>" if state.channel else say_as("label", "None")),
        text(
            f"**{say_as('label', 'Time')}**",
            schedule_text(state.schedule, locale=locale),
            f"-# {_first_digest(next_at)}" if next_at else "",
        ),
    ]
    if language:
        shown.append(text(f"**{say_as('label', 'Language')}**", LANGUAGES[language]))
    if updates:
        shown.append(text(f"**{say_as('label', 'Updates')}**", _updates(state, updates)))
    return shown


def _first_digest(at: datetime) -> str:
    return say("First digest {when}", when=moment(at))


def done_card(state: Setup, gazetteer: Gazetteer, next_at: datetime | None, *, locale: str = "en-GB") -> Card:
    """Return what a finished setup leads to; the preview of the first digest follows it."""
    comes = say(
        "The digest comes to {channel}: {schedule}.",
        channel=f"<#{state.channel}>",
        schedule=schedule_text(state.schedule, locale=locale),
    )
    return card(
        Accent.NEWS,
        text(
            f"-# {say_as('heading', 'Setup')}{MIDDOT}{say_as('status', 'done')}  ●●●●",
            f"## {say('This server follows {pair}', pair=words.pair(state.pair, gazetteer))}",
            comes,
            say("Articles come in by feeds, and by whoever hands one in with /article add."),
            f"-# {_first_digest(next_at)}{MIDDOT}{say('this is how it would read now')}" if next_at else "",
        ),
        air(),
        row(
            button(say_as("button", "Feeds"), FeedsOpen(), is_primary=True),
            button(say_as("button", "Settings"), SettingsOpen()),
        ),
    )


def _updates(state: Setup, channel: ChannelId) -> str:
    """Return what is told at once, and where."""
    if channel == state.channel:
        return say("Weighty events at once, in the same channel, a few cards an hour at most")
    return say("Weighty events at once, in {channel}, a few cards an hour at most", channel=f"<#{channel}>")


def later_card() -> Card:
    """Return what is shown to someone who left the setup."""
    return card(
        Accent.DESK,
        text(
            f"-# {say_as('heading', 'Setup')}",
            f"### {say('Nothing was saved')}",
            say("Come back with /setup, or set single things with /settings."),
        ),
        air(),
        row(button(say_as("button", "Set up"), SetupOpen())),
    )


def greeting_card() -> Card:
    """Return the one message that a new server is greeted with."""
    return card(
        Accent.NEWS,
        text(
            "-# Backchannel",
            f"## {say('Follow what happens between two countries')}",
            say(
                "Backchannel reads articles and tells who did what to whom, each time with the sentence that proves "
                "it: as summaries, a timeline, a digest and quizzes. It posts nothing by itself until it is set up."
            ),
        ),
        air(),
        row(button(say_as("button", "Set up"), SetupOpen(), is_primary=True)),
        text(f"-# {say('For those who manage this server; everyone can try /events and /help')}"),
    )


def _step(
    state: Setup,
    act: SetupAct,
    question: str,
    help_line: str,
    *selects: Part,
    more: Button,
    problem: str = "",
    told: Sequence[str] = (),
    can_go_on: bool = True,
    accent: Accent = Accent.NEWS,
) -> Card:
    at = _STEPS.index(act)
    back = button(say_as("button", "Back"), state.to(_STEPS[at - 1])) if at else None
    return card(
        accent,
        text(_eyebrow(act), f"## {question}", f"✗ {prose(problem, _PROBLEM)}" if problem else "", help_line),
        *((air(), text(*told)) if told else ()),
        air(),
        *selects,
        air(),
        row(
            button(say_as("button", "Next"), state.to(_STEPS[at + 1]), is_primary=True, is_enabled=can_go_on),
            more,
            back,
            button(say_as("button", "Set up later"), SetupLater()),
        ),
    )


def _eyebrow(act: SetupAct) -> str:
    at = _STEPS.index(act) + 1
    step = say("step {number} of {total}", number=at, total=len(_STEPS))
    return f"-# {say_as('heading', 'Setup')}{MIDDOT}{step}  {'●' * at}{'○' * (len(_STEPS) - at)}"


def _countries(answer: Setup, placeholder: str, chosen: CountryCode, gazetteer: Gazetteer) -> Part:
    codes = {*map(CountryCode, _OFFERED), chosen} & {*gazetteer.countries, *gazetteer.unions}
    found = (gazetteer.country(code) for code in codes)
    known = sorted(found, key=lambda one: (one.code != chosen, short_name(one)))[:_MOST]
    options = [
        discord.SelectOption(
            label=outside(one.name)[:100], value=one.code, emoji=one.flag or None, default=one.code == chosen
        )
        for one in sorted(known, key=lambda one: one.name)
    ]
    return select(answer, placeholder, options)
