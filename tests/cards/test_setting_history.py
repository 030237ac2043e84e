"""History, questions before a whole set is used, and the setup's steps: as they read, and that they fit."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.cards.message import measure
from bot.cards.setting_history import code_card, history_card, proposal_card
from bot.cards.setting_ids import ResetSave, Setup, UndoSave
from bot.cards.setting_pages import NAMES, NOBODY, PAGES, QUESTIONS, full_name, page_of
from bot.cards.setting_questions import channel_card, role_card
from bot.cards.setting_words import value_text
from bot.cards.settings import settings_card
from bot.cards.setup import (
    ChannelCheck,
    channel_step,
    done_card,
    greeting_card,
    later_card,
    pair_step,
    summary_step,
    time_step,
)
from bot.model.countries import Dyad
from bot.model.ids import ChannelId, CountryCode, RoleId, UserId
from bot.model.setting_changes import Batch, HistoryPage, Origin, Proposal, SettingsChange, changed
from bot.model.settings import Access, Cadence, GuildSettings, Schedule, Setting, SettingsPage
from bot.setting_checks import CHANNELS, ROLES
from tests.cards import samples as s

FAR = Schedule(cadence=Cadence.MONTHLY, at=time(19, 30), zone="America/Argentina/ComodRivadavia", month_week=1)
LONG = CountryCode("VCT")
FULL = replace(
    s.SETTINGS,
    pair=Dyad(first=LONG, second=s.NORWAY),
    digest_channel=ChannelId(2**62),
    schedule=FAR,
    digest=replace(
        s.SETTINGS.digest,
        more_pairs=(Dyad(first=LONG, second=s.CHILE),) * 7,
        floor=0.6,
        locale="fr",
        ping=RoleId(2**62),
    ),
    updates=replace(s.SETTINGS.updates, channel=ChannelId(2**62), floor=0.6, per_hour=10),
    quiz=replace(s.SETTINGS.quiz, channel=ChannelId(2**62), schedule=FAR, length=10),
    access=Access(managers=RoleId(2**62), editors=RoleId(2**62), contributors=RoleId(2**62)),
    notices=ChannelId(2**62),
    names_members=False,
)
BARE = GuildSettings(guild=s.SETTINGS.guild)


def batch(number: int, origin: Origin, by: UserId | None) -> Batch:
    return Batch(id=number, origin=origin, before={}, after={}, changed_by=by, changed_at=s.NOON)


def change(number: int, before: GuildSettings, after: GuildSettings, origin: Origin = Origin.EDIT) -> SettingsChange:
    return SettingsChange(
        batch=batch(number, origin, None if origin is Origin.BOT else UserId(100)),
        before=before,
        after=after,
        settings=changed(before, after),
    )


def test_a_change_is_told_in_words_with_who_and_when() -> None:
    moved = replace(s.SETTINGS, digest_channel=ChannelId(66))
    stopped = replace(moved, is_paused=True, pause_reason="The channel is gone.")
    page = HistoryPage(
        changes=(change(9, moved, stopped, Origin.BOT), change(7, s.SETTINGS, moved)), first=6, page=1, pages=3
    )
    view = history_card(page, s.GAZETTEER, server="News*room*")
    stamp = f"<t:{int(s.NOON.timestamp())}:f>"
    assert s.texts(view)[1:3] == [
        f"**Digest** Not paused → **Paused**\n-# 6 · {stamp} · Backchannel itself",
        f"**Digest channel** <#55> → **<#66>**\n-# 7 · {stamp} · <@100>",
    ]
    assert [(label, part["custom_id"]) for label, part in s.buttons(view).items()] == [
        ("Undo 6", "sx:9"),
        ("Undo 7", "sx:7"),
        ("‹ Newer", "sh:0"),
        ("Older ›", "sh:2"),
        ("Feeds and outlets", "fh:0:b"),
        ("Filters", "th:0:b"),
        ("Back", "go"),
    ]


def test_many_changed_settings_are_counted() -> None:
    view = history_card(
        HistoryPage(changes=(change(1, BARE, FULL, Origin.CODE),), first=1, page=0, pages=1),
        s.GAZETTEER,
        server="Newsroom",
    )
    told = s.texts(view)[1]
    assert "settings more" in told
    assert told.endswith("from a code")
    assert len(told.splitlines()) == 6


def test_an_hour_of_what_stays_off_is_no_change_to_read() -> None:
    later = replace(BARE, schedule=replace(BARE.schedule, at=time(9)), digest=replace(BARE.digest, cap=2))
    view = history_card(
        HistoryPage(changes=(change(1, BARE, later),), first=1, page=0, pages=1), s.GAZETTEER, server="N"
    )
    assert s.texts(view)[1].startswith(
        "**Events shown** 5 events of a pair at most → **2 events of a pair at most**\n-#"
    )


@pytest.mark.parametrize("origin", [Origin.UNDO, Origin.CODE, Origin.RESET, Origin.CLASSROOM])
@pytest.mark.parametrize("problems", [(), ("The channel is gone. " * 12,) * 4])
def test_a_question_at_its_worst_fits(origin: Origin, problems: tuple[str, ...]) -> None:
    proposal = Proposal(before=BARE, after=FULL, settings=changed(BARE, FULL), origin=origin, is_stale=True)
    assert len(proposal.settings) > 15
    view = proposal_card(
        proposal,
        UndoSave(batch=2**60, seen=2**32 - 1),
        s.GAZETTEER,
        runs={"digest": [s.NOON] * 3, "quiz": [s.NOON] * 3},
        problems=problems,
        code="BC1-" + "x" * 496,
    )
    assert measure(view).characters <= 4000
    save = next(iter(s.buttons(view).values()))
    assert save["disabled"] is bool(problems)


def test_a_reset_is_a_danger_and_keeps_a_way_out() -> None:
    proposal = Proposal(before=FULL, after=BARE, settings=changed(FULL, BARE), origin=Origin.RESET)
    view = proposal_card(proposal, ResetSave(seen=1), s.GAZETTEER, runs={"digest": []})
    assert {label: part["style"] for label, part in s.buttons(view).items()} == {"Reset": 4, "Keep as it was": 2}
    assert "**No digest is due** then" in s.texts(view)


def test_nothing_to_change_says_so() -> None:
    proposal = Proposal(before=BARE, after=BARE, settings=(), origin=Origin.UNDO)
    view = proposal_card(proposal, UndoSave(batch=1, seen=0), s.GAZETTEER, runs={})
    assert list(s.buttons(view)) == ["Back"]


def test_a_full_history_fits() -> None:
    changes = tuple(change(number, BARE, FULL, Origin.MODEL_UN) for number in range(5))
    view = history_card(HistoryPage(changes=changes, first=9996, page=1999, pages=2000), s.GAZETTEER, server="*" * 100)
    assert measure(view).characters <= 4000


@pytest.mark.parametrize("page", SettingsPage)
def test_every_page_of_the_panel_fits_with_everything_wrong(page: SettingsPage) -> None:
    shown = PAGES[page][2]
    view = settings_card(
        FULL,
        s.GAZETTEER,
        server="*" * 100,
        page=page,
        problem=(shown[0], "x" * 300) if shown else None,
        saved_from=GuildSettings(guild=FULL.guild),
        hidden_questions=9,
        flaws=dict.fromkeys(shown, "The channel that was chosen is gone, or Backchannel can’t see it."),
    )
    assert measure(view).components <= 40
    labels = list(s.buttons(view))
    assert len(labels) == len(set(labels))


def test_every_setting_has_a_page_a_name_and_a_value() -> None:
    on_pages = {setting for _, _, shown in PAGES.values() for setting in shown}
    assert on_pages == set(Setting) - {Setting.PAUSED, Setting.ZONE}
    for setting in Setting:
        assert NAMES[setting]
        assert value_text(setting, BARE, s.GAZETTEER)
        assert page_of(setting) is not SettingsPage.CHANNELS
    assert len({full_name(setting) for setting in Setting}) == len(Setting)
    assert set(QUESTIONS) == set(NOBODY) == ROLES


@pytest.mark.parametrize("setting", sorted(ROLES | CHANNELS))
def test_every_question_fits_with_and_without_a_value(setting: Setting) -> None:
    make = role_card if setting in ROLES else channel_card
    for settings in (BARE, FULL):
        measure(make(setting, settings))


def test_a_code_is_shown_to_be_copied() -> None:
    view = code_card("BC1-" + "x" * 496)
    assert "```\nBC1-" in "\n".join(s.texts(view))
    measure(view)


STATE = Setup.of(Dyad(first=LONG, second=s.NORWAY), ChannelId(2**63 - 1), FAR)


def test_every_step_of_the_setup_fits_at_its_worst() -> None:
    runs = [s.NOON + timedelta(days=day) for day in range(3)]
    check = ChannelCheck(permissions=[("Send Messages in Threads", False)] * 5, lacking="x" * 300)
    for view in (
        pair_step(STATE, s.GAZETTEER, problem="x" * 300),
        channel_step(STATE, check),
        time_step(STATE, runs, problem="x" * 300),
        summary_step(STATE, s.GAZETTEER, runs[0], problem="x" * 300),
        done_card(STATE, s.GAZETTEER, runs[0]),
        greeting_card(),
        later_card(),
    ):
        measure(view)


@pytest.mark.parametrize("granted", [True, False])
def test_a_channel_must_be_open_to_go_on(granted: bool) -> None:
    view = channel_step(STATE, ChannelCheck(permissions=[("View Channel", True), ("Send Messages", granted)]))
    assert s.buttons(view)["Next"]["disabled"] is not granted
    assert ("**Send Messages** is missing" in "\n".join(s.texts(view))) is not granted


def test_a_step_says_where_it_is() -> None:
    assert s.texts(pair_step(STATE, s.GAZETTEER))[0].startswith("-# Setup · step 1 of 4  ●○○○\n## Which two countries")
