"""Cards in another language: what stands on them apart from data is a text of the catalogue."""

import gettext
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.cards.message import Card
from bot.cards.origins import label_of
from bot.cards.outlets import outlets_card
from bot.cards.privacy import delete_card, deleted_card
from bot.cards.quiz_alone import nothing_due_card
from bot.cards.quiz_notices import running_card, stop_card, stopping_card
from bot.cards.relations import how_card
from bot.cards.schedules import schedule_text
from bot.cards.setting_history import code_card, history_card
from bot.cards.setting_ids import Setup
from bot.cards.setting_questions import channel_card, choice_card, role_card
from bot.cards.setting_words import CHOICES
from bot.cards.settings import settings_card
from bot.cards.setup import ChannelCheck, channel_step, greeting_card, later_card, pair_step, summary_step, time_step
from bot.cards.text import and_more, enumerated, listed
from bot.cards.timeline_chart import timeline_words
from bot.cards.timeline_drawing import writable
from bot.model.ids import ChannelId, CountryCode, QuizId
from bot.model.language import Language, speaking
from bot.model.outlets import Outlet, OutletKind
from bot.model.players import Due
from bot.model.setting_changes import HistoryPage
from bot.model.settings import Cadence, Schedule, Setting, SettingsPage
from tests.cards import samples as s

LETTER, RUNE = "ж", "ᚠ"


class Lettered(gettext.NullTranslations):
    """Says each text with one letter for all, and leaves the values in it."""

    def __init__(self, letter: str) -> None:
        super().__init__()
        self._letter = letter

    def gettext(self, message: str) -> str:
        assert message, "an empty text has the head of the catalogue for its translation"
        return re.sub(r"({\w*})|[A-Za-z]", lambda found: found[1] or self._letter, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)


OTHER = Language(tag="uk", catalogue=Lettered(LETTER))
DATA = re.compile(
    r"<[^>]*>|Backchannel|Newsroom|Norway|Chile|March|Europe/Oslo|UTC|View Channel|CODE|English: 14 June|Monday"
)
ENGLISH_WORDS = timeline_words()
STATE = Setup.of(s.PAIR, ChannelId(55), replace(s.SETTINGS.schedule))


def shown(view: Card) -> str:
    """Return all words of a card, one part a line."""
    said = [str(part.get(key) or "") for part in s.parts(view) for key in ("content", "label", "placeholder")]
    options = [option for part in s.parts(view) for option in part.get("options") or ()]  # type: ignore[attr-defined]
    return "\n".join([*said, *(str(option.get(key) or "") for option in options for key in ("label", "description"))])


@pytest.mark.parametrize(
    "make",
    [
        *(pytest.param(lambda page=page: settings_card(s.SETTINGS, s.GAZETTEER, server="Newsroom", page=page), id=page)
          for page in SettingsPage),
        *(pytest.param(lambda setting=setting: choice_card(setting, s.SETTINGS), id=setting)
          for setting in CHOICES if setting is not Setting.LOCALE),
        pytest.param(lambda: channel_card(Setting.NOTICES_CHANNEL, s.SETTINGS), id="channel"),
        pytest.param(lambda: role_card(Setting.EDITORS, s.SETTINGS), id="role"),
        pytest.param(lambda: code_card("CODE"), id="code"),
        pytest.param(
            lambda: history_card(HistoryPage(changes=(), first=1, page=0, pages=1), s.GAZETTEER, server="Newsroom"),
            id="history",
        ),
        pytest.param(lambda: pair_step(STATE, s.GAZETTEER), id="setup: pair"),
        pytest.param(
            lambda: channel_step(STATE, ChannelCheck(permissions=(("View Channel", False),))), id="setup: channel"
        ),
        pytest.param(lambda: time_step(STATE, [s.NOON]), id="setup: time"),
        pytest.param(lambda: summary_step(STATE, s.GAZETTEER, s.NOON, updates=ChannelId(55)), id="setup: summary"),
        pytest.param(greeting_card, id="greeting"),
        pytest.param(later_card, id="later"),
        pytest.param(delete_card, id="delete"),
        pytest.param(lambda: deleted_card(3), id="deleted"),
        pytest.param(lambda: outlets_card(()), id="no outlets"),
        pytest.param(how_card, id="how"),
        pytest.param(lambda: nothing_due_card(Due(missed=0, due=0, known=3, next_at=s.NOON)), id="nothing due"),
        pytest.param(lambda: running_card("Norway", None), id="running"),
        pytest.param(lambda: stop_card(QuizId(1), "Norway"), id="stop"),
        pytest.param(lambda: stopping_card("Norway", after_round=True), id="stopping"),
    ],
)  # fmt: skip
def test_no_word_of_ours_stays_english(make: Callable[[], Card]) -> None:
    with speaking(OTHER):
        words = shown(make())
    assert LETTER in words
    assert re.findall(r"[A-Za-z]{2,}", DATA.sub("", words)) == []


def test_the_same_card_is_english_again_afterwards() -> None:
    english = shown(greeting_card())
    with speaking(OTHER):
        assert shown(greeting_card()) != english
    assert shown(greeting_card()) == english


def test_lists_are_made_of_texts() -> None:
    assert (listed([]), listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C"])) == (
        "",
        "A",
        "A and B",
        "A, B and C",
    )
    assert (enumerated([]), enumerated(["A", "B"]), and_more("A, B", 1204)) == ("", "A, B", "A, B and 1,204 more")
    with speaking(OTHER):
        assert listed(["A {x}", "B", "C"]) == "A {x}, B жжж C"


def test_an_outlet_s_language_is_named_in_the_spoken_one() -> None:
    outlet = Outlet(
        name="Xinhua", country=CountryCode("CHN"), flag="🇨🇳", kind=OutletKind.AGENCY, language="zh", domains=()
    )
    assert label_of(outlet) == "(agency, 🇨🇳, Chinese)"
    with speaking(OTHER):
        assert label_of(outlet) == "(жжжжжж, 🇨🇳, китайська)"
    with speaking(replace(OTHER, tag="xx")):
        assert label_of(outlet) == "(жжжжжж, 🇨🇳, Chinese)"


def test_a_schedule_has_a_text_for_each_weekday() -> None:
    weekly = [schedule_text(Schedule(cadence=Cadence.WEEKLY, weekday=day)) for day in range(7)]
    assert weekly[0] == "Every Monday at 07:30, UTC"
    assert len(set(weekly)) == 7


def test_a_picture_has_the_words_that_its_font_can_write() -> None:
    with speaking(OTHER):
        spoken = timeline_words()
    assert spoken.done == "жжжж"
    assert writable(spoken) == spoken
    with speaking(Language(tag="zh-CN", catalogue=Lettered(RUNE))):
        assert writable(timeline_words()) == ENGLISH_WORDS
