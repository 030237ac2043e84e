"""Files of what is recorded: read back by what reads such files, safe, the same each time, and nobody else's."""

import csv
import io
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from bot.exchange import csv_form
from bot.exchange.desk import ExchangeDesk
from bot.exchange.importing import import_file
from bot.model.dates import DateRange
from bot.model.decisions import DecisionKind, NewDecision
from bot.model.errors import NotEnoughFactsError, NotFoundError
from bot.model.exports import Exported, Form, Wish
from bot.model.ids import EventId, GuildId, UserId
from bot.model.plover import EventType, Mode
from bot.model.reading import Status
from bot.model.records import Dataset
from bot.model.stored import EventQuery
from data import event_desk, events
from data.reference import load_gazetteer
from data.reference.cameo import load_cameo
from data.store import Store
from tests.data.build import GUILD, NOON, OTHER_GUILD, US_CHINA, Told, add, on
from tests.exchange.tables import gdelt_row

GAZETTEER = load_gazetteer()
MET = Told(headline="Antony Blinken meets Qin Gang", when=on("2023-06-14"), mode=Mode.VISIT, place="Beijing")
PLAN = Told(
    headline="Janet Yellen is due to visit China", when=on("2023-06-19/2023-06-25"), status=Status.PLANNED,
    act=EventType.CONSULT,
)  # fmt: skip
UNDATED = Told(headline="Washington criticises Beijing", act=EventType.ACCUSE)


async def fill(store: Store) -> None:
    told: dict[str, Any] = {"source": "A Paper", "url": "https://paper.example/a", "published": date(2023, 6, 15)}
    await add(store, MET, PLAN, UNDATED, guild=None, title='=HYPERLINK("https://evil.example")', **told)
    await add(store, replace(MET, headline="Qin Gang hosts Antony Blinken"), guild=GUILD, title="Own", text="Private.")


async def export(store: Store, form: Form, guild: GuildId | None = None, **wish: object) -> Exported:
    desk = ExchangeDesk(store, GAZETTEER, clock=lambda: NOON)
    return await desk.export(Wish(form=form, pair=US_CHINA, **wish), guild)  # type: ignore[arg-type]  # by name


def table(made: Exported) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made.data.decode("utf-8-sig"))))


async def test_a_table_has_a_row_for_each_sentence(store: Store) -> None:
    await fill(store)
    made = await export(store, Form.CSV)
    rows = table(made)
    assert (made.name, made.events) == ("usa-chn.csv", 3)
    assert [row["headline"] for row in rows] == [UNDATED.headline, MET.headline, PLAN.headline]
    met = rows[1]
    assert (met["first_day"], met["last_day"], met["precision"]) == ("2023-06-14", "2023-06-14", "day")
    assert (met["type"], met["mode"], met["status"], met["place"]) == ("CONSULT", "visit", "occurred", "Beijing")
    assert (met["sentence"], met["proof"]) == (f"{MET.headline}.", "sentence")
    assert met["title"] == '\'=HYPERLINK("https://evil.example")'
    assert (rows[2]["first_day"], rows[2]["last_day"], rows[2]["status"]) == ("2023-06-19", "2023-06-25", "planned")
    assert rows[0]["first_day"] == ""


@given(st.text(max_size=40))
def test_no_cell_is_run_by_a_spreadsheet(text: str) -> None:
    cell = csv_form.safe(text)
    assert cell.removeprefix("'") == text or cell == text
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


async def test_data_by_the_documented_schema(store: Store, tmp_path: Path) -> None:
    await fill(store)
    await records_into(store, tmp_path, 1)
    made = await export(store, Form.JSON, GUILD, has_records=True)
    read = json.loads(made.data)
    assert {key: value for key, value in read.items() if key != "entries"} == {
        "format": "backchannel-export", "version": 1, "made_at": "2023-06-15T12:00:00+00:00", "pair": ["USA", "CHN"],
        "period": None, "types": [], "left_out": 0,
    }  # fmt: skip
    stored = {one.id: one for one in (await store.read(lambda c: events.timeline(c, query(GUILD)))).events}
    told = [entry for entry in read["entries"] if entry["kind"] == "event"]
    assert {entry["id"] for entry in told} == {f"E{number}" for number in stored}
    for entry in told:
        one = stored[type(next(iter(stored)))(int(entry["id"][1:]))]
        days = one.event.when.range
        assert entry["when"]["days"] == (
            None if days is None else {"first": days.start.isoformat(), "last": days.end.isoformat()}
        )
        assert [report["sentence"] for report in entry["reports"]] == [report.sentence for report in one.reports]
        assert entry["reports"][0]["url"] == one.reports[0].url
        assert (entry["headline"], entry["type"], entry["status"]) == (
            one.event.headline, one.event.type.value, one.event.status.value,
        )  # fmt: skip
        assert entry["source"] == {"countries": list(one.source_codes), "names": list(one.source_names)}
    (record,) = [entry for entry in read["entries"] if entry["kind"] == "record"]
    assert (record["dataset"], record["key"], record["url"]) == ("GDELT 2.0", "1", "https://news.example/world/visit-1")
    assert "reports" not in record
    assert "sentence" not in json.dumps(record)


def query(guild: GuildId | None) -> EventQuery:
    return EventQuery(pair=US_CHINA, guild=guild, limit=50)


async def records_into(store: Store, folder: Path, count: int) -> None:
    path = folder / "table"
    path.write_text("\n".join(gdelt_row(number, day="20200101") for number in range(1, count + 1)))
    await import_file(
        store, Dataset.GDELT, path, cameo=load_cameo(), guild=None, clock=lambda: NOON, progress=lambda _: None
    )


async def test_a_calendar_holds_ranges_under_lasting_names(store: Store) -> None:
    await fill(store)
    made = await export(store, Form.ICS)
    entries = {str(entry["SUMMARY"]): entry for entry in Calendar.from_ical(made.data).walk("VEVENT")}
    assert (made.events, made.undated, set(entries)) == (2, 1, {MET.headline, PLAN.headline})
    plan = entries[PLAN.headline]
    assert (plan.decoded("DTSTART"), plan.decoded("DTEND")) == (date(2023, 6, 19), date(2023, 6, 26))
    assert (str(plan["STATUS"]), str(entries[MET.headline]["STATUS"])) == ("TENTATIVE", "CONFIRMED")
    assert f"“{MET.headline}.”" in str(entries[MET.headline]["DESCRIPTION"])
    assert "VALUE=DATE" in made.data.decode()
    assert all(len(line) <= 75 for line in made.data.split(b"\r\n"))
    number = next(one.id for one in (await store.read(lambda c: events.timeline(c, query(None)))).events
                  if one.event.headline == PLAN.headline)  # fmt: skip
    await store.write(
        lambda conn: events.withdraw_event(conn, number, guild=None, reason="A mistake", at=NOON + timedelta(hours=1))
    )
    again = {str(entry["SUMMARY"]): entry for entry in
             Calendar.from_ical((await export(store, Form.ICS)).data).walk("VEVENT")}  # fmt: skip
    assert str(again[PLAN.headline]["UID"]) == str(plan["UID"])
    assert str(again[PLAN.headline]["STATUS"]) == "CANCELLED"


async def numbered(store: Store, told: Told) -> EventId:
    found = (await store.read(lambda c: events.timeline(c, query(None)))).events
    return next(one.id for one in found if one.event.headline == told.headline)


async def withdraw(store: Store, told: Told, reason: str) -> None:
    """Let a server's editor withdraw an event that all see."""
    number = await numbered(store, told)
    decision = NewDecision(
        guild=GUILD, by=UserId(7), at=NOON, kind=DecisionKind.WITHDRAW, event=number, reason=reason
    )  # fmt: skip
    await store.write(lambda conn: event_desk.decide(conn, decision, settled=()))


@pytest.mark.parametrize(("guild", "reason"), [(GUILD, "=A rumour."), (OTHER_GUILD, None), (None, None)])
async def test_what_a_server_s_editors_withdrew_is_marked_in_its_files_alone(
    store: Store, guild: GuildId | None, reason: str | None
) -> None:
    await fill(store)
    await withdraw(store, PLAN, "=A rumour.")
    rows = {row["headline"]: row["withdrawn"] for row in table(await export(store, Form.CSV, guild))}
    assert rows == {UNDATED.headline: "", MET.headline: "", PLAN.headline: f"'{reason}" if reason else ""}
    read = json.loads((await export(store, Form.JSON, guild)).data)["entries"]
    assert {entry["headline"]: entry["withdrawn"] for entry in read} == {
        UNDATED.headline: None, MET.headline: None, PLAN.headline: reason,
    }  # fmt: skip
    calendar = Calendar.from_ical((await export(store, Form.ICS, guild)).data)
    entries = {str(entry["SUMMARY"]): entry for entry in calendar.walk("VEVENT")}
    assert {name: str(entry["STATUS"]) for name, entry in entries.items()} == {
        MET.headline: "CONFIRMED", PLAN.headline: "CANCELLED" if reason else "TENTATIVE",
    }  # fmt: skip
    assert (f"Withdrawn: {reason}" in str(entries[PLAN.headline]["DESCRIPTION"])) is (reason is not None)
    assert "Withdrawn" not in str(entries[MET.headline]["DESCRIPTION"])


async def test_a_period_and_a_kind_hold_for_what_was_withdrawn(store: Store) -> None:
    await fill(store)
    await withdraw(store, PLAN, "A rumour.")
    june = DateRange(start=date(2023, 6, 20), end=date(2023, 6, 30))
    assert [row["withdrawn"] for row in table(await export(store, Form.CSV, GUILD, period=june))] == ["A rumour."]
    accused = table(await export(store, Form.CSV, GUILD, types=frozenset({EventType.ACCUSE})))
    assert [row["headline"] for row in accused] == [UNDATED.headline]


async def test_a_server_s_own_events_leave_only_with_it(store: Store) -> None:
    await fill(store)
    own = {guild: table(await export(store, Form.CSV, guild)) for guild in (None, GUILD, OTHER_GUILD)}
    assert "Private" not in str(own[None]) + str(own[OTHER_GUILD])
    assert any(row["title"] == "Own" for row in own[GUILD])
    assert not any(row["title"] == "Own" for row in own[None] + own[OTHER_GUILD])


async def test_period_and_kind_narrow_a_file(store: Store) -> None:
    await fill(store)
    june = DateRange(start=date(2023, 6, 20), end=date(2023, 6, 30))
    assert [row["headline"] for row in table(await export(store, Form.CSV, period=june))] == [PLAN.headline]
    accused = table(await export(store, Form.CSV, types=frozenset({EventType.ACCUSE})))
    assert [row["headline"] for row in accused] == [UNDATED.headline]
    with pytest.raises(NotFoundError):
        await export(store, Form.CSV, period=DateRange.day(date(1999, 1, 1)))


@pytest.mark.parametrize("form", [Form.CSV, Form.JSON])
async def test_what_has_no_room_is_the_oldest_and_counted(store: Store, tmp_path: Path, form: Form) -> None:
    await fill(store)
    await records_into(store, tmp_path, 2500)
    whole = await export(store, form, has_records=True)
    assert (whole.events, whole.records, whole.too_many) == (3, 2500, 0)
    made = await export(store, form, has_records=True, most_bytes=20_000)
    assert len(made.data) <= 20_000
    assert made.events == 3
    assert 10 < made.records == 2500 - made.too_many
    if form is Form.JSON:
        read = json.loads(made.data)
        assert read["left_out"] == made.too_many
        assert [entry["kind"] for entry in read["entries"][-3:]] == ["event"] * 3
    else:
        assert [row["entry"][0] for row in table(made)] == ["R"] * made.records + ["E"] * 3
        assert {row["proof"] for row in table(made)} == {"sentence", "record of GDELT 2.0, no sentence"}
    small = await export(store, form, most_bytes=1_200)
    assert small.events + small.too_many == 3
    assert small.too_many > 0


async def test_no_deck_without_questions(store: Store) -> None:
    with pytest.raises(NotEnoughFactsError):
        await export(store, Form.ANKI)
