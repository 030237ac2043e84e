"""A server's settings as a row of `guild_settings`, and back."""

from collections.abc import Mapping
from datetime import time
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Boolean, Float, Integer, Time

from bot.model.countries import Dyad
from bot.model.ids import ChannelId, CountryCode, GuildId, RoleId
from bot.model.settings import (
    Access,
    Cadence,
    CatchUp,
    DigestForm,
    GuildSettings,
    Palette,
    Place,
    QuietRule,
    QuizPlan,
    Schedule,
    UpdatePlan,
)
from data.schema.base import AnyRow
from data.schema.guilds import guild_settings


def row_of_settings(settings: GuildSettings) -> dict[str, Any]:
    """Return the columns' values."""
    return {
        "guild": settings.guild,
        "pair_first": settings.pair.first,
        "pair_second": settings.pair.second,
        "digest_channel": settings.digest_channel,
        **_row_of_schedule(settings.schedule),
        "zone": settings.schedule.zone,
        **_row_of_form(settings.digest),
        "updates_channel": settings.updates.channel,
        "updates_floor": settings.updates.floor,
        "updates_per_hour": settings.updates.per_hour,
        "updates_since": settings.updates.since,
        "quiz_channel": settings.quiz.channel,
        **{f"quiz_{name}": value for name, value in _row_of_schedule(settings.quiz.schedule).items()},
        "quiz_length": settings.quiz.length,
        "quiz_due_at": settings.quiz.due_at,
        "manager_role": settings.access.managers,
        "editor_role": settings.access.editors,
        "contributor_role": settings.access.contributors,
        "notices_channel": settings.notices,
        "names_members": settings.names_members,
        "is_paused": settings.is_paused,
        "pause_reason": settings.pause_reason,
        "failures": settings.failures,
        "next_due_at": settings.next_due_at,
        "told_until": settings.told_until,
        "changed_by": settings.changed_by,
        "changed_at": settings.changed_at,
    }


def settings_of_row(row: AnyRow | SimpleNamespace) -> GuildSettings:
    """Return the value of a row."""
    return GuildSettings(
        guild=GuildId(row.guild),
        pair=Dyad(first=CountryCode(row.pair_first), second=CountryCode(row.pair_second)),
        digest_channel=_channel(row.digest_channel),
        schedule=Schedule(
            cadence=Cadence(row.cadence),
            at=row.at,
            zone=row.zone,
            weekday=row.weekday,
            month_day=row.month_day,
            month_week=row.month_week,
        ),
        digest=_form_of_row(row),
        updates=UpdatePlan(
            channel=_channel(row.updates_channel),
            floor=row.updates_floor,
            per_hour=row.updates_per_hour,
            since=row.updates_since,
        ),
        quiz=QuizPlan(
            channel=_channel(row.quiz_channel),
            schedule=Schedule(
                cadence=Cadence(row.quiz_cadence),
                at=row.quiz_at,
                weekday=row.quiz_weekday,
                month_day=row.quiz_month_day,
                month_week=row.quiz_month_week,
            ),
            length=row.quiz_length,
            due_at=row.quiz_due_at,
        ),
        access=Access(
            managers=_role(row.manager_role),
            editors=_role(row.editor_role),
            contributors=_role(row.contributor_role),
        ),
        notices=_channel(row.notices_channel),
        names_members=row.names_members,
        is_paused=row.is_paused,
        pause_reason=row.pause_reason,
        failures=row.failures,
        next_due_at=row.next_due_at,
        told_until=row.told_until,
        changed_by=row.changed_by,
        changed_at=row.changed_at,
    )


def _row_of_schedule(schedule: Schedule) -> dict[str, Any]:
    return {
        "cadence": schedule.cadence.value,
        "at": schedule.at,
        "weekday": schedule.weekday,
        "month_day": schedule.month_day,
        "month_week": schedule.month_week,
    }


def _row_of_form(form: DigestForm) -> dict[str, Any]:
    return {
        "more_pairs": " ".join(f"{pair.first}-{pair.second}" for pair in form.more_pairs),
        "salience_floor": form.floor,
        "most_events": form.cap,
        "quiet": form.quiet.value,
        "locale": form.locale,
        "ping_role": form.ping,
        "place": form.place.value,
        "is_silent": form.is_silent,
        "catch_up": form.catch_up.value,
        "palette": form.palette.value,
    }


def _form_of_row(row: AnyRow | SimpleNamespace) -> DigestForm:
    pairs = (named.split("-") for named in row.more_pairs.split())
    return DigestForm(
        more_pairs=tuple(Dyad(first=CountryCode(first), second=CountryCode(second)) for first, second in pairs),
        floor=row.salience_floor,
        cap=row.most_events,
        quiet=QuietRule(row.quiet),
        locale=row.locale,
        ping=_role(row.ping_role),
        place=Place(row.place),
        is_silent=row.is_silent,
        catch_up=CatchUp(row.catch_up),
        palette=Palette(row.palette),
    )


def _channel(snowflake: int | None) -> ChannelId | None:
    return None if snowflake is None else ChannelId(snowflake)


def _role(snowflake: int | None) -> RoleId | None:
    return None if snowflake is None else RoleId(snowflake)


def text_of(value: object) -> str | None:
    """Return a column's value as the history keeps it; None for empty."""
    if value is None:
        return None
    return value.isoformat("minutes") if isinstance(value, time) else str(value)


def with_texts(settings: GuildSettings, texts: Mapping[str, str | None]) -> GuildSettings:
    """Return settings with some columns set back to what the history kept of them.

    Args:
        settings: A server's.
        texts: By column, as `text_of` gave them; a column that is no more is passed over.

    Raises:
        ValueError: A text is none of its column.
    """
    row = row_of_settings(settings)
    row |= {name: _value(name, text) for name, text in texts.items() if name in row}
    return settings_of_row(SimpleNamespace(**row))


def _value(name: str, text: str | None) -> object:
    if text is None:
        return None
    kind = guild_settings.c[name].type
    if isinstance(kind, Boolean):
        return text in {"True", "1"}
    if isinstance(kind, Integer):
        return int(text)
    if isinstance(kind, Float):
        return float(text)
    return time.fromisoformat(text) if isinstance(kind, Time) else text
