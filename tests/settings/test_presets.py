"""Presets: what they set, what they leave alone, and that the panel knows every value they use."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.setting_pages import PRESET_WORDS
from bot.cards.setting_words import CHOICES, is_kept
from bot.digest.due import upcoming
from bot.model.setting_changes import Origin, changed
from bot.model.settings import GuildSettings, Setting
from bot.presets import PRESETS, with_preset
from bot.setting_edits import as_new
from tests.clock import Clock
from tests.data.build import NOON
from tests.settings.strategies import GUILD, settings

OWN = {
    Setting.PAIR, Setting.MORE_PAIRS, Setting.CHANNEL, Setting.UPDATES_CHANNEL, Setting.QUIZ_CHANNEL, Setting.ZONE,
    Setting.NOTICES_CHANNEL, Setting.MANAGERS, Setting.EDITORS, Setting.CONTRIBUTORS, Setting.PING, Setting.LOCALE,
}  # fmt: skip


@given(settings(), st.sampled_from(list(PRESETS)))
def test_a_preset_sets_when_and_how_much_and_a_second_time_changes_nothing(one: GuildSettings, name: Origin) -> None:
    after = with_preset(PRESETS[name], one)
    assert not OWN & set(changed(one, after))
    assert with_preset(PRESETS[name], after) == after


@pytest.mark.parametrize("name", PRESETS)
def test_every_value_of_a_preset_is_one_that_the_panel_offers(name: Origin) -> None:
    after = with_preset(PRESETS[name], GuildSettings(guild=GUILD))
    for setting, choices in CHOICES.items():
        assert any(is_kept(setting, after, choice) for choice in choices), setting


def test_presets_differ_and_have_words() -> None:
    made = [with_preset(preset, GuildSettings(guild=GUILD)) for preset in PRESETS.values()]
    assert len({repr(one) for one in made}) == len(PRESETS)
    assert set(PRESET_WORDS) == set(PRESETS)


def test_a_class_gets_its_digest_on_school_days_only() -> None:
    clock = Clock(NOON)
    after = with_preset(PRESETS[Origin.CLASSROOM], GuildSettings(guild=GUILD))
    assert all(due.at.weekday() < 5 for due in upcoming(after.schedule, clock(), 10))
    assert [due.at.weekday() for due in upcoming(after.quiz_schedule, clock(), 3)] == [4, 4, 4]


@given(settings())
def test_the_defaults_are_those_of_a_new_server(one: GuildSettings) -> None:
    told = replace(one, told_until=NOON)
    assert as_new(told) == GuildSettings(guild=GUILD, told_until=NOON)
    assert as_new(as_new(told)) == as_new(told)
