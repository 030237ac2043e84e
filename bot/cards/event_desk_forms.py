"""The forms of the event desk; what is typed is checked by the desk, not here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.cards.barometer_words import capital
from bot.cards.controls import fitting
from bot.cards.forms import Failed, Form, Submitted
from bot.cards.text import cut, flatten
from bot.cards.tokens import MAX_OPTION
from bot.cards.words import KINDS, STATUSES
from bot.model.ids import ArticleId
from bot.model.language import noted, say, say_as
from bot.model.plover import EventType
from bot.model.reading import Status

_HEADLINE, _DATE, _PLACE, _SIDE, _REASON = 300, 60, 60, 200, 300
_MOST_OPTIONS = 25
_WHY = noted("Kept in the event’s history; leave empty if it is plain")


def _line(default: str, *, most: int, is_required: bool = True) -> ui.TextInput[Any]:
    return ui.TextInput(default=default[:most] or None, max_length=most, required=is_required)


def _reason(*, is_required: bool = False) -> ui.TextInput[Any]:
    return ui.TextInput(max_length=_REASON, required=is_required)


def _chosen(options: Sequence[tuple[str, str]], value: str) -> ui.Select[Any]:
    """Return a select of one value, with the one chosen that holds now."""
    shown = [discord.SelectOption(label=label, value=each, default=each == value) for each, label in options]
    return ui.Select(options=fitting(shown))


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingInput:
    """What was typed; `place` is "" for none."""

    headline: str
    date: str
    place: str
    reason: str


class WordingForm(Form[WordingInput]):
    """Takes an event's headline, date and place.

    Args:
        submit, failed: See `Form`.
        headline, date, place: To begin with.
    """

    def __init__(
        self, submit: Submitted[WordingInput], failed: Failed, *, number: str, headline: str, date: str, place: str
    ) -> None:
        super().__init__(say("Edit {event}", event=number), submit, failed)
        self.headline: ui.TextInput[Any] = ui.TextInput(
            style=discord.TextStyle.paragraph, default=headline[:_HEADLINE], max_length=_HEADLINE
        )
        self.date = _line(date, most=_DATE)
        self.place = _line(place, most=_PLACE, is_required=False)
        self.reason = _reason()
        one_sentence = say("One sentence that stands alone, without a full stop")
        # Translators: dates are read in English; keep the examples.
        dates = say("14 June 2023, 12–18 June 2023, June 2023, 2023, date not given")
        self.ask(say_as("label", "Headline"), self.headline, one_sentence)
        self.ask(say_as("label", "Date"), self.date, dates)
        self.ask(say_as("label", "Place"), self.place, say("As printed; empty for none"))
        self.ask(say_as("label", "Reason"), self.reason, say(_WHY))

    def value(self) -> WordingInput:
        """Return what was typed."""
        return WordingInput(
            headline=self.headline.value, date=self.date.value, place=self.place.value, reason=self.reason.value
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingInput:
    """What was chosen and typed; a side is "" where nobody stands on it."""

    kind: EventType
    status: Status
    source: str
    target: str
    reason: str


class CodingForm(Form[CodingInput]):
    """Takes an event's kind, status and the countries on either side.

    Args:
        submit, failed: See `Form`.
        kind, status, source, target: To begin with.
    """

    def __init__(
        self,
        submit: Submitted[CodingInput],
        failed: Failed,
        *,
        number: str,
        kind: EventType,
        status: Status,
        source: str,
        target: str,
    ) -> None:
        super().__init__(say("Kind and sides of {event}", event=number), submit, failed)
        self.kind = _chosen([(each.value, say(word)) for each, (_, word) in KINDS.items()], kind.value)
        words = {each: say(word) for each, (_, word) in STATUSES.items()}
        words[Status.OCCURRED] = say_as("status", "took place")
        self.status = _chosen([(each.value, capital(words[each])) for each in Status], status.value)
        self.source = _line(source, most=_SIDE, is_required=False)
        self.target = _line(target, most=_SIDE, is_required=False)
        self.reason = _reason()
        self.ask(say_as("label", "Kind"), self.kind)
        self.ask(say_as("label", "Status"), self.status)
        self.ask(say_as("label", "Who"), self.source, say("Countries, with commas between them"))
        self.ask(say_as("label", "Towards"), self.target, say("Countries; empty where nobody is acted upon"))
        self.ask(say_as("label", "Reason"), self.reason, say(_WHY))

    def value(self) -> CodingInput:
        """Return what was chosen and typed."""
        return CodingInput(
            kind=EventType(self.kind.values[0]),
            status=Status(self.status.values[0]),
            source=self.source.value,
            target=self.target.value,
            reason=self.reason.value,
        )


class WithdrawForm(Form[str]):
    """Takes the reason for which an event is withdrawn."""

    def __init__(self, submit: Submitted[str], failed: Failed, *, number: str) -> None:
        super().__init__(say("Withdraw {event}", event=number), submit, failed)
        self.reason = _reason(is_required=True)
        shown = say("Readers of posted cards are shown it, for example: The outlet took it back.")
        self.ask(say_as("label", "Reason"), self.reason, shown)

    def value(self) -> str:
        """Return the reason."""
        return self.reason.value


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeInput:
    """The other event as typed, and why."""

    event: str
    reason: str


class MergeForm(Form[MergeInput]):
    """Takes the number of the event that one becomes one with."""

    def __init__(self, submit: Submitted[MergeInput], failed: Failed, *, number: str) -> None:
        super().__init__(say("Merge {event}", event=number), submit, failed)
        self.event = _line("", most=20)
        self.reason = _reason()
        where = say("The number at the end of its line, for example E147")
        self.ask(say_as("label", "Is one with"), self.event, where)
        self.ask(say_as("label", "Reason"), self.reason, say(_WHY))

    def value(self) -> MergeInput:
        """Return what was typed."""
        return MergeInput(event=self.event.value, reason=self.reason.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitInput:
    """The articles whose reports leave, and why."""

    leaving: frozenset[ArticleId]
    reason: str


def _where_to(count: int) -> str:
    """Return what becomes of reports that leave, and whether there are more than a menu holds."""
    where = say("They become an event of their own, or join one that they fit")
    if count <= _MOST_OPTIONS:
        return where
    return say("The first {most} of {total}. {where}", most=_MOST_OPTIONS, total=count, where=where)


class SplitForm(Form[SplitInput]):
    """Takes which reports leave an event.

    Args:
        submit, failed: See `Form`.
        number: The event's.
        reports: Of each report that can leave its article, where it stands, and its sentence; at least one.
        must_stay: Whether one of these has to stay, since the event has no other reports.
    """

    def __init__(
        self,
        submit: Submitted[SplitInput],
        failed: Failed,
        *,
        number: str,
        reports: Sequence[tuple[ArticleId, str, str]],
        must_stay: bool,
    ) -> None:
        super().__init__(say("Split {event}", event=number), submit, failed)
        shown = reports[:_MOST_OPTIONS]
        self.leaving: ui.Select[Any] = ui.Select(
            options=[
                discord.SelectOption(
                    label=cut(flatten(place), MAX_OPTION),
                    value=str(article),
                    description=cut(flatten(said), MAX_OPTION),
                )
                for article, place, said in shown
            ],
            max_values=max(1, min(len(shown), len(reports) - must_stay)),
        )
        self.reason = _reason()
        self.ask(say_as("label", "Reports that leave"), self.leaving, _where_to(len(reports)))
        self.ask(say_as("label", "Reason"), self.reason, say(_WHY))

    def value(self) -> SplitInput:
        """Return what was chosen."""
        return SplitInput(
            leaving=frozenset(ArticleId(int(value)) for value in self.leaving.values), reason=self.reason.value
        )
