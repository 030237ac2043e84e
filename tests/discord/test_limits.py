"""Who asks for too much that is costly is told when to come back; what costs nothing goes on."""

import re

import pytest

from bot.limits import Limits
from bot.model.budget import Allowance
from tests.discord.conftest import Newsroom
from tests.discord.looking import fill, shown_by, text_of

TEXT = "Norwegian Foreign Minister Kari Lund met Chilean President Pablo Reyes in Oslo on 14 March 2024."


def limit(newsroom: Newsroom, *, user: int, server: int = 0) -> None:
    services = newsroom.services
    made = Limits(
        user=Allowance(a_minute=user),
        server=Allowance(a_minute=server),
        clock=services.clock,
        limited=services.metrics.limited,
    )
    object.__setattr__(services, "limits", made)


def counted(newsroom: Newsroom, cost: str, whose: str) -> float:
    labels = {"cost": cost, "whose": whose}
    return newsroom.services.metrics.registry.get_sample_value("backchannel_limited_total", labels) or 0.0


async def test_the_next_is_refused_in_private_with_the_moment_to_come_back(newsroom: Newsroom) -> None:
    limit(newsroom, user=4)
    for _ in range(4):
        assert not shown_by(await newsroom.bob.slash(newsroom.general, "events")).ephemeral
    refused = await newsroom.bob.slash(newsroom.general, "events", words="talks")
    notice = shown_by(refused)
    assert notice.ephemeral
    told = text_of(notice)
    assert "You asked for a lot within a minute. Try again <t:" in told
    until = int(re.search(r"<t:(\d+):R>", told)[1])  # type: ignore[index]  # it matches, or the test fails
    now = newsroom.services.clock().timestamp()
    assert now < until <= now + 17
    assert counted(newsroom, "search", "user") == 1
    assert not shown_by(await newsroom.carol.slash(newsroom.general, "events")).ephemeral
    await newsroom.env.advance_time(until - now)
    assert not shown_by(await newsroom.bob.slash(newsroom.general, "events")).ephemeral


async def test_paging_a_card_and_asking_for_help_cost_nothing(newsroom: Newsroom) -> None:
    limit(newsroom, user=1)
    card = shown_by(await newsroom.bob.slash(newsroom.general, "events"))
    await newsroom.bob.click(card, label="Older ›")
    await newsroom.bob.click(card, label="‹ Newer")
    assert "Try again" not in text_of(shown_by(await newsroom.bob.slash(newsroom.general, "help")))
    assert "Try again" not in text_of(shown_by(await newsroom.bob.slash(newsroom.general, "summary")))


async def test_a_form_that_was_open_meanwhile_is_counted_when_it_is_sent(newsroom: Newsroom) -> None:
    limit(newsroom, user=2)
    form = await newsroom.bob.slash(newsroom.general, "article add")
    again = await newsroom.bob.slash(newsroom.general, "article add")
    assert "Kari Lund" in text_of(shown_by(await fill(newsroom.bob, form, text=TEXT)))
    assert "Try again <t:" in text_of(shown_by(await fill(newsroom.bob, again, text=TEXT)))
    assert counted(newsroom, "reading", "user") == 1


@pytest.mark.parametrize(
    ("command", "options", "cost"),
    [
        ("export", {"format": "csv"}, "export"),
        ("relations", {}, "chart"),
        ("compare", {"first": "US – China", "second": "US – Iran"}, "chart"),
        ("quiz start", {"length": 3}, "quiz"),
        ("records", {}, "search"),
    ],
)
async def test_a_server_that_is_at_its_end(
    newsroom: Newsroom, command: str, options: dict[str, object], cost: str
) -> None:
    limit(newsroom, user=0, server=1)
    await newsroom.carol.slash(newsroom.general, "events")
    told = text_of(shown_by(await newsroom.bob.slash(newsroom.general, command, **options)))
    assert "This server asked for a lot within a minute. Try again <t:" in told
    assert counted(newsroom, cost, "server") == 1


async def test_those_who_manage_have_more_and_not_everything(newsroom: Newsroom) -> None:
    limit(newsroom, user=1)
    told = [text_of(shown_by(await newsroom.alice.slash(newsroom.general, "events"))) for _ in range(4)]
    assert ["Try again <t:" in one for one in told] == [False, False, False, True]
    added = text_of(shown_by(await newsroom.alice.slash(newsroom.general, "feed add", address="https://x.example/")))
    assert "Try again <t:" in added
