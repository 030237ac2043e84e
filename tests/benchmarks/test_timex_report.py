"""The scorer and the error report of the time expressions, on small documents of our own."""

import io
from datetime import date
from pathlib import Path

import pytest

from tests.benchmarks import dates
from tests.benchmarks.timex_errors import errors, half, write_errors
from tests.benchmarks.timex_families import NAMES, family
from tests.benchmarks.timex_score import Document, Mention, Scores, Tally, align, read_timeml

TIMEML = """<?xml version="1.0" ?>
<TimeML>
<DOCID>own-1</DOCID>
<DCT><TIMEX3 tid="t0" type="TIME" value="1998-02-13T14:35:00" functionInDocument="CREATION_TIME">13/02</TIMEX3></DCT>
<TITLE>Not text, <TIMEX3 tid="t9" type="DATE" value="1998">1998</TIMEX3></TITLE>
<TEXT>
R&amp;B’s é <EVENT eid="e1">met</EVENT> <TIMEX3 tid="t1" type="DATE" value="1998-02-12">Thurs<b>day</b></TIMEX3>, in \
<TIMEX3 tid="t2" type="TIME" value="1998-02-12TMO">the morning of <TIMEX3 tid="t3" type="DATE" value="1998">1998\
</TIMEX3></TIMEX3><TIMEX3 tid="t4" type="DATE" value="1997"/>.
</TEXT>
</TimeML>
"""


def mention(start: int, end: int, value: str = "1998", type: str = "DATE") -> Mention:  # noqa: A002  # TIMEX3's word
    return Mention(start=start, end=end, type=type, value=value)


def document(text: str, *gold: Mention) -> Document:
    return Document(name="own", text=text, published=date(1998, 2, 13), gold=gold)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own-1.tml").write_text(TIMEML, encoding="utf-8")
    return tmp_path


def test_a_document_gives_the_text_its_day_and_what_is_tagged_in_it(folder: Path) -> None:
    read = read_timeml(folder / "own-1.tml")
    assert read.text == "\nR&B’s é met Thursday, in the morning of 1998.\n"
    assert read.published == date(1998, 2, 13)
    assert [(read.text[one.start : one.end], one.type, one.value) for one in read.gold] == [
        ("Thursday", "DATE", "1998-02-12"),
        ("the morning of 1998", "TIME", "1998-02-12TMO"),
        ("1998", "DATE", "1998"),
    ]


@pytest.mark.parametrize(
    ("creation", "day"),
    [
        pytest.param('<DCT><TIMEX3 value="1998-01-08TNI">x</TIMEX3></DCT>', date(1998, 1, 8), id="unmarked"),
        pytest.param('<DCT><TIMEX3 value="1998-01">x</TIMEX3></DCT>', None, id="no full day"),
        pytest.param("", None, id="none"),
    ],
)
def test_the_day_of_creation(tmp_path: Path, creation: str, day: date | None) -> None:
    path = tmp_path / "own.tml"
    path.write_text(f"<TimeML>{creation}<TEXT>It rained.</TEXT></TimeML>", encoding="utf-8")
    assert read_timeml(path).published == day


@pytest.mark.parametrize("content", ["<TimeML><TEXT>", "<TimeML></TimeML>", ""])
def test_what_is_no_timeml_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "broken.tml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=r"broken\.tml"):
        read_timeml(path)


@pytest.mark.parametrize(
    ("gold", "predicted", "pairs"),
    [
        pytest.param([(0, 5)], [(0, 5)], {0: 0}, id="equal"),
        pytest.param([(0, 5)], [(5, 9)], {}, id="touching is not sharing"),
        pytest.param([(0, 5)], [(4, 9)], {0: 0}, id="one code point shared"),
        pytest.param([(0, 9)], [(0, 3), (4, 9)], {0: 0}, id="the second fragment has no partner"),
        pytest.param([(0, 3), (4, 9)], [(0, 9)], {0: 0}, id="one prediction, one gold"),
        pytest.param([(0, 9), (4, 9)], [(4, 9)], {1: 0}, id="an equal span goes first"),
        pytest.param([(0, 9), (4, 9)], [(2, 9), (4, 9)], {0: 0, 1: 1}, id="nested gold"),
    ],
)
def test_pairs(gold: list[tuple[int, int]], predicted: list[tuple[int, int]], pairs: dict[int, int]) -> None:
    assert align([mention(*span) for span in gold], [mention(*span) for span in predicted]) == pairs


def test_measures_of_a_document_that_is_partly_right() -> None:
    tally = Tally()
    tally.add(
        [mention(0, 5, "1998-02-12"), mention(10, 15, "P1W", "DURATION"), mention(20, 25), mention(30, 35)],
        [mention(0, 5, "1998-02-12"), mention(8, 15, "P1W"), mention(20, 25, "1999"), mention(40, 45), mention(50, 55)],
    )
    assert (tally.gold, tally.predicted, tally.relaxed, tally.strict) == (4, 5, 3, 2)
    assert (tally.types, tally.values) == (2, 2)
    assert tally.precision(tally.strict) == 2 / 5
    assert tally.recall(tally.strict) == 2 / 4
    assert tally.f1(tally.relaxed) == 6 / 9
    assert tally.f1(tally.values) == 4 / 9


def test_measures_of_nothing_are_zero() -> None:
    assert (Tally().f1(0), Tally().precision(0), Tally().recall(0)) == (0, 0, 0)


def test_dates_and_calendar_dates_are_scored_by_themselves() -> None:
    scores = Scores.empty()
    scores.add(
        [
            mention(0, 5, "1998-W07"),
            mention(6, 9, "PAST_REF"),
            mention(10, 15, "199"),
            mention(20, 25, "P1W", "DURATION"),
        ],
        [
            mention(0, 5, "1998-W07"),
            mention(6, 9, "1998-WI"),
            mention(10, 15, "199", "TIME"),
            mention(20, 25, "1998-H1"),
        ],
    )
    assert (scores.every.gold, scores.every.predicted, scores.every.values) == (4, 4, 2)
    assert (scores.dates.gold, scores.dates.predicted, scores.dates.values) == (3, 3, 1)
    assert (scores.calendar.gold, scores.calendar.predicted, scores.calendar.relaxed) == (1, 3, 1)


def test_errors_say_what_is_wrong_and_where() -> None:
    text = "They met on Monday, last week and\tin 1998, now or soon."
    spans = {word: (text.index(word), text.index(word) + len(word)) for word in ("Monday", "last week", "1998", "soon")}
    gold = [
        mention(*spans["Monday"], "1998-02-09"),
        mention(*spans["last week"], "1998-W06"),
        mention(*spans["1998"], "1998"),
    ]
    predicted = [
        mention(*spans["Monday"], "1998-02-09"),
        mention(spans["last week"][0] + 5, spans["last week"][1], "P1W", "DURATION"),
        mention(*spans["soon"], "FUTURE_REF"),
    ]
    found = list(errors(document(text, *gold), predicted))
    assert [(e.kind, e.family, e.gold, e.predicted) for e in found] == [
        ("extent+type+value", "last/this/next unit", "last week", "week"),
        ("missed", "year", "1998", ""),
        ("spurious", "reference", "", "soon"),
    ]
    assert (found[1].left, found[1].right) == ("They met on Monday, last week and in", ", now or soon.")


def test_the_file_of_errors_has_one_line_each_however_odd_the_words(tmp_path: Path) -> None:
    found = list(errors(document('A "b"\t\n1998\n"', mention(7, 11)), []))
    file = io.StringIO()
    write_errors(file, found)
    lines = file.getvalue().splitlines()
    assert len(lines) == 2
    assert len(lines[0].split("\t")) == len(lines[1].split("\t")) == 13
    assert lines[1].split("\t")[3:6] == ["year", "missed", "1998"]


def test_the_halves_never_change() -> None:
    assert [half(name) for name in ("own-1", "own-2", "own-3", "own-4")] == ["check", "tune", "check", "check"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Monday", "weekday"),
        ("last Friday", "weekday"),
        ("Feb. 9", "month+day"),
        ("the 3rd of May 1994", "month+day"),
        ("1994-05-03", "month+day"),
        ("April last year", "month"),
        ("May 1994", "month"),
        ("fiscal 1994", "year"),
        ("'98", "year"),
        ("the early '80s", "decade, century"),
        ("the 20th century", "decade, century"),
        ("last\nweek", "last/this/next unit"),
        ("the past two years", "N units"),
        ("two and a half years", "N units"),
        ("a five-year", "N units"),
        ("a year earlier", "N units ago"),
        ("ten days ago", "N units ago"),
        ("the year", "the unit"),
        ("third-quarter", "quarter"),
        ("two consecutive quarters", "N units"),
        ("last summer", "season"),
        ("New Year’s Day", "holiday"),
        ("the weekend", "weekend"),
        ("Monday night", "part of day"),
        ("8 p.m. EST Monday", "clock"),
        ("late yesterday", "today"),
        ("every Tuesday", "set"),
        ("on Mondays", "set"),
        ("the near future", "reference"),
        ("the day of reckoning", "the unit"),
        ("whenever", "other"),
    ],
)
def test_families(text: str, name: str) -> None:
    assert family(text) == name
    assert name in NAMES


def test_the_report_reads_a_folder_and_prints_scores_misses_and_speed(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dates, "_LONG", {"digits": "1"})
    (folder / "broken.tml").write_text("<", encoding="utf-8")
    dates.main(
        [str(folder), "--out", str(folder / "out"), "--errors", str(folder / "errors.tsv"), "--half", half("own-1")]
    )
    printed = capsys.readouterr().out
    for piece in ("left out: broken.tml", "value F1", "last/this/next unit", "documents/s", "x the time of 250 kB"):
        assert piece in printed
    assert (folder / "out" / "own-1.json").read_text(encoding="utf-8").startswith('[{"start": 13, "end": 21,')
    assert (folder / "errors.tsv").read_text(encoding="utf-8").startswith("document\thalf\tpublished\tfamily\tkind\t")


def test_a_folder_without_documents_is_said_and_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dates.main([str(tmp_path)])
    assert "skipped, no TimeML documents" in capsys.readouterr().out
