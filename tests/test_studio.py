"""The studio: one process for figures and pictures, built anew when it breaks."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from functools import partial

import pytest

from bot.cards.chart import relations_chart
from bot.cards.timeline_chart import Timeline, timeline_picture
from bot.digest.barometer import measure
from bot.model.barometer import BarometerPeriod
from bot.model.errors import BackchannelError
from bot.model.settings import Palette
from bot.model.stored import EventQuery
from bot.studio import Studio
from tests.cards import barometers as b
from tests.cards import samples as s
from tests.cards.timelines import long_view

UNTIL = date(2024, 6, 15)
EVENTS = tuple(event for event, _ in b.COUNTED)


@pytest.fixture
async def studio() -> AsyncIterator[Studio]:
    made = Studio()
    yield made
    await made.close()


async def test_it_gives_what_the_rules_give_and_a_picture(studio: Studio) -> None:
    asked = BarometerPeriod.MONTHS_6
    assert await studio.measure(EVENTS, asked, UNTIL, is_cut=True) == measure(EVENTS, asked, UNTIL, is_cut=True)
    assert (await studio.draw(relations_chart(b.barometer(), s.GAZETTEER))).startswith(b"\x89PNG")


async def test_what_was_drawn_of_the_same_is_not_laid_out_again(studio: Studio) -> None:
    laid_out: list[str] = []

    def lay_out(palette: Palette) -> Timeline:
        laid_out.append(palette)
        return timeline_picture(long_view(), EventQuery(pair=s.PAIR), s.GAZETTEER, palette)

    night, day = (partial(lay_out, palette) for palette in (Palette.NIGHT, Palette.DAY))
    assert long_view().fingerprint == long_view().fingerprint != long_view(seed=2).fingerprint
    first = await studio.draw_of((long_view().fingerprint, Palette.NIGHT), night)
    assert first == await studio.draw_of((long_view().fingerprint, Palette.NIGHT), night)
    assert first != await studio.draw_of((long_view().fingerprint, Palette.DAY), day)
    assert laid_out == [Palette.NIGHT, Palette.DAY]


async def test_a_picture_is_drawn_once_for_all_who_ask(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    chart = relations_chart(b.barometer(), s.GAZETTEER)
    first, second = await asyncio.gather(studio.draw(chart), studio.draw(chart))
    monkeypatch.setattr("bot.studio._LONGEST_S", 0.0)  # what is drawn now fails
    assert first == second == await studio.draw(relations_chart(b.barometer(), s.GAZETTEER))
    with pytest.raises(BackchannelError, match="timed out"):
        await studio.draw(relations_chart(b.barometer(), s.GAZETTEER, Palette.DAY))


async def test_the_picture_that_nobody_asked_for_longest_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    studio = Studio(kept_bytes=45_000)
    charts = [relations_chart(b.barometer(), s.GAZETTEER, palette) for palette in Palette]
    try:
        sizes = [len(await studio.draw(chart)) for chart in charts]
        assert max(sizes) < 45_000 < sum(sizes)
        monkeypatch.setattr("bot.studio._LONGEST_S", 0.0)
        await studio.draw(charts[1])
        with pytest.raises(BackchannelError, match="timed out"):
            await studio.draw(charts[0])
    finally:
        await studio.close()


async def test_a_process_that_broke_is_built_anew(studio: Studio) -> None:
    first = await studio.measure(EVENTS, BarometerPeriod.ALL, UNTIL, is_cut=False)
    assert studio._pool is not None
    for process in studio._pool._processes.values():
        process.kill()
    assert await studio.measure(EVENTS, BarometerPeriod.ALL, UNTIL, is_cut=False) == first


async def test_what_takes_too_long_is_stopped(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.studio._LONGEST_S", 0.0)
    with pytest.raises(BackchannelError, match="timed out"):
        await studio.measure(EVENTS, BarometerPeriod.ALL, UNTIL, is_cut=False)
    assert studio._pool is None
