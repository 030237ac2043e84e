"""Changes of a server's settings by one value that was chosen or typed, and what follows from them. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.countries import pair_named
from bot.digest.due import upcoming
from bot.model.countries import Dyad, Gazetteer
from bot.model.errors import InvalidInputError
from bot.model.ids import ChannelId, RoleId
from bot.model.language import told
from bot.model.settings import (
    MOST_PAIRS,
    CatchUp,
    DigestForm,
    GuildSettings,
    Palette,
    Place,
    QuietRule,
    Schedule,
    Setting,
)

Edit = Callable[[GuildSettings], GuildSettings]
_RUNS = 3

_OF_FORM: Mapping[Setting, Callable[[DigestForm, str], DigestForm]] = {
    Setting.FLOOR: lambda form, value: replace(form, floor=float(value)),
    Setting.CAP: lambda form, value: replace(form, cap=int(value)),
    Setting.QUIET: lambda form, value: replace(form, quiet=QuietRule(value)),
    Setting.LOCALE: lambda form, value: replace(form, locale=value),
    Setting.PALETTE: lambda form, value: replace(form, palette=Palette(value)),
    Setting.PLACE: lambda form, value: replace(form, place=Place(value)),
    Setting.SILENT: lambda form, value: replace(form, is_silent=value == "yes"),
    Setting.CATCH_UP: lambda form, value: replace(form, catch_up=CatchUp(value)),
}


def chosen(setting: Setting, value: str) -> Edit:
    """Return the change that sets a setting to one of its choices.

    Raises:
        ValueError: The setting is none that is chosen from a list.
    """
    if setting in _OF_FORM:
        change = _OF_FORM[setting]
        return lambda settings: replace(settings, digest=change(settings.digest, value))
    match setting:
        case Setting.UPDATES_FLOOR:
            return lambda settings: replace(settings, updates=replace(settings.updates, floor=float(value)))
        case Setting.UPDATES_PER_HOUR:
            return lambda settings: replace(settings, updates=replace(settings.updates, per_hour=int(value)))
        case Setting.QUIZ_LENGTH:
            return lambda settings: replace(settings, quiz=replace(settings.quiz, length=int(value)))
        case Setting.NAMED:
            return lambda settings: replace(settings, names_members=value == "yes")
        case _:
            raise ValueError(f"{setting} is not chosen from a list")


def with_channel(setting: Setting, channel: ChannelId | None) -> Edit:
    """Return the change of a channel; None turns updates or the quiz off. A digest that was paused goes on.

    Raises:
        ValueError: The setting is no channel, or the digest's is taken away.
    """
    match setting:
        case Setting.CHANNEL if channel is not None:
            return lambda settings: replace(settings, digest_channel=channel, is_paused=False, pause_reason=None)
        case Setting.UPDATES_CHANNEL:
            return lambda settings: replace(settings, updates=replace(settings.updates, channel=channel))
        case Setting.QUIZ_CHANNEL:
            return lambda settings: replace(settings, quiz=replace(settings.quiz, channel=channel))
        case Setting.NOTICES_CHANNEL:
            return lambda settings: replace(settings, notices=channel)
        case _:
            raise ValueError(f"{setting} can't be set to {channel}")


def with_schedule(setting: Setting, schedule: Schedule) -> Edit:
    """Return the change of the digest's or the quiz's schedule; the server has one zone, so both change theirs."""
    if setting is Setting.SCHEDULE:
        return lambda settings: replace(settings, schedule=schedule)
    return lambda settings: replace(
        settings,
        schedule=replace(settings.schedule, zone=schedule.zone),
        quiz=replace(settings.quiz, schedule=replace(schedule, zone="UTC")),
    )


def with_role(setting: Setting, role: RoleId | None) -> Edit:
    """Return the change of the role that a digest mentions, or of one that may do something; None for none.

    Raises:
        ValueError: The setting is no role.
    """
    match setting:
        case Setting.PING:
            return lambda settings: replace(settings, digest=replace(settings.digest, ping=role))
        case Setting.MANAGERS:
            return lambda settings: replace(settings, access=replace(settings.access, managers=role))
        case Setting.EDITORS:
            return lambda settings: replace(settings, access=replace(settings.access, editors=role))
        case Setting.CONTRIBUTORS:
            return lambda settings: replace(settings, access=replace(settings.access, contributors=role))
        case _:
            raise ValueError(f"{setting} is no role")


def with_pair(pair: Dyad) -> Edit:
    """Return the change of the server's own pair; where a digest follows it already, it does so once."""

    def edit(settings: GuildSettings) -> GuildSettings:
        others = tuple(one for one in settings.digest.more_pairs if one.key != pair.key)
        return replace(settings, pair=pair, digest=replace(settings.digest, more_pairs=others))

    return edit


def paused(settings: GuildSettings) -> GuildSettings:
    """Return settings under which the digest is paused by a person."""
    return replace(settings, is_paused=True, pause_reason=None)


def resumed(settings: GuildSettings) -> GuildSettings:
    """Return settings under which the digest goes on."""
    return replace(settings, is_paused=False, pause_reason=None)


def as_new(settings: GuildSettings) -> GuildSettings:
    """Return the settings of a server that has set nothing; up to where it was told is no setting and stays."""
    return GuildSettings(guild=settings.guild, told_until=settings.told_until)


def with_pairs(gazetteer: Gazetteer, typed: str) -> Edit:
    """Return the change of the pairs that a digest follows beside the server's own.

    Args:
        gazetteer: Names of countries.
        typed: A pair a line; none for no further pair. A pair that stands twice, or is the server's own, counts once.

    Raises:
        InvalidInputError: A line is no pair, or there are too many.
    """
    named: dict[str, Dyad] = {}
    for line in typed.splitlines():
        if line.strip():
            pair = pair_named(gazetteer, line)
            named.setdefault(pair.key, pair)
    if len(named) >= MOST_PAIRS:
        raise InvalidInputError(
            user_text=told("A digest follows {most} pairs at most, the first one among them.", most=MOST_PAIRS)
        )

    def edit(settings: GuildSettings) -> GuildSettings:
        others = tuple(pair for key, pair in named.items() if key != settings.pair.key)
        return replace(settings, digest=replace(settings.digest, more_pairs=others))

    return edit


def runs_under(settings: GuildSettings, setting: Setting, now: datetime) -> list[datetime]:
    """Return the next digests, or quizzes where the setting is the quiz's, aware; empty where none is due.

    Args:
        settings: With a change.
        setting: What is changed.
        now: Aware UTC.
    """
    is_quiz = setting in {Setting.QUIZ_CHANNEL, Setting.QUIZ_SCHEDULE}
    is_on = settings.quiz.channel is not None if is_quiz else settings.digest_channel is not None
    if not is_on or (settings.is_paused and not is_quiz):
        return []
    schedule = settings.quiz_schedule if is_quiz else settings.schedule
    return [due.at for due in upcoming(schedule, now, _RUNS)]
