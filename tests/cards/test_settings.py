"""The settings panel, the confirmation and the notices, as they read."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.cards import ids
from bot.cards.article import article_card
from bot.cards.notices import abstention_notice, empty_notice, error_notice, notice, permission_notice
from bot.cards.schedules import schedule_text
from bot.cards.setting_pages import PAGES
from bot.cards.setting_questions import channel_card, choice_card, confirm_card, role_card
from bot.cards.setting_words import CHOICES, value_text
from bot.cards.settings import settings_card
from bot.cards.tokens import Accent
from bot.model.copies import BroughtOutcome
from bot.model.countries import Dyad
from bot.model.errors import RefusalReason
from bot.model.ids import ArticleId, ChannelId, GuildId, RoleId
from bot.model.reading import PrintedDay, PrintedIn, Standing
from bot.model.settings import Cadence, GuildSettings, Place, Schedule, Setting, SettingsPage
from bot.setting_edits import chosen
from tests.cards import samples as s

STAMP = int(s.NOON.timestamp())
SAVED = "-# ✓ Saved · **Digest time** Every day at 07:30, Europe/Oslo → **Every day at 18:00, Europe/Oslo**"
NEW = replace(s.SETTINGS, schedule=replace(s.SETTINGS.schedule, at=time(7, 30)))


def test_the_panel_shows_every_value_as_a_person_would_say_it() -> None:
    view = settings_card(s.SETTINGS, s.GAZETTEER, server="News*room*", saved_from=NEW)
    assert s.texts(view) == [
        f"-# Settings · News\\*room\\*\n## Digest\n-# On · next <t:{STAMP}:f>",
        "**Channel**\n<#55>",
        "**Time**\nEvery day at 18:00, Europe/Oslo",
        "\n".join([SAVED, "-# Page 1 of 12 · last change by <@100>, 14\u00a0March 2024"]),
    ]
    assert [(label, part["custom_id"]) for label, part in s.buttons(view).items()] == [
        ("Edit channel", "ge:channel"),
        ("Edit time", "ge:schedule"),
        ("Send a test", "gt"),
        ("Pause digest", "gp"),
        ("‹ Previous", "gw:digest"),
        ("Next ›", "gw:content"),
        ("History", "sh:0"),
    ]


def test_a_server_that_has_set_nothing() -> None:
    view = settings_card(GuildSettings(guild=GuildId(1)), s.GAZETTEER, server="Newsroom")
    assert s.texts(view)[0].endswith("\n-# Off · no channel chosen")
    assert s.texts(view)[1:3] == ["**Channel**\nNone", "**Time**\nOff"]
    assert [s.buttons(view)[label]["disabled"] for label in ("Send a test", "Pause digest")] == [True, True]


def test_a_paused_digest_says_why_and_can_be_resumed() -> None:
    paused = replace(s.SETTINGS, is_paused=True, pause_reason="Send Messages is missing", next_due_at=None)
    view = settings_card(paused, s.GAZETTEER, server="Newsroom")
    assert s.texts(view)[0].endswith("\n-# **Paused** · Send Messages is missing")
    assert s.buttons(view)["Resume digest"]["custom_id"] == "gr"


def test_wrong_input_stands_above_its_setting() -> None:
    problem = (Setting.SCHEDULE, "“25:70” is no time. Example: 07:30")
    view = settings_card(s.SETTINGS, s.GAZETTEER, server="Newsroom", problem=problem)
    assert s.texts(view)[2] == "✗ “25:70” is no time. Example: 07:30\n**Time**\nEvery day at 18:00, Europe/Oslo"


def test_a_change_is_confirmed_with_what_it_means() -> None:
    runs = [s.NOON + timedelta(days=n) for n in range(3)]
    view = confirm_card(Setting.SCHEDULE, s.SETTINGS, NEW, runs, s.GAZETTEER)
    assert s.texts(view) == [
        "-# Settings · Digest · Time\n## Save this change?",
        "**Before**\nEvery day at 18:00, Europe/Oslo",
        "**After**\nEvery day at **07:30**, Europe/Oslo",
        "**Next three digests**, in your own time zone\n" + "\n".join(f"- <t:{STAMP + n * 86400}:F>" for n in range(3)),
    ]
    save = s.buttons(view)["Save"]
    assert ids.SaveTime.parse(str(save["custom_id"])).schedule == NEW.schedule
    assert s.buttons(view)["Keep as it was"]["custom_id"] == "gw:digest"


def test_pairs_and_channels_are_confirmed_whole() -> None:
    turned = replace(s.SETTINGS, pair=Dyad(first=s.CHILE, second=s.NORWAY))
    moved = replace(s.SETTINGS, digest_channel=ChannelId(66))
    pair = confirm_card(Setting.PAIR, s.SETTINGS, turned, [], s.GAZETTEER)
    assert s.texts(pair)[2] == "**After**\n**🇨🇱\u00a0Chile – 🇳🇴\u00a0Norway**"
    assert s.buttons(pair)["Save"]["custom_id"] == "vp:CHLNOR"
    channel = confirm_card(Setting.CHANNEL, s.SETTINGS, moved, [], s.GAZETTEER)
    assert s.texts(channel)[1:3] == ["**Before**\n<#55>", "**After**\n**<#66>**"]
    assert s.buttons(channel)["Save"]["custom_id"] == "vc:66"


@pytest.mark.parametrize(
    ("after", "reason"),
    [
        (replace(s.SETTINGS, schedule=Schedule(cadence=Cadence.OFF)), "it is off"),
        (replace(s.SETTINGS, is_paused=True), "it is paused"),
        (replace(s.SETTINGS, digest_channel=None), "no channel is chosen"),
    ],
)
def test_without_a_run_the_reason_is_said(after: GuildSettings, reason: str) -> None:
    texts = s.texts(confirm_card(Setting.SCHEDULE, s.SETTINGS, after, [], s.GAZETTEER))
    assert texts[3] == f"**No digest is due**, since {reason}."


@pytest.mark.parametrize(
    ("schedule", "told"),
    [
        (Schedule(cadence=Cadence.DAILY), "Every day at 07:30, UTC"),
        (Schedule(cadence=Cadence.WEEKLY, weekday=4), "Every Friday at 07:30, UTC"),
        (Schedule(cadence=Cadence.MONTHLY, month_day=28), "On day\u00a028 of every month at 07:30, UTC"),
        (Schedule(cadence=Cadence.WEEKDAYS), "Every weekday at 07:30, UTC"),
        (
            Schedule(cadence=Cadence.MONTHLY, month_week=1, weekday=0),
            "On the first Monday of every month at 07:30, UTC",
        ),
        (Schedule(), "Off"),
    ],
)
def test_schedules(schedule: Schedule, told: str) -> None:
    assert schedule_text(schedule) == told


def test_the_channel_question_begins_with_the_present_one() -> None:
    (select,) = (part for part in s.parts(channel_card(Setting.CHANNEL, s.SETTINGS)) if part["type"] == 8)
    assert (select["custom_id"], select["channel_types"]) == ("gc", [0, 5, 15])
    assert select["default_values"] == [{"id": 55, "type": "channel"}]


def test_updates_and_the_quiz_can_be_turned_off_where_they_are_on() -> None:
    on = replace(s.SETTINGS, updates=replace(s.SETTINGS.updates, channel=ChannelId(66)))
    for settings, is_disabled in ((s.SETTINGS, True), (on, False)):
        button = s.buttons(channel_card(Setting.UPDATES_CHANNEL, settings))["Turn off"]
        assert (button["custom_id"], button["disabled"]) == ("sa:uchannel", is_disabled)


@pytest.mark.parametrize("page", SettingsPage)
def test_every_page_shows_its_settings_with_a_way_to_edit_each(page: SettingsPage) -> None:
    view = settings_card(s.SETTINGS, s.GAZETTEER, server="Newsroom", page=page)
    _, _, settings = PAGES[page]
    labels = [label for label in s.buttons(view) if label.startswith("Edit")]
    assert len(labels) == len(settings) <= 6
    assert all("\n" in line and line.split("\n")[1] for line in s.texts(view)[1 : 1 + len(settings)])


@pytest.mark.parametrize("setting", CHOICES)
def test_a_choice_shows_the_one_that_is_set(setting: Setting) -> None:
    (select,) = (part for part in s.parts(choice_card(setting, s.SETTINGS)) if part["type"] == 3)
    options = select["options"]
    assert isinstance(options, list)
    assert sum(bool(option.get("default")) for option in options) == 1
    for option in options:
        after = chosen(setting, option["value"])(s.SETTINGS)
        assert value_text(setting, after, s.GAZETTEER) == option["label"]


def test_a_mention_is_told_and_can_be_taken_away() -> None:
    pinging = replace(s.SETTINGS, digest=replace(s.SETTINGS.digest, ping=RoleId(9), place=Place.THREAD))
    assert value_text(Setting.PING, pinging, s.GAZETTEER) == "<@&9>"
    assert s.buttons(role_card(Setting.PING, pinging))["Nobody"]["custom_id"] == "sa:ping"
    confirmed = confirm_card(Setting.PING, s.SETTINGS, pinging, [], s.GAZETTEER, warning="It can’t be mentioned yet.")
    assert "⚠️ It can’t be mentioned yet." in s.texts(confirmed)
    assert s.buttons(confirmed)["Save"]["custom_id"] == "vr:9"


@pytest.mark.parametrize(
    ("at", "locale", "told"),
    [(time(7, 30), "en-US", "7:30\u00a0am"), (time(0, 5), "en-US", "12:05\u00a0am"), (time(12), "hi", "12:00\u00a0pm")],
)
def test_the_time_is_told_as_the_reader_tells_it(at: time, locale: str, told: str) -> None:
    assert schedule_text(Schedule(cadence=Cadence.DAILY, at=at), locale=locale) == f"Every day at {told}, UTC"


def test_an_error_gives_a_reference_and_a_way_on() -> None:
    retry = ids.SummaryOpen(article=ArticleId(7))
    view = error_notice("Timeline", "The timeline could not be loaded", "3f9a-07c2", retry=retry)
    assert s.texts(view) == [
        (
            "-# Timeline\n### ✗\u00a0The timeline could not be loaded\n"
            "The fault is on Backchannel’s side. Nothing was changed.\n"
            "-# Reference 3f9a-07c2, for the people who run this bot"
        )
    ]
    assert s.buttons(view)["Try again"]["custom_id"] == "so:7"


def test_an_abstention_says_what_was_seen_and_the_way_round() -> None:
    view = abstention_notice(RefusalReason.COOKIE_NOTICE, url="https://www.news.example/a", word_count=41)
    assert s.texts(view) == [
        (
            "-# Summary · not made\n### ❓\u00a0This page is a cookie notice\n"
            "It asks for consent and reports nothing, so there is no summary. "
            "If you can see the article, paste its text.\n"
            "-# news.example · 41 words"
        )
    ]
    assert list(s.buttons(view)) == ["Paste the text", "Open page"]
    assert list(s.buttons(abstention_notice(RefusalReason.TOO_SHORT))) == ["Paste the text"]


def test_another_language_is_named_with_title_and_page() -> None:
    view = abstention_notice(
        RefusalReason.LANGUAGE, url="https://www.zeitung.example/a", title="Gespräche", language="German"
    )
    [said] = s.texts(view)
    assert "❓\u00a0This text is in German\n" in said
    assert said.endswith("-# Gespräche · zeitung.example")
    assert list(s.buttons(view)) == ["Paste the text", "Open page"]


def test_missing_permissions_are_named_one_by_one() -> None:
    view = permission_notice(
        "<#55>", [("View Channel", True), ("Send Messages", False)], kept="It is kept until 09:30."
    )
    assert s.texts(view) == [
        (
            "-# Digest · waiting\n### ⚠️\u00a0Backchannel can’t post in <#55>\n"
            "✓\u00a0View Channel\n✗\u00a0**Send Messages** is missing"
        ),
        "Open the channel’s settings, then Permissions, and allow it for Backchannel. It is kept until 09:30.",
    ]
    assert s.buttons(permission_notice("<#55>", [("Send Messages", False)], buttons=())) == {}


@pytest.mark.parametrize(
    ("accent", "title"), [(Accent.CARE, "⚠️\u00a0Not now"), (Accent.FAULT, "✗\u00a0Not now"), (Accent.DESK, "Not now")]
)
def test_a_notice_has_its_sign_and_takes_words_as_text(accent: Accent, title: str) -> None:
    view = notice(accent, "Quiz", "Not now", "“*25:70*” is no time.", foot="Page 2")
    assert s.texts(view) == [f"-# Quiz\n### {title}\n“\\*25:70\\*” is no time.\n-# Page 2"]
    assert view.to_components()[0]["accent_color"] == accent


def test_an_empty_state_may_have_no_button() -> None:
    assert s.buttons(empty_notice("Timeline", "No events yet", "Nothing was read.")) == {}


@pytest.mark.parametrize(
    ("given", "url", "printed", "where", "standing", "origin", "line"),
    [
        pytest.param(
            None, None, date(2024, 3, 3), PrintedIn.DATELINE, Standing.ONLY, "3 March 2024",
            "Dated by its dateline: 3 March 2024",
            id="only",
        ),
        pytest.param(
            None, None, date(2024, 3, 3), PrintedIn.STAMP, Standing.ONLY, "3 March 2024",
            "Dated by its printed date: 3 March 2024",
            id="only a stamp",
        ),
        pytest.param(
            date(2024, 3, 5), "https://fjord.example/1", date(2024, 3, 3), PrintedIn.DATELINE, Standing.NEAR,
            "5 March 2024",
            "The page says 5 March 2024, its dateline 3 March 2024; dates are read from the dateline",
            id="near",
        ),
        pytest.param(
            date(2024, 3, 5), None, date(2015, 3, 3), PrintedIn.STAMP, Standing.EARLIER, "3 March 2015",
            "The day given is 5 March 2024, its printed date 3 March 2015; dates are read from the printed date",
            id="earlier",
        ),
        pytest.param(
            date(2024, 3, 5), None, date(2024, 3, 9), PrintedIn.STAMP, Standing.AHEAD, "5 March 2024",
            "The day given is 5 March 2024; 9 March 2024, printed above the text, is later and not used",
            id="ahead",
        ),
        pytest.param(
            None, None, date(2024, 3, 3), PrintedIn.DATELINE, Standing.WEEKDAY, "date not given",
            "Its dateline gives 3 March 2024 a weekday that it does not have, so it is not used",
            id="weekday",
        ),
    ],
)  # fmt: skip
def test_a_hand_in_tells_which_day_was_taken(
    given: date | None, url: str | None, printed: date, where: PrintedIn, standing: Standing, origin: str, line: str
) -> None:
    article = s.article(published=given, url=url)
    found = PrintedDay(day=printed, where=where, standing=standing)
    shown = replace(article, reading=replace(article.reading, printed=found))
    meta, told = s.texts(article_card(shown, s.GAZETTEER, pair=s.PAIR, outcome=BroughtOutcome.NEW))[0].split("\n")[-2:]
    assert f"· {origin} ·" in meta.replace("\u00a0", " ")
    assert told.replace("\u00a0", " ") == f"-# {line}"
    assert len(told) <= 120


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (BroughtOutcome.NEW, "added"),
        (BroughtOutcome.KNOWN, "already here"),
        (BroughtOutcome.COPY, "already here from another outlet"),
        (BroughtOutcome.AMENDED, "changed, read again"),
    ],
)
def test_an_article_leads_to_its_summary_and_events(outcome: BroughtOutcome, state: str) -> None:
    view = article_card(s.article(), s.GAZETTEER, pair=s.PAIR, outcome=outcome)
    assert s.texts(view) == [
        (
            f"-# Article · {state} · 🇳🇴\u00a0Norway – 🇨🇱\u00a0Chile\n### Ministers meet over salmon\n"
            "-# [Fjord Post](https://fjord.example/1) · 14\u00a0March 2024 · 4 events"
        )
    ]
    assert [(part["custom_id"], part["disabled"]) for part in s.buttons(view).values()] == [
        ("so:7", False),
        ("en:0>a7;", False),
    ]
