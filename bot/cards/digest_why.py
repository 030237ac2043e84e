"""Why a digest was or was not posted, and when the next ones come: for one who manages the server."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.cards import ids, words
from bot.cards.controls import button, row
from bot.cards.dates import day
from bot.cards.message import Card, air, card, rule, text
from bot.cards.schedules import clock, schedule_text
from bot.cards.text import moment, prose
from bot.cards.tokens import MIDDOT, NBSP, Accent
from bot.model.countries import Gazetteer
from bot.model.digest import DigestDecision, LedgerEntry
from bot.model.language import noted, recalled, say, say_as
from bot.model.settings import Cadence, GuildSettings, SettingsPage

_REASON = 160
_DECISIONS: dict[DigestDecision, tuple[str, str]] = {
    DigestDecision.ENQUEUED: ("○", noted("made")),
    DigestDecision.SENT: ("✓", noted("posted")),
    DigestDecision.FAILED: ("✗", noted("given up")),
    DigestDecision.PAUSED: ("✗", noted("digest paused")),
    DigestDecision.QUIET: ("–", noted("skipped")),
    DigestDecision.BELOW_FLOOR: ("–", noted("skipped")),
    DigestDecision.MISSED: ("–", noted("skipped")),
    DigestDecision.DELAYED: ("○", noted("delayed")),
    DigestDecision.NO_PERMISSION: ("✗", noted("not let in")),
    DigestDecision.LEFT_TO_DIGEST: ("–", noted("left to the digest")),
    DigestDecision.TOO_FEW: ("–", noted("skipped")),
    DigestDecision.CORRECTED: ("✓", noted("corrected")),
}
_KINDS = {
    "digest": noted("Digest"),
    "now": noted("Digest by hand"),
    "update": noted("Update"),
    "edit": noted("Correction"),
    "told": noted("Note"),
    "quiz": noted("Quiz"),
}
_OTHER = noted("Post")
"""What any other kind is called."""


def why_card(
    settings: GuildSettings,
    decisions: Sequence[LedgerEntry],
    runs: Sequence[datetime],
    gazetteer: Gazetteer,
    *,
    locale: str = "en-GB",
) -> Card:
    """Return the last decisions about a server's digests and the next three.

    Args:
        settings: The server's.
        decisions: Newest first.
        runs: The next digests, aware, soonest first; empty where none is due.
        gazetteer: For names and flags.
        locale: The reader's, as Discord names it.
    """
    shown = _without_steps(decisions)
    pairs = ", ".join(words.pair(pair, gazetteer) for pair in settings.pairs)
    zone = ZoneInfo(settings.schedule.zone)
    next_runs = [f"- {moment(at, 'F')}{MIDDOT}{_there(at, zone, locale)}" for at in runs]
    lines = [_line(entry) for entry in shown]
    return card(
        Accent.DESK,
        text(
            f"-# {say_as('heading', 'Digest')}{MIDDOT}{pairs}",
            f"## {_title(settings, runs)}",
            f"-# {schedule_text(settings.schedule, locale=locale)}",
        ),
        rule(),
        *((text(f"### {say('Next runs, in your time and the server’s')}", *next_runs), air()) if next_runs else ()),
        text(f"### {say('What was decided last')}", *lines) if lines else text(f"-# {say('Nothing was decided yet')}"),
        air(),
        row(button(say_as("button", "Settings"), ids.SettingsShow(page=SettingsPage.DIGEST), is_primary=True)),
    )


def _title(settings: GuildSettings, runs: Sequence[datetime]) -> str:
    if runs:
        return say("The next digest comes {when}", when=moment(runs[0], "R"))
    if settings.is_paused:
        return say("The digest is paused")
    if settings.digest_channel is None:
        return say("No digest is due: no channel is chosen")
    is_off = settings.schedule.cadence is Cadence.OFF
    return say("No digest is due: it is off") if is_off else say("No digest is due")


def _there(at: datetime, zone: ZoneInfo, locale: str) -> str:
    local = at.astimezone(zone)
    return say("{day}, {time} in {zone}", day=day(local.date()), time=clock(local.time(), locale), zone=zone.key)


def _without_steps(decisions: Sequence[LedgerEntry]) -> list[LedgerEntry]:
    """Return the decisions but for "made" where what became of it is known."""
    ended = {(one.kind, one.period) for one in decisions if one.decision is not DigestDecision.ENQUEUED}
    return [
        one for one in decisions if one.decision is not DigestDecision.ENQUEUED or (one.kind, one.period) not in ended
    ]


def _line(entry: LedgerEntry) -> str:
    sign, word = _DECISIONS[entry.decision]
    kind = say(_KINDS.get(entry.kind.split("-", 1)[0], _OTHER))
    parts = [f"{sign}{NBSP}**{day(entry.period)}**", kind, say(word), moment(entry.decided_at)]
    return MIDDOT.join([*parts, prose(recalled(entry.reason), _REASON)] if entry.reason else parts)
