"""Ten reports of one event, each in its own words, are one event with ten sources, whatever comes in first."""

import random
import shutil
import tomllib
from pathlib import Path

import pytest
from spacy.language import Language

from bot.model.countries import Gazetteer
from bot.model.dates import DateRange, Precision
from bot.model.reading import ArticleText, Reading
from bot.model.stored import EventQuery, StoredEvent
from bot.reading.pipeline import read
from data import articles, events
from data.store import Store
from tests.data.build import GUILD, new
from tests.data.conftest import address

SETS = tomllib.loads(Path(__file__).with_name("paraphrases.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def read_reports(nlp: Language, gazetteer: Gazetteer) -> dict[str, list[Reading]]:
    """All reports, read once."""
    return {
        kind: [
            read(ArticleText(id=str(n), **{name: one[name] for name in TEXT}), nlp, gazetteer)
            for n, one in enumerate(found["reports"])
        ]
        for kind, found in SETS.items()
    }


TEXT = ("text", "title", "published", "source")


async def told_by(path: Path, readings: list[Reading]) -> tuple[StoredEvent, ...]:
    """Return the events of a new store into which articles came one by one."""
    store = await Store.open(address(path))
    for one in readings:
        await store.write(lambda conn, one=one: articles.add_article(conn, new(one, guild=GUILD)))  # type: ignore[misc]  # bound now
    page = await store.read(lambda conn: events.timeline(conn, EventQuery(guild=GUILD, limit=50)))
    await store.close()
    return page.events


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("kind", SETS)
async def test_ten_reports_are_one_event(
    read_reports: dict[str, list[Reading]], empty_store: Path, tmp_path: Path, kind: str, seed: int
) -> None:
    found = list(read_reports[kind])
    random.Random(seed).shuffle(found)
    (event,) = await told_by(Path(shutil.copy(empty_store, tmp_path)), found)
    assert len(event.reports) == 10
    assert {report.source for report in event.reports} == {one["source"] for one in SETS[kind]["reports"]}
    assert {report.sentence for report in event.reports} == {one.sentence(0) for one in found}
    day = DateRange.day(SETS[kind]["day"])
    assert (event.event.when.range, event.event.when.precision) == (day, Precision.DAY)
    assert event.event.headline == SETS[kind]["headline"]
    assert sorted((*event.source_codes, *event.target_codes)) == SETS[kind]["sides"]


@pytest.mark.parametrize("seed", range(2))
async def test_four_times_ten_reports_are_four_events(
    read_reports: dict[str, list[Reading]], empty_store: Path, tmp_path: Path, seed: int
) -> None:
    found = [one for each in read_reports.values() for one in each]
    random.Random(seed).shuffle(found)
    shown = await told_by(Path(shutil.copy(empty_store, tmp_path)), found)
    assert [len(event.reports) for event in shown] == [10] * 4


APART = {
    "a plan and the deed": [
        "Norwegian Foreign Minister Kari Lund will meet Chilean President Pablo Reyes in Oslo on 5 March.",
        "Norwegian Foreign Minister Kari Lund met Chilean President Pablo Reyes in Oslo on 5 March.",
    ],
    "a meeting and what was agreed there": [
        "Norwegian Foreign Minister Kari Lund met Chilean President Pablo Reyes in Oslo on 5 March.",
        "Norway and Chile signed an agreement on fishing in Oslo on 5 March.",
    ],
    "two meetings a week apart": [
        "Norwegian Foreign Minister Kari Lund met Chilean President Pablo Reyes in Oslo on 5 March.",
        "Norwegian Foreign Minister Kari Lund met Chilean President Pablo Reyes in Oslo on 12 March.",
    ],
    "two visits in a month": [
        "Norwegian Foreign Minister Kari Lund visited Chile on 2 March.",
        "Norwegian Foreign Minister Kari Lund visited Chile on 13 March.",
    ],
    "other persons": [
        "Norwegian Foreign Minister Kari Lund met Chilean President Pablo Reyes in Oslo on 5 March.",
        "Norwegian Foreign Minister Kari Lund met Chilean Foreign Minister Rosa Vidal in Oslo on 5 March.",
    ],
    "an accusation and its answer": [
        "Chad accused Sudan of bombing the town of Adre on 5 March.",
        "Sudan accused Chad of bombing the town of Tine on 5 March.",
    ],
    "two accusations": [
        "Chad accused Sudan of bombing the town of Adre on 5 March.",
        "Chad accused Sudan of smuggling gold on 5 March.",
    ],
    "a claim and a denial": [
        "Sudanese jets bombed the Chadian town of Adre on 5 March.",
        "Sudan denied bombing the Chadian town of Adre on 5 March.",
    ],
    "a deed and what is alleged": [
        "Sudanese jets bombed the Chadian town of Adre on 5 March.",
        "Sudanese jets allegedly bombed the Chadian town of Adre on 5 March.",
    ],
    "sanctions by two states": [
        "Canada imposed sanctions on Belarus on 5 March.",
        "Japan imposed sanctions on Belarus on 5 March.",
    ],
    "sanctions by one state and by two": [
        "Canada imposed sanctions on Belarus on 5 March.",
        "Canada and Japan imposed sanctions on Belarus on 5 March.",
    ],
    "a threat and the deed": [
        "Canada threatened to impose sanctions on Belarus on 5 March.",
        "Canada imposed sanctions on Belarus on 5 March.",
    ],
    "a strike, and another the next day": [
        "Sudanese jets bombed the Chadian town of Adre on 5 March.",
        "Sudanese jets bombed the Chadian town of Adre on 6 March.",
    ],
    "strikes on two towns": [
        "Sudanese jets bombed the Chadian town of Adre on 5 March.",
        "Sudanese jets bombed the Chadian town of Tine on 5 March.",
    ],
}  # fmt: skip


@pytest.mark.parametrize("case", APART)
async def test_what_is_not_one_event_stays_apart(
    nlp: Language, gazetteer: Gazetteer, empty_store: Path, tmp_path: Path, case: str
) -> None:
    published = SETS["meeting"]["day"].replace(day=14)
    found = [
        read(
            ArticleText(id="a", text=f"{text} The weather was poor.", published=published, source=f"Paper {n}"),
            nlp,
            gazetteer,
        )
        for n, text in enumerate(APART[case])
    ]
    assert [len(one.events) for one in found] == [1, 1]
    shown = await told_by(Path(shutil.copy(empty_store, tmp_path)), found)
    assert len(shown) == 2
