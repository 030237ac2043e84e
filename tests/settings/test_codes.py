"""Settings as a code: what is copied is what is pasted, and any other text gets one plain sentence."""

import base64
import json
import zlib
from dataclasses import replace
from datetime import time
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.model.countries import Dyad
from bot.model.errors import InvalidInputError
from bot.model.ids import ChannelId, CountryCode, GuildId, RoleId
from bot.model.settings import Access, Cadence, CatchUp, GuildSettings, Place, Schedule
from bot.setting_codes import LONGEST, code_of, edit_of_code
from data.reference import load_gazetteer
from tests.settings.strategies import GUILD, settings

GAZETTEER = load_gazetteer()
NEW = GuildSettings(guild=GUILD)


def packed(value: Any, version: int = 1) -> str:
    """Return a code of any content, its sum right."""
    body = json.dumps(value).encode()
    text = base64.urlsafe_b64encode(body + zlib.crc32(body).to_bytes(4, "big")).decode().rstrip("=")
    return f"BC{version}-{text}"


def unpacked(code: str) -> list[Any]:
    text = code.split("-", 1)[1]
    fields: list[Any] = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))[:-4])
    return fields


NO_CODE = "This is no code of Backchannel’s settings. One begins with BC1- and is copied under /settings, All at once."
UNFIT = "This code holds settings that Backchannel doesn’t have. Copy it again from its server."


def read(text: str) -> GuildSettings | str:
    """Return a new server's settings after a code was pasted, or what the person is told."""
    try:
        return edit_of_code(text, GAZETTEER)(NEW)
    except InvalidInputError as error:
        return error.user_text


def refusal(text: str) -> str:
    with pytest.raises(InvalidInputError) as caught:
        edit_of_code(text, GAZETTEER)
    return caught.value.user_text


def portable(one: GuildSettings) -> GuildSettings:
    """Return settings without what is a server's own."""
    return replace(
        one,
        digest_channel=None,
        digest=replace(one.digest, ping=None),
        updates=replace(one.updates, channel=None),
        quiz=replace(one.quiz, channel=None),
        access=Access(),
        notices=None,
    )


@given(settings())
def test_what_is_copied_is_what_is_pasted(one: GuildSettings) -> None:
    code = code_of(one)
    assert len(code) <= LONGEST
    assert edit_of_code(code, GAZETTEER)(NEW) == portable(one)
    assert code_of(edit_of_code(code, GAZETTEER)(NEW)) == code


@given(settings(), settings())
def test_channels_and_roles_of_the_server_stay(one: GuildSettings, other: GuildSettings) -> None:
    after = edit_of_code(code_of(one), GAZETTEER)(other)
    assert (after.digest_channel, after.digest.ping, after.access) == (
        other.digest_channel, other.digest.ping, other.access,
    )  # fmt: skip
    assert (after.updates.channel, after.quiz.channel, after.notices) == (
        other.updates.channel, other.quiz.channel, other.notices,
    )  # fmt: skip


def test_a_code_tells_nothing_of_its_server() -> None:
    own = replace(NEW, digest_channel=ChannelId(77), access=Access(managers=RoleId(88)), notices=ChannelId(99))
    assert code_of(own) == code_of(NEW)
    assert code_of(replace(own, guild=GuildId(5))) == code_of(NEW)


def test_the_longest_code_fits() -> None:
    every = ("USA", "CHN", "RUS", "JPN", "KOR", "FRA", "GBR", "BRA")
    pairs = tuple(Dyad(first=CountryCode("IND"), second=CountryCode(code)) for code in every)
    long = Schedule(cadence=Cadence.WEEKDAYS, at=time(23, 59), zone="America/Argentina/ComodRivadavia", month_day=28)
    form = replace(NEW.digest, more_pairs=pairs[1:], floor=0.95, place=Place.MESSAGE, catch_up=CatchUp.LATEST)
    full = replace(NEW, pair=pairs[0], schedule=long, digest=form, quiz=replace(NEW.quiz, schedule=long))
    assert len(code_of(full)) <= LONGEST


def test_the_form_of_a_code_never_changes() -> None:
    kept = (
        "BC1-WyJVU0FDSE4iLCJKUE5LT1IiLCJFdXJvcGUvQmVybGluIixbIndlZWtseSIsNDUwLDQsMSwwXSwwLjYsMywic2tpcCIsImRlIiwidGhyZWFkIiwxLCJhbGwiLCJk"
        "YXkiLDAuOTUsMTAsWyJvZmYiLDEwODAsMCwxLDBdLDEwLDBd"
    )
    after = _kept(kept)
    assert (after.pair.key, [pair.key for pair in after.digest.more_pairs]) == ("CHN-USA", ["JPN-KOR"])
    assert (after.schedule.cadence, after.schedule.zone, after.schedule.weekday) == (Cadence.WEEKLY, "Europe/Berlin", 4)
    assert (after.digest.floor, after.digest.locale, after.updates.per_hour, after.names_members) == (
        0.6,
        "de",
        10,
        False,
    )


def _kept(text: str) -> GuildSettings:
    """Return what a code says that was written down with its body only: the sum is added here."""
    body = base64.urlsafe_b64decode(text.split("-", 1)[1] + "==")
    return edit_of_code(packed(json.loads(body)), GAZETTEER)(NEW)


@given(st.text(max_size=1100))
@example("BC1-")
@example("BC1-AAAA")
@example("BC1-" + "A" * 900)
@example("BC000001-AAAAAAAA")
@example("BC٣-AAAA")
def test_any_other_text_gets_one_sentence(text: str) -> None:
    assert refusal(text).endswith(".")


@given(settings(), st.data())
def test_a_code_with_a_wrong_or_lost_character_is_refused(one: GuildSettings, data: st.DataObject) -> None:
    code = code_of(one)
    at = data.draw(st.integers(5, len(code) - 1))
    other = data.draw(st.sampled_from("abcXYZ059-_").filter(lambda letter: letter != code[at]))
    spoiled = data.draw(st.sampled_from([code[:at] + other + code[at + 1 :], code[:at], code + other]))
    # The last character of a base64 text may hold bits that stand for nothing.
    assert read(spoiled) in {portable(one), "This code is incomplete or has a wrong character. Copy it again, whole."}


PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
JUNK = PLAIN | st.lists(PLAIN, max_size=5) | st.dictionaries(st.text(max_size=3), PLAIN, max_size=3)


@given(st.dictionaries(st.integers(0, 16), JUNK, min_size=1, max_size=3))
@example({2: "Europe"})
@example({2: "Europe/\0"})
@example({2: "/etc/localtime"})
@example({2: "x" * 300})
@example({2: "x" * 1000})
def test_a_hostile_code_with_a_right_sum_gives_settings_that_hold_or_a_sentence(spoiled: dict[int, Any]) -> None:
    fields = unpacked(code_of(NEW))
    for at, value in spoiled.items():
        fields[at] = value
    code = packed(fields)
    found = read(code)
    if isinstance(found, GuildSettings):
        assert read(code_of(found)) == found
    else:
        assert found == (UNFIT if len(code) <= 2 * LONGEST else NO_CODE)


@given(JUNK)
def test_a_code_of_anything_at_all_is_refused(value: Any) -> None:
    assert refusal(packed(value)).endswith(".")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (0, "USAUSA"), (0, "USAXXX"), (0, "USAIGO"), (0, "usachn"), (1, "CHNUSA"), (1, "JPNKORKORJPN"), (1, "JPN"),
        (2, "Mars/Olympus"), (2, "../../etc/passwd"), (3, ["daily", 1440, 0, 1, 0]), (3, ["daily", 0, 7, 1, 0]),
        (3, ["hourly", 0, 0, 1, 0]), (3, ["daily", 0, 0, 29, 0]), (3, ["daily", True, 0, 1, 0]), (4, 1.5), (4, "0"),
        (4, float("nan")), (5, 0), (5, 6), (5, 10**400), (7, "tlh"), (9, 2), (13, 0), (15, 51), (16, True),
    ],
)  # fmt: skip
def test_what_no_server_can_set_is_refused(field: int, value: Any) -> None:
    fields = unpacked(code_of(NEW))
    fields[field] = value
    assert "doesn’t have" in refusal(packed(fields))


def test_the_refusals_say_what_is_wrong() -> None:
    code = code_of(NEW)
    assert "newer" in refusal(packed(unpacked(code), version=2))
    assert "incomplete" in refusal(code[:-3])
    assert "no code" in refusal("hello")
    assert "no code" in refusal(packed(unpacked(code), version=0))


@pytest.mark.parametrize("wrap", ["  {}\n", "`{}`", "```\n{}\n```", "“{}”"])
def test_a_code_may_be_pasted_with_what_stood_round_it(wrap: str) -> None:
    code = code_of(replace(NEW, names_members=False))
    broken = f"{code[:30]}\n{code[30:]}"
    assert edit_of_code(wrap.format(broken), GAZETTEER)(NEW).names_members is False
