"""Modes: every row of the table has its example, and two lots of sentences say how often the rows are right."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.model.dates import UNDATED
from bot.model.ids import CountryCode
from bot.model.plover import EventType, Mode
from bot.model.reading import Event, Party, Span, Status
from bot.reading.events.lexicon import mode_rules as table
from bot.reading.events.lexicon.mode_rules import ModeRule, mode_rules
from bot.reading.events.matter import Matter
from bot.reading.events.merge import Draft, merged
from tests.reading.events.conftest import Reader

ROWS = [(kind, rule) for kind, rules in mode_rules().items() for rule in rules]
LOTS = ("modes.txt", "modes_news.txt")


def sentences(name: str) -> list[tuple[str, str, str]]:
    """Type, mode and sentence of each line."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [(kind, mode, text) for kind, mode, text in (line.split(" | ", 2) for line in lines if line[:1] != "#")]


def coded(events: Iterable[Event]) -> tuple[str, str]:
    """Type and mode of the first event, as the lots write them."""
    event = next(iter(events), None)
    return ("", "-") if event is None else (event.type.value, "-" if event.mode is None else event.mode.value)


@pytest.mark.parametrize(("kind", "rule"), ROWS, ids=[rule.example[:60] for _, rule in ROWS])
def test_a_row_codes_its_example(told: Reader, kind: EventType, rule: ModeRule) -> None:
    assert coded(told(rule.example).events) == (kind.value, "-" if rule.mode is None else rule.mode.value)


def test_each_mode_of_each_type_has_a_row() -> None:
    assert {kind: frozenset(rule.mode for rule in rules) - {None} for kind, rules in mode_rules().items()} == {
        kind: kind.modes for kind in EventType if kind.modes
    }


def test_no_example_stands_in_two_rows() -> None:
    examples = [rule.example for _, rule in ROWS]
    assert len(set(examples)) == len(examples)


@pytest.mark.parametrize(
    "row",
    [
        pytest.param({"mode": "strike", "verbs": ["meet"], "example": ""}, id="another type's mode"),
        pytest.param({"mode": "visit", "example": ""}, id="nothing to go by"),
        pytest.param({"mode": "visit", "verb": ["visit"], "example": ""}, id="an unknown key"),
        pytest.param({"mode": "visit", "content": ["AID arrest"], "example": ""}, id="a content that no act has"),
        pytest.param({"mode": "visits", "verbs": ["visit"], "example": ""}, id="no mode"),
    ],
)
def test_a_row_that_means_nothing_is_refused(row: Mapping[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"no rule for a mode|is no mode|is not a valid"):
        table._rule(EventType.CONSULT, row)


@pytest.mark.parametrize(
    ("text", "kind", "mode"),
    [
        ("Japan and Vietnam held talks in Hanoi.", EventType.CONSULT, None),
        ("Japan, Vietnam and Laos held talks in Hanoi.", EventType.CONSULT, Mode.MULTILATERAL),
        ("Oman's foreign minister mediated between Iran and Pakistan.", EventType.CONSULT, Mode.THIRD_PARTY),
        ("Vietnam's president visited Laos and Japan on Monday.", EventType.CONSULT, Mode.VISIT),
        ("Vietnam's president will visit Laos in May.", EventType.AGREE, None),
        ("Turkey may expel Swedish diplomats.", EventType.THREATEN, Mode.EXPEL),
        ("Turkey expelled Swedish diplomats.", EventType.SANCTION, Mode.EXPEL),
        ("Egyptian police detained nine union leaders.", EventType.COERCE, Mode.ARREST),
        ("Egypt plans to detain nine union leaders.", EventType.THREATEN, Mode.ARREST),
        ("US jets shot down a Chinese balloon.", EventType.ASSAULT, Mode.AERIAL),
        ("US authorities shot down a Chinese balloon.", EventType.ASSAULT, None),
        ("Norway refused to free a Russian captain.", EventType.REJECT, Mode.YIELD),
        ("Norway freed a Russian captain.", EventType.RETREAT, Mode.RELEASE),
        ("Togo urged Benin to show restraint.", EventType.REQUEST, None),
        ("China condemned the EU's criticism.", EventType.ACCUSE, Mode.DISAPPROVE),
    ],
)
def test_where_a_mode_ends(told: Reader, text: str, kind: EventType, mode: Mode | None) -> None:
    event = told(text).first
    assert (event.type, event.mode) == (kind, mode)


TALKS = Event(
    type=EventType.CONSULT,
    act=EventType.CONSULT,
    source=(Party(actor=0, country=CountryCode("NOR")),),
    target=(Party(actor=1, country=CountryCode("CHL")),),
    reciprocal=True,
    status=Status.OCCURRED,
    when=UNDATED,
    place=None,
    context=(),
    headline="Kari Lund and Pablo Reyes hold talks",
    sentence=0,
    span=Span(start=0, end=9),
    salience=0.9,
)


@pytest.mark.parametrize(
    ("modes", "agreed"),
    [
        pytest.param((None, None), None, id="neither tells one"),
        pytest.param((Mode.PHONE, None), Mode.PHONE, id="the first"),
        pytest.param((None, Mode.PHONE), Mode.PHONE, id="the second"),
        pytest.param((Mode.VISIT, Mode.PHONE), None, id="two"),
        pytest.param((Mode.VISIT, Mode.PHONE, None, Mode.PHONE), Mode.PHONE, id="most"),
    ],
)
def test_tellings_of_one_article_keep_the_mode_that_they_agree_on(
    modes: tuple[Mode | None, ...], agreed: Mode | None
) -> None:
    drafts = [
        Draft(event=replace(TALKS, mode=mode), matter=Matter(), trigger="hold", order=i) for i, mode in enumerate(modes)
    ]
    assert merged(drafts) == (replace(TALKS, mode=agreed),)


@pytest.mark.parametrize("lot", LOTS)
def test_no_sentence_has_a_wrong_mode(told: Reader, lot: str) -> None:
    wrong = []
    for kind, mode, text in sentences(lot):
        found = coded(told(text).events)
        if found[0] == kind and found[1] not in {mode, "-"}:
            wrong.append((*found, text))
    assert wrong == []


@pytest.mark.parametrize(("lot", "least"), [("modes.txt", 0.95), ("modes_news.txt", 0.85)])
def test_most_modes_are_found(told: Reader, lot: str, least: float) -> None:
    wanted = [(kind, mode, text) for kind, mode, text in sentences(lot) if mode != "-"]
    assert len(wanted) > 60
    assert sum(coded(told(text).events) == (kind, mode) for kind, mode, text in wanted) / len(wanted) >= least
