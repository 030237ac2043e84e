"""A schedule as a person types it, with a plain word where it can't be used."""

import re
from dataclasses import replace
from datetime import time

from bot.model.errors import InvalidInputError
from bot.model.language import told
from bot.model.settings import LAST_WEEK, Cadence, Schedule

_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))? ?([ap]\.?m\.?|h)?", re.IGNORECASE)
_NAMED = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_LAST_SAFE_DAY = 28
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": LAST_WEEK,
}  # fmt: skip
_DAY = "(?P<day>" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _DAYS) + ")s?"
_OF_MONTH = r"(?: (?:of|in) (?:the|each|every|a) month)?"
_FORMS: tuple[tuple[Cadence, re.Pattern[str]], ...] = (
    (Cadence.OFF, re.compile(r"off|never|no|none")),
    (Cadence.DAILY, re.compile(r"daily|(?:every|each) day")),
    (
        Cadence.WEEKDAYS,
        re.compile(r"(?:on |every |each )?(?:week|working |work)days?|mon(?:day)?s? ?(?:to|-|–) ?fri(?:day)?s?"),
    ),
    (Cadence.WEEKLY, re.compile(rf"(?:weekly )?(?:on |every |each )?{_DAY}")),
    (
        Cadence.MONTHLY,
        re.compile(rf"(?:monthly )?(?:on )?(?:(?:the|every|each) )?(?P<week>{'|'.join(_WEEKS)}) {_DAY}{_OF_MONTH}"),
    ),
    (
        Cadence.MONTHLY,
        re.compile(
            rf"(?:monthly )?(?:on )?(?:the |every )?(?:day )?(?P<number>\d{{1,2}})(?:st|nd|rd|th)?{_OF_MONTH}|monthly"
        ),
    ),
)
_AT = re.compile(r",? at (?P<at>.+)$|,? (?P<clock>\d{1,2}[:.h]\d{2}.*)$", re.IGNORECASE)


def schedule_of(*, when: str, at: str, zone: str, before: Schedule) -> Schedule:
    """Return the schedule that was typed.

    Args:
        when: How often: "every day", "weekdays", "Fridays", "first Monday of the month", "day 15", "off"; may end in
            "at 7:30", which counts more than `at`.
        at: A time: "7:30", "07.30", "7:30 pm", "noon".
        zone: An IANA zone's name.
        before: What holds for what was not typed: the weekday of "weekly", the day of "monthly".

    Raises:
        InvalidInputError: One of them can't be used; its text quotes it with an example.
    """
    said = " ".join(when.casefold().split()).rstrip(".")
    clock = _AT.search(said)
    if clock is not None:
        said, at = said[: clock.start()], clock["at"] or clock["clock"]
    return replace(_days(said, when, before), at=_time(at), zone=zone)


def _days(said: str, typed: str, before: Schedule) -> Schedule:
    if said in {"weekly", "every week", "once a week"}:
        return replace(before, cadence=Cadence.WEEKLY, month_week=None)
    for cadence, form in _FORMS:
        found = form.fullmatch(said)
        if found is None:
            continue
        named = found.groupdict()
        plain = replace(before, cadence=cadence, month_week=None)
        if named.get("number"):
            return replace(plain, month_day=_month_day(named["number"]))
        if named.get("day"):
            weekday = next(n for n, name in enumerate(_DAYS) if name.startswith(named["day"][:3]))
            week = named.get("week")
            return replace(plain, weekday=weekday, month_week=_WEEKS[week] if week else None)
        return plain
    raise InvalidInputError(
        user_text=told(
            "“{typed}” is no rhythm. Examples: {examples}",
            typed=typed[:40],
            examples="every day, every weekday, Fridays, first Monday of the month",
        )
    )


def _time(typed: str) -> time:
    plain = " ".join(typed.casefold().split())
    if plain in _NAMED:
        return _NAMED[plain]
    match = _CLOCK.fullmatch(plain)
    try:
        if match is None or not (match[2] or match[3]):
            raise ValueError(typed)
        hour, half = int(match[1]), (match[3] or "").replace(".", "")
        if half in {"am", "pm"}:
            if not 1 <= hour <= 12:
                raise ValueError(typed)
            hour = hour % 12 + 12 * (half == "pm")
        return time(hour, int(match[2] or 0))
    except ValueError as error:
        raise InvalidInputError(
            user_text=told("“{typed}” is no time. Example: 07:30 or 7:30 am", typed=typed[:10])
        ) from error


def _month_day(typed: str) -> int:
    day = int(typed)
    if not 1 <= day <= _LAST_SAFE_DAY:
        raise InvalidInputError(
            user_text=told(
                "“{typed}” is no day that every month has. Example: {example}", typed=typed[:10], example="day 1"
            )
        )
    return day
