"""A server's settings as a code that another server can paste: what is no channel, role or person of its own.

    BC1-WyJVU0FDSE4i…   the version, and in base64url: a JSON array, then four bytes that tell a wrong character

Its form never changes: what a later version adds gets a higher number, and an older program says so.
"""

import base64
import binascii
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from enum import StrEnum
from typing import Any, TypeVar

from bot.digest.due import zone_named
from bot.model.countries import Dyad, Gazetteer
from bot.model.errors import InvalidInputError
from bot.model.ids import CountryCode
from bot.model.language import told
from bot.model.settings import (
    LAST_WEEK,
    LOCALES,
    MOST_PAIRS,
    MOST_SHOWN,
    Cadence,
    CatchUp,
    GuildSettings,
    Palette,
    Place,
    QuietRule,
    Schedule,
)
from bot.setting_edits import Edit

E = TypeVar("E", bound=StrEnum)

VERSION = 1
LONGEST = 500
"""Characters of a code at most."""
CODE = re.compile(r"BC(\d{1,6})-([A-Za-z0-9_-]+)")
_SUM = 4
_MINUTES = 24 * 60
_MOST_AN_HOUR, _MOST_QUESTIONS = 60, 50

_NO_CODE = told(
    "This is no code of Backchannel’s settings. One begins with BC1- and is copied under /settings, All at once."
)
_BROKEN = told("This code is incomplete or has a wrong character. Copy it again, whole.")
_NEWER = told("This code was made by a newer Backchannel. Here it can’t be read.")
_UNFIT = told("This code holds settings that Backchannel doesn’t have. Copy it again from its server.")


def code_of(settings: GuildSettings) -> str:
    """Return the code of a server's settings, at most `LONGEST` characters."""
    body = json.dumps(_fields(settings), ensure_ascii=True, separators=(",", ":")).encode()
    packed = base64.urlsafe_b64encode(body + _sum(body)).rstrip(b"=").decode()
    return f"BC{VERSION}-{packed}"


def edit_of_code(typed: str, gazetteer: Gazetteer) -> Edit:
    """Return the change that gives a server the settings of a code; its channels and roles stay.

    Args:
        typed: As pasted: white space within and quotation marks of any kind round it don't matter.
        gazetteer: Countries that there are.

    Raises:
        InvalidInputError: It is no code, is damaged, was made by a newer version, or holds what no server can set.
    """
    found = CODE.fullmatch("".join(typed.split()).strip("`'\"“”„«»"))
    if found is None or len(typed) > 2 * LONGEST:
        raise InvalidInputError(user_text=_NO_CODE)
    if int(found[1]) > VERSION:
        raise InvalidInputError(user_text=_NEWER)
    if int(found[1]) != VERSION:
        raise InvalidInputError(user_text=_NO_CODE)
    body = _unpacked(found[2])
    try:
        return _edit(json.loads(body), gazetteer)
    except (ValueError, TypeError, KeyError, RecursionError, InvalidInputError) as error:
        raise InvalidInputError("unfit code", user_text=_UNFIT) from error


def _unpacked(packed: str) -> bytes:
    try:
        data = base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidInputError("no base64", user_text=_BROKEN) from error
    body, kept = data[:-_SUM], data[-_SUM:]
    if not body or _sum(body) != kept:
        raise InvalidInputError("wrong sum", user_text=_BROKEN)
    return body


def _sum(body: bytes) -> bytes:
    return zlib.crc32(body).to_bytes(_SUM, "big")


def _fields(settings: GuildSettings) -> list[Any]:
    form, updates, quiz = settings.digest, settings.updates, settings.quiz
    return [
        _pair_text(settings.pair),
        "".join(_pair_text(pair) for pair in form.more_pairs),
        settings.schedule.zone,
        _schedule_fields(settings.schedule),
        form.floor,
        form.cap,
        form.quiet.value,
        form.locale,
        form.place.value,
        int(form.is_silent),
        form.catch_up.value,
        form.palette.value,
        updates.floor,
        updates.per_hour,
        _schedule_fields(quiz.schedule),
        quiz.length,
        int(settings.names_members),
    ]


def _edit(fields: Any, gazetteer: Gazetteer) -> Edit:
    """Return the change; raises `ValueError` and its like for what is not as `_fields` makes it."""
    pair, more, zone, due, floor, cap, quiet, locale, place, silent, late, palette, *rest = fields
    updates_floor, per_hour, quiz_due, length, named = rest
    first, more_pairs = _pair(pair, gazetteer), _pairs(more, gazetteer)
    if first.key in {one.key for one in more_pairs} or _text(locale) not in LOCALES:
        raise ValueError(locale)
    zone_named(_text(zone))
    schedule = replace(_schedule(due), zone=zone)
    form: Mapping[str, Any] = {
        "more_pairs": more_pairs,
        "floor": _share(floor),
        "cap": _number(cap, 1, MOST_SHOWN),
        "quiet": QuietRule(_text(quiet)),
        "locale": locale,
        "place": Place(_text(place)),
        "is_silent": bool(_number(silent, 0, 1)),
        "catch_up": CatchUp(_text(late)),
        "palette": Palette(_text(palette)),
    }
    update: Mapping[str, Any] = {"floor": _share(updates_floor), "per_hour": _number(per_hour, 1, _MOST_AN_HOUR)}
    quiz: Mapping[str, Any] = {"schedule": _schedule(quiz_due), "length": _number(length, 1, _MOST_QUESTIONS)}
    is_named = bool(_number(named, 0, 1))
    return lambda settings: replace(
        settings,
        pair=first,
        schedule=schedule,
        digest=replace(settings.digest, **form),
        updates=replace(settings.updates, **update),
        quiz=replace(settings.quiz, **quiz),
        names_members=is_named,
    )


def _pair_text(pair: Dyad) -> str:
    return f"{pair.first}{pair.second}"


def _pair(text: Any, gazetteer: Gazetteer) -> Dyad:
    first, second = CountryCode(_text(text)[:3]), CountryCode(text[3:])
    if first == second or not (gazetteer.may_be_side(first) and gazetteer.may_be_side(second)):
        raise ValueError(text)
    return Dyad(first=first, second=second)


def _pairs(text: Any, gazetteer: Gazetteer) -> tuple[Dyad, ...]:
    found = tuple(_pair(text[at : at + 6], gazetteer) for at in range(0, len(_text(text)), 6))
    if len(found) >= MOST_PAIRS or len({pair.key for pair in found}) < len(found):
        raise ValueError(text)
    return found


def _schedule_fields(schedule: Schedule) -> list[Any]:
    minute = schedule.at.hour * 60 + schedule.at.minute
    return [schedule.cadence.value, minute, schedule.weekday, schedule.month_day, schedule.month_week or 0]


def _schedule(fields: Any) -> Schedule:
    cadence, minute, weekday, month_day, month_week = fields
    hour, minute = divmod(_number(minute, 0, _MINUTES - 1), 60)
    return Schedule(
        cadence=Cadence(_text(cadence)),
        at=time(hour, minute),
        weekday=_number(weekday, 0, 6),
        month_day=_number(month_day, 1, 28),
        month_week=_number(month_week, 0, LAST_WEEK) or None,
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _number(value: Any, least: int, most: int) -> int:
    if type(value) is not int or not least <= value <= most:
        raise ValueError(value)
    return value


def _share(value: Any) -> float:
    if type(value) not in {int, float} or not 0 <= value <= 1:
        raise ValueError(value)
    return float(value)
