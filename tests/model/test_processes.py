"""Roles and shards as an operator names them, and which servers are whose."""

import pytest

from bot.model.errors import InvalidInputError
from bot.model.ids import GuildId
from bot.model.processes import EVERY_ROLE, Role, ShardRange, role_names, roles_named


@pytest.mark.parametrize(
    ("typed", "roles"),
    [
        ("worker", EVERY_ROLE),
        ("gateway", {Role.GATEWAY}),
        ("gateway,poster", {Role.GATEWAY, Role.POSTER}),
        (" Reader  poster ", {Role.READER, Role.POSTER}),
        ("gateway, poster, reader", EVERY_ROLE),
    ],
)
def test_roles_are_named_with_commas_or_spaces(typed: str, roles: frozenset[Role]) -> None:
    assert roles_named(typed) == roles


@pytest.mark.parametrize("typed", ["", " , ", "posters", "worker,reader", "gateway;poster"])
def test_what_names_no_role_is_refused_with_all_that_there_are(typed: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        roles_named(typed)
    assert "worker, which is all of them, or some of gateway, poster, reader" in caught.value.user_text


def test_all_roles_together_are_a_worker() -> None:
    assert role_names(EVERY_ROLE) == ("worker",)
    assert role_names(frozenset({Role.READER, Role.GATEWAY})) == ("gateway", "reader")


@pytest.mark.parametrize(
    ("typed", "first", "last", "count", "is_whole"),
    [("0-7/16", 0, 7, 16, False), ("8-15/16", 8, 15, 16, False), (" 3/16 ", 3, 3, 16, False), ("0/1", 0, 0, 1, True)],
)
def test_a_range_of_shards(typed: str, first: int, last: int, count: int, is_whole: bool) -> None:
    found = ShardRange.of_text(typed)
    assert found == ShardRange(first=first, last=last, count=count)
    assert found.is_whole is is_whole
    assert ShardRange.of_text(str(found)) == found


@pytest.mark.parametrize(
    "typed", ["", "0-7", "7-0/16", "0-16/16", "16/16", "0/0", "a-b/c", "0-1/99999", "-1/4", "0–7/16", "٣/16"]
)
def test_what_is_no_range_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInputError, match=r"range|shards"):
        ShardRange.of_text(typed)


def test_each_server_is_of_one_range() -> None:
    ranges = [ShardRange.of_text(one) for one in ("0-1/5", "2/5", "3-4/5")]
    for number in range(40):
        guild = GuildId((number << 22) + 12345)
        assert [one.has(guild) for one in ranges].count(True) == 1
        assert ranges[0].has(guild) is (number % 5 < 2)
