"""The page on accuracy, written from small gold standards of our own."""

import json
from pathlib import Path

import pytest

from tests.benchmarks import accuracy
from tests.benchmarks.test_timex_report import TIMEML

SENTENCE = "Norway accused Chad of jamming its radio masts."


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory with both gold standards, each of one text."""
    for folder in ("timex/tbaq", "events"):
        (tmp_path / "data" / folder).mkdir(parents=True)
    (tmp_path / "data" / "timex" / "tbaq" / "own-1.tml").write_text(TIMEML, encoding="utf-8")
    record = {"id": "own-1", "text": SENTENCE, "event": "ACCUSE", "source": ["NOR"], "target": ["TCD"]}
    (tmp_path / "data" / "events" / "plover_dev.jsonl").write_text(json.dumps(record), encoding="utf-8")
    monkeypatch.setenv("BACKCHANNEL_SHARED", str(tmp_path))
    monkeypatch.setattr(accuracy, "ARTICLES", "tests.benchmarks.no_such_module")
    return tmp_path


def test_the_page_gives_figures_of_both_and_nothing_of_the_texts(shared: Path) -> None:
    accuracy.main(["--out", str(shared / "accuracy.md")])
    page = (shared / "accuracy.md").read_text(encoding="utf-8")
    for line in (
        "| dates | TimeBank and AQUAINT, news articles with TIMEX3 tags | 1 documents, 3 expressions |",
        "| type and both sides exact | 100.0 |",
        "| ACCUSE | 1 | 1 | 1 | 100.0 | 100.0 | 100.0 |",
        "One sentence more or less is 100.0 points",
    ):
        assert line in page
    assert "jamming" not in page
    assert str(shared) not in page
    assert len({line.count("|") for line in page.splitlines() if line.startswith(("| gold |", "| ACCUSE |  |"))}) == 1


def test_nothing_is_written_without_the_gold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKCHANNEL_SHARED", str(tmp_path))
    accuracy.main(["--out", str(tmp_path / "accuracy.md")])
    assert "nothing written" in capsys.readouterr().out
    assert not (tmp_path / "accuracy.md").exists()


def test_the_page_in_the_house_has_what_the_command_writes(shared: Path) -> None:
    accuracy.main(["--out", str(shared / "accuracy.md")])
    fresh = (shared / "accuracy.md").read_text(encoding="utf-8").splitlines()
    kept = accuracy.FILE.read_text(encoding="utf-8").splitlines()
    heads = [
        line for line in fresh if line.startswith(("#", "| documents", "| family", "| measure", "| type |", "| gold |"))
    ]
    assert len(heads) == 8
    assert [line for line in heads if line not in kept] == []


@pytest.mark.parametrize(
    ("share", "step", "words"),
    [(0.233, 0.05, "about 25 %"), (0.013, 0.01, "about 1 %"), (0.001, 0.01, "about 1 %")],
)
def test_what_depends_on_the_machine_is_rounded(share: float, step: float, words: str) -> None:
    assert accuracy._about(share, step) == words
