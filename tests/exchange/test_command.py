"""`python -m bot export` as an operator meets it, and the report of an import."""

import asyncio
import csv
import json
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.exchange_cli import report_lines
from bot.model.records import BadRow, ImportCounts, ImportState, LeftOut
from data.store import Store
from tests.data.build import GUILD, Told, add, on
from tests.data.conftest import address
from tests.exchange.tables import gdelt_row


@pytest.fixture
def filled(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with one event for all and one of a server, which the program is pointed at."""

    async def fill() -> None:
        store = await Store.open(address(path))
        await add(store, Told(headline="Blinken meets Qin", when=on("2023-06-14")), text="For all.")
        await add(store, Told(headline="Qin meets Yellen", when=on("2023-07-01")), text="Own.", guild=GUILD)
        await store.close()

    asyncio.run(fill())
    monkeypatch.setenv("BACKCHANNEL_DATABASE_URL", address(path))
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    monkeypatch.chdir(path.parent)
    return path


def export(folder: Path, *arguments: str, form: str = "csv") -> tuple[int, Path]:
    target = folder / f"out.{form}"
    return main(["export", "--format", form, "--pair", "USA-CHN", "-o", str(target), *arguments]), target


def headlines(file: Path) -> list[str]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return [row["headline"] for row in csv.DictReader(stream)]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ([], ["Blinken meets Qin"]),
        (["--server", str(GUILD)], ["Blinken meets Qin", "Qin meets Yellen"]),
        (["--server", str(GUILD), "--from", "2023-06-20"], ["Qin meets Yellen"]),
        (["--server", str(GUILD), "--to", "2023-06-20"], ["Blinken meets Qin"]),
        (["--server", str(GUILD + 1)], ["Blinken meets Qin"]),
        (["--kind", "consult", "--kind", "AID"], ["Blinken meets Qin"]),
    ],
)
def test_what_is_in_a_file(filled: Path, tmp_path: Path, arguments: list[str], found: list[str]) -> None:
    status, target = export(tmp_path, *arguments)
    assert (status, headlines(target)) == (0, found)


def test_records_in_and_out(filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "table.CSV"
    table.write_text(f"{gdelt_row(5)}\n{gdelt_row(6, code='xx')}\n")
    assert main(["import", "gdelt", str(table)]) == 0
    assert main(["import", "gdelt", str(table)]) == 0
    said = capsys.readouterr().out
    assert "1 record of GDELT 2.0 taken in, 0 known already." in said
    assert "1 could not be read: an event code that is not known (line 2)." in said
    assert "This file was imported before; nothing was done." in said
    status, target = export(tmp_path, "--records", form="json")
    assert status == 0
    assert [entry["kind"] for entry in json.loads(target.read_bytes())["entries"]] == ["record", "event"]
    assert f"{target}: 1 event, 1 imported record" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--from", "June"], "is no period. Example"),
        (["--from", "2023-07-01", "--to", "2023-06-01"], "is no period. Example"),
        (["--kind", "GREET"], "“GREET” is no kind of event: choose of AGREE"),
        (["--server", "-5"], "-5 is no server's id."),
        (["--from", "1999-01-01", "--to", "1999-02-01"], "Nothing is recorded between the two"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    filled: Path, tmp_path: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, target = export(tmp_path, *arguments)
    assert status == 1
    assert words in capsys.readouterr().err
    assert not target.exists()


def test_a_file_that_can_t_be_written_leaves_nothing(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out.csv").mkdir()
    status, _ = export(tmp_path)
    assert status == 1
    assert "out.csv is a folder: name the file that is to be written." in capsys.readouterr().err
    assert not list(tmp_path.glob(".*.part"))


def test_a_report_counts_everything() -> None:
    state = ImportState(
        id=1,
        lines=12345,
        counts=ImportCounts(
            taken=7000,
            known=3,
            left={LeftOut.NO_COUNTRY: 5, LeftOut.ONE_COUNTRY: 50},
            bad={BadRow.DAY: 1, BadRow.COLUMNS: 12},
            first_bad=((4, BadRow.COLUMNS), (8, BadRow.DAY), (9, BadRow.COLUMNS)),
        ),
        is_finished=True,
    )
    assert list(report_lines(state, "GDELT 2.0", was_known=False)) == [
        "7,000 records of GDELT 2.0 taken in, 3 known already.",
        "50 left out: both sides are of one country.",
        "5 left out: one side has no country.",
        "12 could not be read: another number of columns than the table has (line 4, 9, …).",
        "1 could not be read: no day of the calendar (line 8).",
    ]
