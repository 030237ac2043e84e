"""Updates and the notes of corrections, as they read."""

from dataclasses import replace
from datetime import date

import pytest

from bot.cards.digest import digest_card
from bot.cards.event import event_card, event_sources_card
from bot.cards.message import measure
from bot.cards.revisions import revision_line
from bot.cards.update import update_card
from bot.model.digest import Revision, Update
from bot.model.ids import EventId
from bot.model.reading import Status
from bot.model.stored import StoredEvent
from tests.cards import samples as s
from tests.cards.test_sizes import AWKWARD, NAMES, awkward_event

ONE = "https://fjord.example/1"
ON = date(2024, 3, 16)
PLAIN = s.stored(7)
REASON = "The outlet took it back."


def withdrawn(stored: StoredEvent = PLAIN) -> StoredEvent:
    return replace(stored, is_withdrawn=True, withdrawn_at=s.NOON, withdrawn_reason=REASON)


def shown(stored: StoredEvent, revision: Revision | None = None) -> list[str]:
    view = update_card(Update(pair=s.PAIR, event=stored, revision=revision), s.GAZETTEER)
    return [text.replace("\u00a0", " ") for text in s.texts(view)]


def test_an_update_reads_as_laid_down() -> None:
    assert shown(PLAIN) == [
        (
            "-# Update · 🇳🇴 Norway – 🇨🇱 Chile\n### Kari Lund and Pablo Reyes meet in Oslo\n"
            "💬 **14 March 2024** · Talks · 🇳🇴 Norway → 🇨🇱 Chile"
        ),
        f"> {s.SENTENCES[0]}",
        f"-# Source: [Fjord Post]({ONE})",
    ]


def test_a_plan_is_told_as_one_and_a_claim_as_one() -> None:
    plan, claim = (s.stored(7, s.event(status=status)) for status in (Status.PLANNED, Status.REPORTED))
    assert "Talks · ⏳ **planned** · 🇳🇴" in shown(plan)[0]
    assert "Talks · ❓ **alleged** · 🇳🇴" in shown(claim)[0]


def test_each_article_is_named_once_and_many_are_counted() -> None:
    twice = (s.report(1), s.report(1), s.report(2, source=None))
    foot = shown(s.stored(7, reports=twice))[-1]
    assert foot == f"-# Sources: [Fjord Post]({ONE}) · [fjord.example](https://fjord.example/2)"
    many = shown(s.stored(7, reports=tuple(s.report(n) for n in range(1, 12))))[-1]
    assert many.count("Fjord Post") == 8
    assert many.endswith(" and 3 more")


def test_a_long_sentence_is_left_to_the_button() -> None:
    long = s.stored(7, reports=(replace(s.report(), sentence="Much was said. " * 30),))
    assert not any(text.startswith(">") for text in shown(long))


def test_a_correction_is_noted_on_top() -> None:
    head = shown(PLAIN, Revision(event=PLAIN.id, on=ON, before="March 2024"))[0].split("\n")
    assert head[1] == "🔁 **corrected** 16 March 2024 · before: March 2024"
    assert shown(PLAIN, Revision(event=PLAIN.id, on=ON))[0].split("\n")[1] == "🔁 **corrected** 16 March 2024"


def test_what_is_withdrawn_is_struck_through_says_why_and_quotes_nothing() -> None:
    head, foot = shown(withdrawn(), Revision(event=PLAIN.id, on=ON))
    assert head == (
        "-# Update · 🇳🇴 Norway – 🇨🇱 Chile\n✗ **withdrawn** 16 March 2024 · The outlet took it back.\n"
        "### ~~Kari Lund and Pablo Reyes meet in Oslo~~\n"
        "💬 **14 March 2024** · Talks · ✗ **withdrawn** · 🇳🇴 Norway → 🇨🇱 Chile"
    )
    assert foot == f"-# Source: [Fjord Post]({ONE})"


def test_several_are_counted_in_one_line() -> None:
    three = {EventId(n): s.stored(n) for n in (1, 2)} | {EventId(3): withdrawn(s.stored(3))}
    revisions = [Revision(event=EventId(n), on=date(2024, 3, 13 + n), before="May") for n in (1, 2, 3, 4)]
    line = revision_line(revisions, three).replace("\u00a0", " ")
    assert line == "🔁 **corrected** 15 March 2024 · 2 events · ✗ **withdrawn** 16 March 2024 · 1 event"
    assert revision_line([], three) == ""


def test_a_corrected_digest_says_so_on_top_of_what_happened() -> None:
    first, second = s.digest().events
    changed = replace(
        s.digest(),
        events=(first, withdrawn(second)),
        revisions=(Revision(event=first.id, on=ON), Revision(event=second.id, on=ON)),
    )
    happened = s.texts(digest_card(changed, s.GAZETTEER))[1].replace("\u00a0", " ").split("\n")
    assert happened[:2] == [
        "### What happened",
        "🔁 **corrected** 16 March 2024 · 1 event · ✗ **withdrawn** 16 March 2024 · 1 event",
    ]
    assert happened[2].startswith("💬 **14 Mar** · Talks · 🔁 **corrected** · Kari Lund and Pablo Reyes meet in Oslo.")
    assert "Request · ✗ **withdrawn** · ~~Pablo Reyes asks Norway to drop its complaint.~~ [¹]" in happened[3]


def test_a_quiet_digest_of_which_a_plan_was_corrected_says_so_too() -> None:
    quiet = s.digest(events=0)
    changed = replace(quiet, revisions=(Revision(event=quiet.coming_up[0].id, on=ON),))
    coming = s.texts(digest_card(changed, s.GAZETTEER))[1].replace("\u00a0", " ").split("\n")
    assert coming[0] == "🔁 **corrected** 16 March 2024"
    assert "⏳ **planned** · 🔁 **corrected** · Kari Lund" in coming[1]


def test_what_was_withdrawn_says_why_where_it_is_opened() -> None:
    line = "✗ **withdrawn** · The outlet took it back."
    assert line in s.texts(event_card(withdrawn(), s.GAZETTEER))[0].replace("\u00a0", " ")
    assert line in s.texts(event_sources_card(withdrawn()))[0].replace("\u00a0", " ")


def test_sources_are_shown_as_printed() -> None:
    head, *reports = s.texts(event_sources_card(s.stored(7, reports=(s.report(1), s.report(2)))))
    assert head == "-# Sources · event E7\n## Kari Lund and Pablo Reyes meet in Oslo"
    assert [one.split("\n")[1] for one in reports] == [f"> {s.SENTENCES[0]}"] * 2


@pytest.mark.parametrize("words", AWKWARD, ids=NAMES)
def test_an_update_at_its_worst_is_still_taken(words: str) -> None:
    stored = replace(awkward_event(7, words), is_withdrawn=True, withdrawn_reason=words)
    for one in (stored, replace(stored, is_withdrawn=False)):
        revision = Revision(event=one.id, on=ON, before="March 2024")
        size = measure(update_card(Update(pair=s.PAIR, event=one, revision=revision), s.GAZETTEER))
        assert size.characters <= 4000
        assert measure(event_sources_card(one)).characters <= 4000


def test_an_update_has_no_more_parts_than_it_needs() -> None:
    assert measure(update_card(Update(pair=s.PAIR, event=PLAIN), s.GAZETTEER)).components == 8
