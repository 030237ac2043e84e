"""A relation at a glance, and an entry of a chronology wherever a report is shown."""

from dataclasses import replace
from datetime import date

import pytest

from bot.cards.event import event_card
from bot.cards.events import outlets
from bot.cards.message import measure
from bot.cards.numbering import Footnotes
from bot.cards.relations import relations_card
from bot.cards.reports import report_lines, source_words
from bot.model.packs import PackNote, PublicSource
from bot.model.relations import Met, Overview
from bot.model.stored import EventSource, StoredEvent
from tests.cards import barometers as b
from tests.cards import samples as s

NOTE = PackNote(
    pack="nor-chl",
    key="1999-02-treaty",
    significance=5,
    checked=date(2024, 3, 14),
    sources=(
        PublicSource(title="Treaty 12", publisher="Fjord Archive", url="https://fjord.example/12", is_primary=True),
        PublicSource(title="A treaty", publisher="Andes Post", url="https://andes.example/1"),
    ),
)


def entry(key: str = "1999-02-treaty", **more: object) -> EventSource:
    note = replace(NOTE, key=key, **more)  # type: ignore[arg-type]  # by name
    return replace(s.report(url=note.sources[0].url), published=None, source="Backchannel chronology", note=note)


def overview(*, latest: tuple[StoredEvent, ...] = (), **more: object) -> Overview:
    whole = Overview(latest=latest, ahead=(), turning=(), met=(), is_empty=False, records=0)
    return replace(whole, **more)  # type: ignore[arg-type]  # by name


def shown(what: Overview, image: bytes | None = b"png") -> str:
    card = relations_card(b.barometer(), s.GAZETTEER, image, what)
    measure(card)
    return "\n".join(s.texts(card)).replace("\u00a0", " ")


def test_sections_name_their_sources_and_leave_out_what_is_not_there() -> None:
    told = shown(
        overview(
            latest=(s.stored(1),),
            turning=(s.stored(2, reports=(entry(),)),),
            met=(
                Met(first="Kari Lund", second="Pablo Reyes", times=3, last=s.stored().event.when),
                Met(first="Ane Dahl", second="Pablo Reyes", times=1, last=s.stored().event.when),
            ),
        )
    )
    assert "### Coming up" not in told
    assert "### Latest\n- **14 Mar 2024** · 💬 Talks · Kari Lund and Pablo Reyes meet in Oslo. ¹" in told
    assert "### Turning points\n- **14 Mar 2024**" in told
    assert "- **Kari Lund** and **Pablo Reyes** · 3 times · last 14 March 2024" in told
    assert "- **Ane Dahl** and **Pablo Reyes** · once · 14 March 2024" in told
    assert "[¹ Fjord Post](https://fjord.example/1) · [² Fjord Archive](https://fjord.example/12) (chronology)" in told


def test_an_empty_relation_says_what_would_fill_it() -> None:
    told = shown(overview(is_empty=True))
    assert "### What would fill it" in told
    assert all(word in told for word in ("`/feed add`", "`/article add`", "python -m bot pack load", "GDELT"))
    assert "12 records of other data sets are there already" in shown(overview(is_empty=True, records=12))


@pytest.mark.parametrize("words", ["x" * 300, "漢" * 200, "*_`|" * 60])
def test_the_fullest_relation_is_still_taken(words: str) -> None:
    event = s.stored(1, replace(s.EVENTS[0], headline=words), reports=(entry(sources=(PublicSource(
        title=words, publisher=words, url="https://fjord.example/1"),)),))  # fmt: skip
    met = Met(first=words, second=words, times=9, last=s.stored().event.when)
    full = overview(latest=(event,) * 3, ahead=(event,) * 3, turning=(event,) * 4, met=(met,) * 3)
    shown(full)


def test_a_chronology_s_report_has_its_own_words_and_its_sources() -> None:
    origin, quoted = report_lines(1, entry())
    assert origin.replace("\u00a0", " ") == (
        "**¹** **Chronology** · checked 14 March 2024\n-# after [Treaty 12](https://fjord.example/12) (Fjord Archive) "
        "and [A treaty](https://andes.example/1) (Andes Post)"
    )  # fmt: skip
    assert quoted.startswith("> ")
    assert source_words(entry()) == "[Fjord Archive](https://fjord.example/12), by the chronology"
    assert source_words(entry(), is_linked=False) == "Fjord Archive, by the chronology"


def test_each_entry_of_a_pack_has_a_footnote_of_its_own() -> None:
    notes = Footnotes(are_linked=False)
    assert notes.cite((entry("a"), entry("b"), entry("a"))) == "¹\u00a0²"


def test_an_event_of_a_chronology_alone_leads_to_no_summary() -> None:
    alone, both = s.stored(reports=(entry(),)), s.stored(reports=(entry(), s.report()))
    assert "Summary" not in s.buttons(event_card(alone, s.GAZETTEER))
    assert "Summary" in s.buttons(event_card(both, s.GAZETTEER))
    assert outlets(both) == ("Fjord Archive", "Andes Post", "Fjord Post")
