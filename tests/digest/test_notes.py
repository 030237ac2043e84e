"""Where a note goes that something of a server stopped."""

from datetime import UTC, date, datetime

import pytest

from bot.digest.notes import note_to_server
from bot.model.ids import ChannelId, GuildId, UserId
from bot.model.settings import GuildSettings, Schedule

NOW = datetime(2024, 5, 20, 23, 30, tzinfo=UTC)
DIGESTS, NOTICES, ALICE, BOB = ChannelId(4), ChannelId(5), UserId(6), UserId(7)


@pytest.mark.parametrize(
    ("notices", "users", "expected"),
    [
        (NOTICES, (ALICE, BOB), (NOTICES, None)),
        (NOTICES, (), (NOTICES, None)),
        (None, (ALICE, BOB), (0, ALICE)),
        (None, (None, BOB), (0, BOB)),
        (None, (None, None), (0, 0)),
    ],
    ids=["the channel", "the channel, of nobody", "who did it", "who changed a setting", "Discord's own place"],
)
def test_a_note_never_goes_where_all_read(
    notices: ChannelId | None, users: tuple[UserId | None, ...], expected: tuple[int, int | None]
) -> None:
    settings = GuildSettings(guild=GuildId(1), digest_channel=DIGESTS, notices=notices)
    item = note_to_server(settings, about="feed-3", payload="{}", now=NOW, users=users)
    assert (item.channel, item.posting.user) == expected


@pytest.mark.parametrize(
    ("zone", "day"), [("Asia/Tokyo", date(2024, 5, 21)), ("Mars/Olympus", date(2024, 5, 20))], ids=["known", "unknown"]
)
def test_a_note_is_of_the_servers_day(zone: str, day: date) -> None:
    settings = GuildSettings(guild=GuildId(1), schedule=Schedule(zone=zone))
    assert note_to_server(settings, about="feed-3", payload="{}", now=NOW, users=()).period == day
