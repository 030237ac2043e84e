"""Settings of servers as people can set them, and edits of them, for property tests."""

from dataclasses import replace
from datetime import time

from hypothesis import strategies as st

from bot.model.countries import Dyad
from bot.model.ids import ChannelId, CountryCode, GuildId, RoleId
from bot.model.settings import (
    LOCALES,
    Access,
    Cadence,
    CatchUp,
    DigestForm,
    GuildSettings,
    Palette,
    Place,
    QuietRule,
    QuizPlan,
    Schedule,
    Setting,
    UpdatePlan,
)
from bot.setting_edits import (
    Edit,
    as_new,
    chosen,
    paused,
    resumed,
    with_channel,
    with_pair,
    with_role,
    with_schedule,
)

GUILD = GuildId(1)
CODES = [CountryCode(code) for code in ("USA", "CHN", "RUS", "JPN", "KOR", "FRA", "GBR", "BRA", "XEU")]
PAIRS = st.sampled_from([Dyad(first=one, second=other) for one in CODES for other in CODES if one != other])
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/Argentina/ComodRivadavia", "Asia/Kolkata"])
FLOORS = st.sampled_from([0.0, 0.4, 0.6, 0.8, 0.95])
SCHEDULES = st.builds(
    Schedule,
    cadence=st.sampled_from(Cadence),
    at=st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    zone=ZONES,
    weekday=st.integers(0, 6),
    month_day=st.integers(1, 28),
    month_week=st.none() | st.integers(1, 5),
)
FORMS = st.builds(
    DigestForm,
    floor=FLOORS,
    cap=st.integers(1, 5),
    quiet=st.sampled_from(QuietRule),
    locale=st.sampled_from(list(LOCALES)),
    ping=st.none() | st.integers(1, 2**62).map(RoleId),
    place=st.sampled_from(Place),
    is_silent=st.booleans(),
    catch_up=st.sampled_from(CatchUp),
    palette=st.sampled_from(Palette),
)
CHANNELS = st.none() | st.integers(1, 2**62).map(ChannelId)
ROLES = st.none() | st.integers(1, 2**62).map(RoleId)


@st.composite
def settings(draw: st.DrawFn) -> GuildSettings:
    """Any settings that a server can have."""
    pair, *more = draw(st.lists(PAIRS, min_size=1, max_size=8, unique_by=lambda one: one.key))
    return GuildSettings(
        guild=GUILD,
        pair=pair,
        digest_channel=draw(CHANNELS),
        schedule=draw(SCHEDULES),
        digest=replace(draw(FORMS), more_pairs=tuple(more)),
        updates=UpdatePlan(channel=draw(CHANNELS), floor=draw(FLOORS), per_hour=draw(st.integers(1, 10))),
        quiz=QuizPlan(
            channel=draw(CHANNELS),
            schedule=replace(draw(SCHEDULES), zone="UTC"),
            length=draw(st.sampled_from([3, 5, 10])),
        ),
        access=Access(managers=draw(ROLES), editors=draw(ROLES), contributors=draw(ROLES)),
        notices=draw(CHANNELS),
        names_members=draw(st.booleans()),
    )


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    """Any edit that the panel makes."""
    channels = st.sampled_from([Setting.UPDATES_CHANNEL, Setting.QUIZ_CHANNEL, Setting.NOTICES_CHANNEL])
    roles = st.sampled_from([Setting.PING, Setting.MANAGERS, Setting.EDITORS, Setting.CONTRIBUTORS])
    choices = st.sampled_from(
        [
            (Setting.FLOOR, "0.8"), (Setting.CAP, "2"), (Setting.QUIET, "skip"), (Setting.LOCALE, "ja"),
            (Setting.PLACE, "thread"), (Setting.SILENT, "yes"), (Setting.PALETTE, "day"), (Setting.CATCH_UP, "all"),
            (Setting.UPDATES_FLOOR, "0.95"), (Setting.UPDATES_PER_HOUR, "10"), (Setting.QUIZ_LENGTH, "3"),
            (Setting.NAMED, "no"),
        ]
    )  # fmt: skip
    edit: Edit = draw(
        st.one_of(
            PAIRS.map(with_pair),
            st.integers(1, 2**62).map(lambda one: with_channel(Setting.CHANNEL, ChannelId(one))),
            st.tuples(channels, CHANNELS).map(lambda two: with_channel(*two)),
            st.tuples(roles, ROLES).map(lambda two: with_role(*two)),
            st.tuples(st.sampled_from([Setting.SCHEDULE, Setting.QUIZ_SCHEDULE]), SCHEDULES).map(
                lambda two: with_schedule(*two)
            ),
            choices.map(lambda two: chosen(*two)),
            st.sampled_from([paused, resumed, as_new]),
        )
    )
    return edit
