"""Cards of records: they say what they are, and fit at their worst."""

from dataclasses import replace
from datetime import date

import pytest

from bot.cards.events import events_card
from bot.cards.exchange import FORMS, export_card
from bot.cards.message import measure
from bot.cards.records import record_card, records_card, records_counted
from bot.model.exports import Exported, Form, Wish
from bot.model.ids import RecordId
from bot.model.plover import EventType, Mode
from bot.model.records import Dataset, ImportedRecord, RecordPage, Side, StoredRecord
from bot.model.stored import EventQuery
from tests.cards import samples as s

QUERY = EventQuery(pair=s.PAIR)


def record(
    number: int = 1, name: str = "BEIJING", url: str | None = "https://a.example/1", month: int = 6
) -> StoredRecord:
    return StoredRecord(
        id=RecordId(number),
        dataset=Dataset.GDELT,
        record=ImportedRecord(
            key=str(number),
            source=Side(country=s.PAIR.first, name=name, role="government"),
            target=Side(country=s.PAIR.second, name=name),
            type=EventType.ASSAULT,
            mode=Mode.UNCONVENTIONAL,
            code="204",
            day=date(2023, month, 14),
            place=name,
            outlet="a.example" if url else name,
            url=url,
        ),
    )


def page(*found: StoredRecord, total: int | None = None) -> RecordPage:
    return RecordPage(
        records=found, total=len(found) if total is None else total, counts=tuple((kind, 1234567) for kind in EventType)
    )


@pytest.mark.parametrize(
    "name",
    ["w" * 120, "*" * 120, "外" * 120, "[a](b) " * 17, "א" * 120, ""],
    ids=["long", "signs", "CJK", "links", "RTL", "none"],
)
@pytest.mark.parametrize("url", ["https://a.example/" + "x" * 1900, "https://a.example/" + "x" * 250, None])
def test_records_at_their_worst_fit(name: str, url: str | None) -> None:
    found = [record(10**14 + number, name, url, month=number) for number in range(8, 0, -1)]
    query = replace(QUERY, types=frozenset(EventType), offset=8 * 1295)
    size = measure(records_card(page(*found, total=10**6), query, s.GAZETTEER))
    assert size.components <= 40
    measure(record_card(found[0], s.GAZETTEER))


def test_links_stand_where_there_is_room_for_them() -> None:
    short = "\n".join(s.texts(records_card(page(record()), QUERY, s.GAZETTEER)))
    assert "[a.example](https://a.example/1)" in short
    long = page(*(record(n, url=f"https://a.example/{'x' * 270}{n}") for n in range(1, 9)))
    assert "](" not in "\n".join(s.texts(records_card(long, QUERY, s.GAZETTEER)))


def test_a_record_says_what_it_is_and_quotes_nothing() -> None:
    for card in (records_card(page(record()), QUERY, s.GAZETTEER), record_card(record(), s.GAZETTEER)):
        shown = "\n".join(s.texts(card))
        assert "record of GDELT 2.0, no sentence" in shown
        assert "“" not in shown
        assert "\n> " not in shown


def test_a_full_timeline_has_room_for_its_records() -> None:
    measure(events_card(s.timeline(8, total=41), QUERY, s.GAZETTEER, records=1000))


@pytest.mark.parametrize(("number", "words"), [(1, "1 record"), (999, "999 records"), (1000, "1,000 or more records")])
def test_records_are_counted_as_far_as_they_are(number: int, words: str) -> None:
    assert records_counted(number) == words


@pytest.mark.parametrize("form", Form)
def test_an_export_says_what_it_lacks(form: Form) -> None:
    made = Exported(name="a.csv", data=b"x", events=1, records=2, too_many=3, undated=1)
    shown = "\n".join(s.texts(export_card(made, Wish(form=form, pair=s.PAIR), s.GAZETTEER))).replace("\u00a0", " ")
    assert FORMS[form][0] in shown
    assert "3 older" in shown
    assert "1 event without a date" in shown
    assert "1 event and 2 records" in shown
