"""What those who manage a server read of a digest: its sources, and why one was or was not posted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.cards import ids
from bot.cards.digest import edition_cards, opener
from bot.cards.digest_sources import digest_sources_card
from bot.cards.digest_why import why_card
from bot.cards.message import measure
from bot.model.countries import Dyad
from bot.model.digest import DigestDecision, Edition, LedgerEntry
from bot.model.ids import CountryCode, GuildId
from bot.model.settings import Cadence, GuildSettings
from tests.cards import samples as s

OTHER = Dyad(first=CountryCode("CHL"), second=CountryCode("NOR"))


def entry(decision: DigestDecision, day: int = 14, reason: str | None = None, kind: str = "digest") -> LedgerEntry:
    return LedgerEntry(
        guild=GuildId(1), kind=kind, period=date(2024, 3, day), decided_at=s.NOON, decision=decision, reason=reason
    )


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_why_lists_what_became_of_each_digest_and_the_next_runs() -> None:
    decisions = (
        entry(DigestDecision.SENT),
        entry(DigestDecision.ENQUEUED),
        entry(DigestDecision.BELOW_FLOOR, 13, "3 new, all below the salience floor."),
        entry(DigestDecision.ENQUEUED, 12),
    )
    runs = [s.NOON + timedelta(days=n) for n in range(3)]
    head, upcoming, decided = map(plain, s.texts(why_card(s.SETTINGS, decisions, runs, s.GAZETTEER)))
    stamp = int(s.NOON.timestamp())
    assert head.endswith(f"## The next digest comes <t:{stamp}:R>\n-# Every day at 18:00, Europe/Oslo")
    assert upcoming.split("\n")[1] == f"- <t:{stamp}:F> · 14 March 2024, 13:00 in Europe/Oslo"
    assert decided.split("\n")[1:] == [
        f"✓ **14 March 2024** · Digest · posted · <t:{stamp}:f>",
        f"– **13 March 2024** · Digest · skipped · <t:{stamp}:f> · 3 new, all below the salience floor.",
        f"○ **12 March 2024** · Digest · made · <t:{stamp}:f>",
    ]


@pytest.mark.parametrize(
    ("settings", "title"),
    [
        (replace(s.SETTINGS, is_paused=True), "The digest is paused"),
        (replace(s.SETTINGS, digest_channel=None), "No digest is due: no channel is chosen"),
        (
            replace(s.SETTINGS, schedule=replace(s.SETTINGS.schedule, cadence=Cadence.OFF)),
            "No digest is due: it is off",
        ),
    ],
)
def test_why_says_that_nothing_is_due(settings: GuildSettings, title: str) -> None:
    texts = s.texts(why_card(settings, (), (), s.GAZETTEER))
    assert f"## {title}\n" in texts[0]
    assert texts[-1] == "-# Nothing was decided yet"


@pytest.mark.parametrize("decision", DigestDecision)
def test_every_decision_has_its_words(decision: DigestDecision) -> None:
    view = why_card(s.SETTINGS, [entry(decision, reason="x" * 500)] * 10, [s.NOON] * 3, s.GAZETTEER)
    assert measure(view).characters < 4000


def test_sources_show_each_event_with_its_sentences() -> None:
    one = s.stored(7, reports=(s.report(1), s.report(2), s.report(3)))
    texts = [plain(text) for text in s.texts(digest_sources_card([one], s.GAZETTEER))[1:]]
    assert "(E7)" in texts[0]
    assert [text.split("\n")[-1][:2] for text in texts] == ["> ", "> ", "-#"]
    assert texts[-1] == "-# 1 more in /event show"


def test_what_finds_no_room_among_the_sources_is_counted() -> None:
    long = replace(s.report(1), sentence="Word " * 80)
    events = [s.stored(number, reports=(long, replace(long, sentence_index=2))) for number in range(9)]
    view = digest_sources_card(events, s.GAZETTEER)
    assert measure(view).characters <= 4000
    assert s.texts(view)[-1].endswith(" more in /events")


def test_an_edition_of_many_pairs_has_a_card_each_and_a_list_of_the_rest() -> None:
    other = replace(s.digest(), pair=OTHER)
    cards = edition_cards(Edition(digests=(s.digest(), other), others=(other,), quiet=(OTHER,)), s.GAZETTEER)
    assert len(cards) == 3
    head, line, quiet = map(plain, s.texts(cards[-1]))
    assert head == "-# Daily digest · Thursday 14 March 2024\n### Other pairs"
    assert line == "**🇨🇱 Chile – 🇳🇴 Norway** · A meeting in Oslo, a request over salmon · 2 new events"
    assert quiet == "-# Nothing new: 🇨🇱 Chile – 🇳🇴 Norway"


def test_one_pair_needs_no_list() -> None:
    assert len(edition_cards(Edition(digests=(s.digest(),)), s.GAZETTEER)) == 1


def test_a_thread_is_named_by_pair_and_days() -> None:
    name, line = opener(Edition(digests=(s.digest(),), others=(s.digest(),)), s.GAZETTEER)
    assert name == "Norway – Chile and 1 more: 14 March 2024"
    assert plain(line) == "**Daily digest** · 🇳🇴 Norway – 🇨🇱 Chile and 1 more · Thursday 14 March 2024"


@pytest.mark.parametrize(("years", "title"), [(1, "On this day, a year ago"), (10, "On this day, 10 years ago")])
def test_years_are_counted(years: int, title: str) -> None:
    past = s.stored(9, s.event(when=s.dated(date(2024 - years, 3, 14))))
    (card,) = edition_cards(Edition(digests=(replace(s.digest(), on_this_day=past),)), s.GAZETTEER)
    assert any(text.startswith(f"### {title}\n") for text in s.texts(card))


def test_a_withdrawn_event_is_struck_through() -> None:
    gone = replace(s.digest().events[0], is_withdrawn=True)
    (card,) = edition_cards(Edition(digests=(replace(s.digest(), events=(gone,)),)), s.GAZETTEER)
    happened = plain(s.texts(card)[1])
    assert "✗ **withdrawn** · ~~" in happened


def test_sources_of_a_digest_are_named_in_its_button() -> None:
    (card,) = edition_cards(Edition(digests=(s.digest(),)), s.GAZETTEER)
    label, button = next((label, part) for label, part in s.buttons(card).items() if label.startswith("Sources"))
    numbers = ids.DigestSources.parse(str(button["custom_id"])).numbers
    assert label == f"Sources ({len(numbers)})"
