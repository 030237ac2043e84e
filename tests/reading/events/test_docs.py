"""docs/events.md says what the reader does: each of its examples is read, and its tables are held against the code."""

import re
from collections import Counter
from pathlib import Path

import pytest

from bot.model.plover import Context, EventType, Quad
from bot.model.reading import Event, Status
from bot.reading.events import salience
from data.weight import by_novelty, by_sources
from tests.reading.events.conftest import Reader, Told

PAGE = (Path(__file__).parents[3] / "docs" / "events.md").read_text(encoding="utf-8")
HEAD = "| sentence | type | act | sides | status |"


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def examples() -> list[list[str]]:
    """The rows of all tables of examples."""
    tables = [part.partition("\n\n")[0].splitlines()[2:] for part in PAGE.split(HEAD)[1:]]
    return [cells(line) for table in tables for line in table]


EXAMPLES = examples()


def part(title: str) -> str:
    """The page below a heading, up to the next one."""
    return PAGE.partition(f"## {title}\n")[2].partition("\n#")[0]


def row_of(title: str, name: str) -> str:
    """The last cell of the row that begins with a name, below a heading."""
    return next(cells(line)[-1] for line in part(title).splitlines() if line.startswith(f"| {name} |"))


def coding(article: Told) -> list[str]:
    """The first event as the page writes it."""
    if not article.events:
        return ["none", "", "", ""]
    event = article.first
    act = "" if event.act is event.type else event.act.value
    return [event.type.value, act, sides(article, event), event.status.value]


def sides(article: Told, event: Event) -> str:
    source, target = (" ".join(filter(None, side)) or "–" for side in article.sides(event))
    return f"{source} {'↔' if event.reciprocal else '→'} {target}"


@pytest.mark.parametrize("row", EXAMPLES, ids=[row[0] for row in EXAMPLES])
def test_an_example_is_coded_as_the_page_says(told: Reader, row: list[str]) -> None:
    assert coding(told(row[0])) == row[1:]


def test_every_type_and_status_has_examples() -> None:
    types = Counter(row[1] for row in EXAMPLES)
    assert {kind: types[kind] for kind in EventType if types[kind] < 3} == {}
    assert {row[4] for row in EXAMPLES if row[1] != "none"} == {status.value for status in Status}


def test_the_part_of_an_event_that_is_only_claimed(told: Reader) -> None:
    event = told("Vietnam seized a Chinese trawler, allegedly used for smuggling.").first
    assert (event.type, event.status, event.alleged) == (EventType.COERCE, Status.OCCURRED, "smuggling")


def test_quarters_and_scores_are_the_codes() -> None:
    for quad in Quad:
        told_scores = re.findall(r"([A-Z]+) (-?[\d.]+)", row_of("Quarters and scores", f"`{quad.value}`"))
        assert [(EventType(kind), float(points)) for kind, points in told_scores] == [
            (kind, kind.score) for kind in EventType if kind.quad is quad
        ]


MODES = [cells(line) for line in part("Modes").splitlines() if line.startswith("| ")][1:]


@pytest.mark.parametrize("row", MODES, ids=[f"{row[0]} {row[1]}" for row in MODES])
def test_a_mode_s_example_has_it(told: Reader, row: list[str]) -> None:
    event = told(row[3]).first
    assert [event.type.value, f"`{event.mode}`"] == row[:2]


def test_modes_are_the_codes() -> None:
    assert sorted((kind, mode.strip("`")) for kind, mode, *_ in MODES) == sorted(
        (kind.value, mode.value) for kind in EventType for mode in kind.modes
    )


def test_contexts_are_the_codes() -> None:
    assert re.findall(r"`(\w+)`", part("Contexts")) == [context.value for context in Context]


@pytest.mark.parametrize(
    ("name", "weights"),
    [
        pytest.param("clause", {role.name.lower(): weight for role, weight in salience._ROLES.items()}, id="clause"),
        pytest.param("type", {kind.value: weight for kind, weight in salience._QUIET.items()}, id="type"),
        pytest.param("status", {status.value: weight for status, weight in salience._STATUSES.items()}, id="status"),
    ],
)
def test_weights_of_salience_are_the_codes(name: str, weights: dict[str, float]) -> None:
    told_weights = re.findall(r"(\w+) (\d(?:\.\d+)?)", row_of("Salience", name))
    assert {word: float(weight) for word, weight in told_weights} == weights | (
        {"others": 1.0} if name == "type" else {}
    )


def test_parts_of_salience_are_the_codes() -> None:
    table = [cells(line) for line in part("Salience").splitlines() if line.startswith("| ")][1:]
    assert {row[0]: float(row[1]) for row in table} == salience._WEIGHTS
    steps = re.findall(r"(\d(?:\.\d)?) up to (\d+)", row_of("Salience", "news"))
    assert [(int(days), float(value)) for value, days in steps] == list(salience._AGES)


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        pytest.param(
            "Vietnam's president visited Laos.", 0.32 + 0.22 * (0.8 + 0.2) + 0.18 + 0.11 + 0.09 + 0.08, id="highest"
        ),
        pytest.param(
            "It rained. Poland may recognise Kosovo.",
            0.22 * (0.8 + 0.2 * 0.8) + 0.18 + 0.11 * 0.6 + 0.09 * 0.85 + 0.08,
            id="last sentence, possible",
        ),
        pytest.param(
            "Zambia lifted a night curfew in Lusaka.",
            0.32 + 0.22 * (0.55 + 0.2 * 0.8) + 0.18 + 0.11 + 0.09 + 0.08,
            id="one country",
        ),
        pytest.param(
            "Zambia expelled two Angolan envoys on 1 March 2024.",
            0.32 + 0.22 * (0.8 + 0.2 * 0.8) + 0.18 + 0.11 + 0.09 + 0.08 * 0.7,
            id="13 days old",
        ),
        pytest.param(
            "Oil fell after Zambia expelled two Angolan envoys in May 2023.",
            0.32 + 0.22 * (0.8 + 0.2 * 0.8) + 0.18 * 0.55 + 0.11 + 0.09 + 0.08 * 0.4 * 0.5,
            id="told as past",
        ),
        pytest.param(
            "Norway urged Chad to release two sailors. Norway called on Chad to free the sailors.",
            (once := 0.32 + 0.22 * (0.8 + 0.2 * 0.8) + 0.18 + 0.11 + 0.09 * 0.7 + 0.08) + (1 - once) * 0.2 * 0.5,
            id="told twice",
        ),
    ],
)
def test_salience_is_the_sum_that_the_page_gives(told: Reader, text: str, weight: float) -> None:
    assert told(text).first.salience == pytest.approx(weight, abs=0.001)


def test_the_store_s_example_is_the_codes() -> None:
    told, stored, again, listed = map(float, re.findall(r"`(0\.\d+)`", part("Salience")))
    assert by_sources(told, 3) == stored == again
    assert by_novelty(stored, 2) == listed
