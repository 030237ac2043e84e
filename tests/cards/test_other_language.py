"""Cards in another language: no room is overrun, tables of words are whole, and pictures keep what was said."""

import gettext
from dataclasses import replace

import discord
import pytest
from discord import ui

from bot.cards.barometer_words import capital
from bot.cards.chart import Chart, relations_chart
from bot.cards.chart_drawing import Drawing
from bot.cards.controls import button, danger_button, select
from bot.cards.desk_ids import FeedsOpen
from bot.cards.event import fact_lines
from bot.cards.feed_ids import FeedPick
from bot.cards.filter_words import WEIGHTS, weight
from bot.cards.forms import FeedForm, ScheduleForm
from bot.model.language import Language, speaking
from bot.model.plover import Context
from bot.model.settings import Schedule
from tests.cards import barometers as b
from tests.cards import samples as s


class _Wordy(gettext.NullTranslations):
    """Says everything in brackets, and at length."""

    def __init__(self, more: str) -> None:
        super().__init__()
        self.more = more

    def gettext(self, message: str) -> str:
        return f"⟦{message}{self.more}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)


LONG = Language(tag="qps-long", catalogue=_Wordy(" and so on and on" * 10))
PLAIN = Language(tag="qps", catalogue=_Wordy(""))
GERMAN = Language(tag="de", catalogue=_Wordy(" und"))


async def _submit(_: object, __: object) -> None: ...


def test_a_label_of_another_language_may_be_longer_than_an_english_one_but_not_than_discord_takes() -> None:
    words = "Wiederherstellung der Einstellungen " * 4
    with speaking(LONG):
        assert len(button(words, FeedsOpen()).label or "") <= 80
        assert len(danger_button(words, FeedsOpen()).label or "") <= 80
    with pytest.raises(ValueError, match="20 at most"):
        button("A label of many words", FeedsOpen())


def test_a_select_cuts_what_it_has_no_room_for() -> None:
    words = "word " * 60
    (shown,) = select(FeedPick(), words, [discord.SelectOption(label=words, value="1", description=words)]).children
    assert isinstance(shown, ui.Select)
    assert len(shown.placeholder or "") <= 150
    (option,) = shown.options
    assert len(option.label) <= 100
    assert len(option.description or "") <= 100
    assert option.value == "1"


async def test_a_form_cuts_what_it_has_no_room_for() -> None:
    with speaking(LONG):
        form = FeedForm(_submit, _submit)
    (field,) = form.children
    assert isinstance(field, ui.Label)
    assert form.title.startswith("⟦Add a feed")
    assert len(form.title) <= 45
    assert len(field.text) <= 45
    assert len(field.description or "") <= 100


async def test_what_stands_in_a_form_is_what_can_be_read_when_it_is_sent() -> None:
    with speaking(LONG):
        form = ScheduleForm(_submit, _submit, title="Digest time", schedule=Schedule(), locale="en-GB")
    assert form.when.default == "Every day"


@pytest.mark.parametrize("context", Context)
def test_each_context_has_words(context: Context) -> None:
    stored = s.stored(shown=replace(s.event(), context=(context,)))
    with speaking(PLAIN):
        (about,) = [line for line in fact_lines(stored) if line.startswith("**⟦About⟧**")]
    assert about.count("⟦") == 2


@pytest.mark.parametrize(("least", "label"), [(floor, label) for floor, label, _ in WEIGHTS if floor > 0])
def test_a_weight_within_a_line_has_the_words_that_it_is_chosen_by(least: float, label: str) -> None:
    within = weight(least).removeprefix(f"{least:g} and more (").removesuffix(")")
    assert capital(within) == label


def test_a_picture_keeps_the_words_of_the_language_in_which_it_was_described() -> None:
    with speaking(GERMAN):
        chart = _chart()
    assert chart.words.cooperation == "⟦more cooperation und⟧"
    assert chart.subtitles[1] == "⟦by week und⟧"


def test_a_picture_says_in_english_what_its_font_cannot_write() -> None:
    with speaking(Language(tag="zh-TW", catalogue=_Wordy("合作"))):
        drawing = Drawing(_chart())
    assert drawing.words.conflict == "more conflict"


def _chart() -> Chart:
    return relations_chart(b.barometer(), s.GAZETTEER)
