"""The form of a filter: what is typed of it. Kinds, weight and effect are chosen on its card."""

from dataclasses import dataclass
from typing import Any, Final

import discord
from discord import ui

from bot.cards.forms import Failed, Form, Submitted
from bot.model.language import say, say_as
from bot.model.topic_trials import Draft
from bot.model.topics import MOST_NAME, MOST_WORDS

_MOST_LINES: Final = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterInput:
    """What was typed for a filter, not checked yet; all but the name may be ""."""

    name: str
    words: str
    pairs: str
    outlets: str


class FilterForm(Form[FilterInput]):
    """Takes a filter's name, words, pairs and outlets.

    Args:
        submit: Called with the interaction and what was typed.
        failed: Called when `submit` raised.
        draft: To begin with; what was typed before, if it could not be used.
    """

    def __init__(self, submit: Submitted[FilterInput], failed: Failed, *, draft: Draft) -> None:
        super().__init__(say("Filter") if draft.name else say("New filter"), submit, failed)
        self.name: ui.TextInput[Any] = ui.TextInput(default=draft.name or None, max_length=MOST_NAME)
        self.words = _paragraph(draft.words, MOST_WORDS)
        self.pairs = _paragraph(draft.pairs, _MOST_LINES)
        self.outlets = _paragraph(draft.outlets, _MOST_LINES)
        # Translators: OR, NOT, title: and “any” are part of the language that filters are written in; keep them.
        how = say("tariff* OR “trade war” NOT title:sport · also (…) and /regular expressions/")
        which = say("One a line: US – China, or one country, or any · empty: the followed pairs")
        where = say("Names or domains, one a line: Reuters, dw.com · empty: any")
        self.ask(say_as("label", "Name"), self.name, say("For example: Tariffs"))
        self.ask(say_as("label", "Words"), self.words, how)
        self.ask(say_as("label", "Pairs"), self.pairs, which)
        self.ask(say_as("label", "Outlets"), self.outlets, where)

    def value(self) -> FilterInput:
        """Return what was typed."""
        return FilterInput(
            name=self.name.value, words=self.words.value, pairs=self.pairs.value, outlets=self.outlets.value
        )


def _paragraph(default: str, most: int) -> ui.TextInput[Any]:
    """Return a field for several lines; what stands in it already is never cut: stored, it may have grown."""
    return ui.TextInput(
        style=discord.TextStyle.paragraph, default=default or None, max_length=max(most, len(default)), required=False
    )
