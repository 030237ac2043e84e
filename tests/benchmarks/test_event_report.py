"""The scorer and the error report of the event coder, on small records of our own."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from bot.model.plover import EventType
from tests.benchmarks import events
from tests.benchmarks.event_errors import Miss, misses
from tests.benchmarks.event_score import Coded, Outcome, Record, TypeScore, codes, confusion, read_records, score
from tests.benchmarks.event_score import type_scores as by_type
from tests.benchmarks.tsv import write_tsv


def coded(kind: str, source: str = "", target: str = "", points: float | None = None) -> Coded:
    event = EventType(kind)
    return Coded(
        type=event,
        source=frozenset(source.split()),
        target=frozenset(target.split()),
        score=event.score if points is None else points,
    )


def outcome(gold: Coded, given: Coded | None, *, is_reciprocal: bool = False) -> Outcome:
    record = Record(id="own-1", text="Chad met\tNorway.", gold=gold, is_reciprocal=is_reciprocal)
    return Outcome(record=record, given=given)


RIGHT = outcome(coded("AID", "NOR", "TCD"), coded("AID", "NOR", "TCD"))
OTHER_TYPE = outcome(coded("AID", "NOR", "TCD"), coded("COOPERATE", "NOR", "TCD"))
OTHER_QUAD = outcome(coded("SANCTION", "NOR", "TCD"), coded("AGREE", "TCD", "NOR"))
SILENT = outcome(coded("ASSAULT", "TCD", "LBY"), None)


def test_measures_of_one_record_each() -> None:
    found = score([RIGHT, OTHER_TYPE, OTHER_QUAD, SILENT])
    assert found.type_accuracy == 1 / 4
    assert found.quad_accuracy == 2 / 4
    assert found.sides_exact == 2 / 4
    assert found.triple_exact == 1 / 4
    assert found.source_f1 == 2 * 2 / (3 + 4)
    assert found.target_f1 == 2 * 2 / (3 + 4)
    assert found.score_error == (0 + 0.5 + 8.5 + 9) / 4


def test_macro_f1_is_the_mean_over_the_golds_types() -> None:
    found = [RIGHT, OTHER_TYPE, OTHER_QUAD, SILENT]
    assert by_type(found) == {
        EventType.AID: TypeScore(gold=2, given=1, right=1),
        EventType.SANCTION: TypeScore(gold=1, given=0, right=0),
        EventType.ASSAULT: TypeScore(gold=1, given=0, right=0),
    }
    aid = by_type(found)[EventType.AID]
    assert (aid.precision, aid.recall, aid.f1) == (1, 1 / 2, 2 / 3)
    assert score(found).type_macro_f1 == (2 / 3 + 0 + 0) / 3
    assert TypeScore(gold=0, given=0, right=0).f1 == 0


@pytest.mark.parametrize(
    ("given", "is_right"),
    [
        pytest.param(coded("CONSULT", "TCD", "NOR"), True, id="one side each"),
        pytest.param(coded("CONSULT", "NOR", "TCD"), True, id="turned"),
        pytest.param(coded("CONSULT", "NOR TCD"), True, id="both as sources"),
        pytest.param(coded("CONSULT", "NOR"), False, id="one left out"),
        pytest.param(coded("CONSULT", "NOR TCD", "CHE"), False, id="one too many"),
        pytest.param(None, False, id="no event"),
    ],
)
def test_sides_of_a_reciprocal_record_are_pooled(given: Coded | None, is_right: bool) -> None:
    found = outcome(coded("CONSULT", "TCD NOR"), given, is_reciprocal=True)
    assert found.are_sides_right is is_right
    assert not found.target[1]


def test_an_unwanted_target_and_a_missing_one_are_faults() -> None:
    unwanted = outcome(coded("RETREAT", "NOR"), coded("RETREAT", "NOR", "TCD"))
    missing = outcome(coded("RETREAT", "NOR", "TCD"), coded("RETREAT", "NOR"))
    assert (unwanted.faults, missing.faults) == (("target",), ("target",))
    assert (score([unwanted]).target_f1, score([missing]).target_f1) == (0, 0)


def test_confusions_count_no_event_too() -> None:
    assert confusion([RIGHT, OTHER_TYPE, SILENT]) == {
        (EventType.AID, EventType.AID): 1,
        (EventType.AID, EventType.COOPERATE): 1,
        (EventType.ASSAULT, None): 1,
    }


def test_codes_come_from_any_form_and_spelling() -> None:
    assert codes([{"code": "usa"}, "JAP", None, {"code": ""}, "JPN"]) == {"USA", "JPN"}


def test_misses_name_both_codings() -> None:
    found = list(misses([RIGHT, OTHER_QUAD, SILENT]))
    assert [(one.faults, one.gold_type, one.given_type) for one in found] == [
        ("type+source+target", "SANCTION", "AGREE"),
        ("none", "ASSAULT", ""),
    ]
    file = io.StringIO()
    write_tsv(file, Miss, found)
    lines = [line.split("\t") for line in file.getvalue().splitlines()]
    assert [len(line) for line in lines] == [10, 10, 10]
    assert lines[1] == [
        "own-1",
        *found[0].faults.split("\t"),
        "SANCTION",
        "AGREE",
        "NOR",
        "TCD",
        "TCD",
        "NOR",
        "",
        "Chad met Norway.",
    ]


def row(**changes: Any) -> dict[str, Any]:
    base = {"id": "own-1", "text": "Norway accused Chad of jamming.", "event": "ACCUSE"}
    return base | {"source": [{"text": "Norway", "code": "NOR"}], "target": [{"text": "Chad", "code": "TCD"}]} | changes


def write(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(json.dumps(each) for each in rows) + "\n\n", encoding="utf-8")
    return path


def test_a_record_has_its_type_by_the_newer_name_and_its_score(tmp_path: Path) -> None:
    old, scored = read_records(
        write(tmp_path / "gold.jsonl", row(event="DISAPPROVE"), row(id="own-2", score=-2.0, reciprocal=True))
    )
    assert (old.gold, old.is_reciprocal) == (coded("ACCUSE", "NOR", "TCD"), False)
    assert (scored.gold.score, scored.is_reciprocal) == (-2.0, True)


@pytest.mark.parametrize(
    ("line", "named"),
    [
        pytest.param(row(event="YIELD"), "line 2", id="no type"),
        pytest.param({"id": "own-1", "text": "It rained."}, "line 2", id="no event"),
        pytest.param(row(source=[{"text": "Norway"}]), "line 2", id="no code"),
        pytest.param(["AID"], "line 2", id="no object"),
    ],
)
def test_a_line_that_is_no_record_is_named(tmp_path: Path, line: object, named: str) -> None:
    with pytest.raises(ValueError, match=rf"gold\.jsonl, {named}"):
        read_records(write(tmp_path / "gold.jsonl", row(), line))


def test_a_file_without_records_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"gold\.jsonl has no record"):
        read_records(write(tmp_path / "gold.jsonl"))


def test_the_report_codes_a_file_and_prints_scores_types_confusions_and_speed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = write(
        tmp_path / "gold.jsonl",
        row(),
        row(id="own-2", text="Norway delivered tents to Chad.", event="COOPERATE"),
        row(id="own-3", text="It rained.", event="ASSAULT"),
    )
    events.main([str(gold), "--errors", str(tmp_path / "misses.tsv"), "--out", str(tmp_path / "events.jsonl")])
    printed = capsys.readouterr().out
    assert "3 sentences, 2 with an event, 2 missed" in printed
    assert [line.split() for line in printed.splitlines() if line.startswith("ACCUSE")] == [
        ["ACCUSE", "1", "1", "1", "100.0", "100.0", "100.0"],
        ["ACCUSE", *["."] * 8, "1", *["."] * 8],
    ]
    for piece in ("type: accuracy                  33.3", "ms each", "of the parse; with dates and actors"):
        assert piece in printed
    assert [
        line.split("\t")[:4] for line in (tmp_path / "misses.tsv").read_text(encoding="utf-8").splitlines()[1:]
    ] == [
        ["own-2", "type", "COOPERATE", "AID"],
        ["own-3", "none", "ASSAULT", ""],
    ]
    given = [json.loads(line) for line in (tmp_path / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    assert given[0]["events"][0] == {"event": "ACCUSE", "source": ["NOR"], "target": ["TCD"], "score": -3.0}
    assert given[2] == {"id": "own-3", "events": []}


def test_a_missing_file_is_said_and_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    events.main([str(tmp_path / "gold.jsonl")])
    assert "skipped, no sentences" in capsys.readouterr().out


def test_a_broken_file_is_an_error_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        events.main([str(write(tmp_path / "gold.jsonl", {"id": "own-1"}))])
    assert "gold.jsonl, line 1: no gold record" in capsys.readouterr().err


def test_the_heads_of_the_columns_differ() -> None:
    heads = [events.short(kind) for kind in (*EventType, None)]
    assert len(set(heads)) == 17
