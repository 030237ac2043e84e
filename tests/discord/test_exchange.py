"""/export, /records and records beside events, as members use them."""

import csv
import html
import io
import json
import sqlite3
import zipfile
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from bot.exchange.importing import import_file
from bot.model.countries import Dyad
from bot.model.errors import NotFoundError
from bot.model.exports import Exported, Form, Wish
from bot.model.ids import CountryCode, GuildId, UserId
from bot.model.members import Member
from bot.model.records import Dataset
from bot.model.stored import EventQuery, StoredEvent
from data import events
from data.reference.cameo import load_cameo
from tests.data.build import NOON, US_CHINA
from tests.discord.conftest import Newsroom
from tests.discord.looking import buttons_of, fill, select_of, shown_by, text_of
from tests.exchange.tables import gdelt_row

PRIVATE = "On 3 March 2024, Norwegian Foreign Minister Kari Lund met Chilean President Pablo Reyes in Oslo. It snowed."


async def import_rows(newsroom: Newsroom, folder: Path, *rows: str, guild: GuildId | None = None) -> None:
    table = folder / "20230614.export.CSV"
    table.write_text("\n".join(rows) + "\n")
    await import_file(
        newsroom.store, Dataset.GDELT, table, cameo=load_cameo(), guild=guild, clock=lambda: NOON,
        progress=lambda _: None,
    )  # fmt: skip


def rows(count: int) -> list[str]:
    return [gdelt_row(n, day=f"2023{5 + n % 2:02}{1 + n % 28:02}", code=("042", "112")[n % 2]) for n in range(count)]


async def file_of(newsroom: Newsroom, who: Any, **options: Any) -> tuple[Any, bytes]:
    result = await who.slash(newsroom.general, "export", **options)
    message = shown_by(result)
    (attachment,) = message.attachments
    return message, await attachment.read()


async def test_a_table_goes_to_one_person(newsroom: Newsroom) -> None:
    message, data = await file_of(newsroom, newsroom.bob, format="csv")
    assert message.ephemeral
    shown = text_of(message)
    assert "🇺🇸 US – 🇨🇳 China" in shown
    assert "9 events" in shown
    read = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert {row["entry"] for row in read} == {f"E{number}" for number in range(1, 10)}
    assert all(row["sentence"] for row in read)


async def test_a_calendar_of_a_period_and_kind(newsroom: Newsroom) -> None:
    message, data = await file_of(newsroom, newsroom.bob, format="ics", period="2023-06", kind="CONSULT")
    assert "June 2023 · Talks · 3 events" in text_of(message)
    assert len(Calendar.from_ical(data).walk("VEVENT")) == 3


async def test_a_server_s_own_events_are_in_its_file(newsroom: Newsroom) -> None:
    form = await newsroom.bob.slash(newsroom.general, "article add")
    await fill(newsroom.bob, form, title="Lund meets Reyes", date_of_publication="2024-03-20", text=PRIVATE)
    _, data = await file_of(newsroom, newsroom.carol, format="json", pair="Norway – Chile")
    (entry,) = json.loads(data)["entries"]
    assert entry["reports"][0]["sentence"].startswith("On 3 March 2024")
    elsewhere = Wish(form=Form.JSON, pair=Dyad(first=CountryCode("NOR"), second=CountryCode("CHL")))
    with pytest.raises(NotFoundError):
        await newsroom.services.exchange.export(elsewhere, GuildId(1))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"format": "csv", "pair": "Norway – Chile"}, "Nothing is recorded between the two"),
        ({"format": "anki", "pair": "Norway – Chile"}, "not enough recorded facts"),
        ({"format": "csv", "pair": "Atlantis"}, "not a pair"),
        ({"format": "ics", "records": True}, "Records have no sentence"),
        ({"format": "csv", "period": "once"}, "no period"),
    ],
)
async def test_what_can_t_be_exported_is_said_to_one_person(
    newsroom: Newsroom, options: dict[str, Any], words: str
) -> None:
    notice = shown_by(await newsroom.bob.slash(newsroom.general, "export", **options))
    assert notice.ephemeral
    assert words in text_of(notice)


def notes(made: Exported, folder: Path) -> dict[str, list[str]]:
    """Return the fields of a deck's notes by guid, as Anki would read them."""
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        assert json.loads(archive.read("media")) == {}
        archive.extract("collection.anki2", folder)
    with closing(sqlite3.connect(folder / "collection.anki2")) as connection:
        found = {guid: fields.split("\x1f") for guid, fields in connection.execute("SELECT guid, flds FROM notes")}
        assert connection.execute("SELECT count(*) FROM cards").fetchone() == (len(found),)
    return found


async def test_a_deck_is_the_same_each_time(newsroom: Newsroom, tmp_path: Path) -> None:
    guild = GuildId(newsroom.guild.id)
    desk, wish = newsroom.services.exchange, Wish(form=Form.ANKI, pair=US_CHINA)
    made = await desk.export(wish, guild)
    first, again = notes(made, tmp_path), notes(await desk.export(wish, guild), tmp_path)
    assert len(first) == made.questions > 2
    assert first == again
    for question, options, answer, explanation, source in first.values():
        assert question
        assert explanation
        assert answer in options or "<ul>" in answer
        assert "<blockquote>" in source
    message, data = await file_of(newsroom, newsroom.bob, format="anki")
    assert f"{len(first)} questions on 9 events" in text_of(message)
    assert zipfile.is_zipfile(io.BytesIO(data))


async def test_a_deck_asks_nothing_of_what_was_withdrawn(newsroom: Newsroom, tmp_path: Path) -> None:
    guild = GuildId(newsroom.guild.id)
    desk, wish = newsroom.services.exchange, Wish(form=Form.ANKI, pair=US_CHINA)
    before = notes(await desk.export(wish, guild), tmp_path)
    query = EventQuery(guild=guild, pair=US_CHINA, limit=50)
    found = (await newsroom.store.read(lambda c: events.timeline(c, query))).events
    proofs = Counter(report.sentence for one in found for report in one.reports)

    def about(told: dict[str, list[str]], one: StoredEvent) -> int:
        """Count the notes that quote a sentence which proves this event alone."""
        own = [report.sentence for report in one.reports if proofs[report.sentence] == 1]
        quoted = [f"<blockquote>{html.escape(sentence)}</blockquote>" for sentence in own]
        return sum(any(sentence in fields[-1] for sentence in quoted) for fields in told.values())

    gone = max(found, key=lambda one: about(before, one))
    assert about(before, gone) > 0
    by = Member(guild=guild, user=UserId(7))
    case = await newsroom.services.event_desk.case(guild, gone.id)
    await newsroom.services.event_desk.withdraw(by, gone.id, case.version, "A rumour.")
    made = await desk.export(wish, guild)
    after = notes(made, tmp_path)
    assert (about(after, gone), made.events) == (0, len(found) - 1)
    assert after
    elsewhere = notes(await desk.export(wish, GuildId(guild + 1)), tmp_path)
    assert about(elsewhere, gone) == about(before, gone)


async def test_records_stand_beside_a_timeline_marked(newsroom: Newsroom, tmp_path: Path) -> None:
    plain = shown_by(await newsroom.bob.slash(newsroom.general, "events"))
    assert "Records" not in buttons_of(plain)
    await import_rows(newsroom, tmp_path, *rows(20))
    card = shown_by(await newsroom.bob.slash(newsroom.general, "events"))
    assert "20 records of other data sets stand apart" in text_of(card)
    assert text_of(card).startswith(text_of(plain).rsplit("\n", 1)[0])
    page = shown_by(await newsroom.bob.click(card, label="Records"))
    shown = text_of(page)
    assert shown.count("record of GDELT 2.0, no sentence") == 8
    assert "all kinds · 20 records · coded by machine, no sentences" in shown
    assert "Page 1 of 3" in shown
    await newsroom.carol.click(page, label="Older ›")
    assert "Page 2 of 3" in text_of(page)
    await newsroom.carol.select(page, ["ACCUSE"], custom_id=select_of(page, "Kind")["custom_id"])
    assert "Accusation · 10 records" in text_of(page)
    assert "Talks" not in text_of(page)
    picker = select_of(page, "Open a record")
    one = await newsroom.carol.select(page, [picker["options"][0]["value"]], custom_id=picker["custom_id"])
    assert one.ephemeral
    assert "No sentence proves it" in text_of(shown_by(one))


async def test_a_record_by_its_number(newsroom: Newsroom, tmp_path: Path) -> None:
    await import_rows(newsroom, tmp_path, gdelt_row(77, source=("*BEIJING* @everyone", "CHN", "GOV")))
    card = shown_by(await newsroom.bob.slash(newsroom.general, "event show", number="r1"))
    shown = text_of(card)
    assert "Record R1 · GDELT 2.0" in shown
    assert "14 June 2023 · record of GDELT 2.0, no sentence" in shown
    assert "CAMEO 042, shown here as talks · visit" in shown
    assert "\\*BEIJING\\*" in shown
    assert "@everyone" not in shown
    assert ">" not in shown.replace("→", "")
    events = shown_by(await newsroom.bob.click(card, label="Events"))
    assert "Timeline" in text_of(events)


async def test_records_of_two_that_nothing_was_read_of(newsroom: Newsroom, tmp_path: Path) -> None:
    asked = {"pair": "France – Japan"}
    assert "No records yet" in text_of(shown_by(await newsroom.bob.slash(newsroom.general, "records", **asked)))
    await import_rows(newsroom, tmp_path, gdelt_row(1, source=("PARIS", "FRA", "GOV"), target=("TOKYO", "JPN", "")))
    empty = shown_by(await newsroom.bob.slash(newsroom.general, "events", country="France", other="Japan"))
    assert "No events yet" in text_of(empty)
    assert "1 record" in text_of(shown_by(await newsroom.bob.click(empty, label="Records")))
    narrowed = await newsroom.bob.slash(newsroom.general, "records", period="2019", **asked)
    assert "No record fits" in text_of(shown_by(narrowed))


async def test_records_are_no_other_server_s(newsroom: Newsroom, tmp_path: Path) -> None:
    await import_rows(newsroom, tmp_path, gdelt_row(1), guild=GuildId(5))
    card = shown_by(await newsroom.bob.slash(newsroom.general, "event show", number="R1"))
    assert "not in the store" in text_of(card)
    assert "Records" not in buttons_of(shown_by(await newsroom.bob.slash(newsroom.general, "events")))


async def test_records_feed_no_quiz(newsroom: Newsroom, tmp_path: Path) -> None:
    lines = [gdelt_row(n, source=("PARIS", "FRA", "GOV"), target=("TOKYO", "JPN", "GOV")) for n in range(60)]
    await import_rows(newsroom, tmp_path, *lines)
    notice = shown_by(await newsroom.bob.slash(newsroom.general, "export", format="anki", pair="France – Japan"))
    assert "not enough recorded facts" in text_of(notice)
    _, data = await file_of(newsroom, newsroom.bob, format="csv", pair="France – Japan", records=True)
    assert data.decode("utf-8-sig").count("record of GDELT 2.0, no sentence") == 60
