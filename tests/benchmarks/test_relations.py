"""Matching events with gold, and the report, on small readings of our own."""

from datetime import date
from pathlib import Path

import pytest

from bot.model.dates import DatedBy, DateRange, EventDate, Precision
from bot.model.ids import CountryCode
from bot.model.plover import EventType
from bot.model.reading import Event, Party, Span, Status
from tests.benchmarks import relations
from tests.benchmarks.timeline_score import Tally, match, tally, total
from tests.gold import GoldArticle, GoldEvent, Sides

MAY_2 = DateRange.day(date(2023, 5, 2))
MAY = DateRange(start=date(2023, 5, 1), end=date(2023, 5, 31))


def sides(text: str) -> Sides:
    """Return the sides of "PER>ECU" or, in both directions, "PER=ECU"."""
    source, target = text.replace("=", ">").split(">")
    return Sides(
        source=frozenset(filter(None, source.split(","))),
        target=frozenset(filter(None, target.split(","))),
        reciprocal="=" in text,
    )


def gold(
    sentences: int | tuple[int, ...],
    types: str,
    who: str,
    *dates: DateRange | None,
    acts: str = "",
    status: str = "occurred",
    must: bool = True,
    instead: tuple[tuple[str, str], ...] = (),
) -> GoldEvent:
    return GoldEvent(
        sentences=(sentences,) if isinstance(sentences, int) else sentences,
        types=tuple(EventType(name) for name in types.split()),
        acts=tuple(EventType(name) for name in acts.split()),
        status=tuple(Status(name) for name in status.split()),
        sides=tuple(sides(one) for one in who.split()),
        dates=dates or (None,),
        precision="unknown",
        instead=tuple(((EventType(name),), sides(one)) for name, one in instead),
        must=must,
        note="what happened",
    )


def article(*events: GoldEvent, **not_events: str) -> GoldArticle:
    """Return gold for an article of nine sentences; `s3="why"` is the reason for nothing in sentence 3."""
    return GoldArticle(
        id="own",
        published=date(2023, 5, 9),
        sentences=9,
        events=events,
        not_events={int(name[1:]): why for name, why in not_events.items()},
    )


def event(
    sentence: int,
    kind: str,
    who: str,
    days: DateRange | None = None,
    *,
    act: str | None = None,
    status: Status = Status.OCCURRED,
    start: int = 0,
) -> Event:
    told = sides(who)
    return Event(
        type=EventType(kind),
        act=EventType(act or kind),
        source=_parties(told.source),
        target=_parties(told.target),
        reciprocal=told.reciprocal,
        status=status,
        when=EventDate(range=days, precision=Precision.DAY, dated_by=DatedBy.EXPRESSION),
        place=None,
        context=(),
        headline="Peru does something",
        sentence=sentence,
        span=Span(start=start, end=start + 1),
        salience=0.5,
    )


def _parties(codes: frozenset[str]) -> tuple[Party, ...]:
    return tuple(Party(actor=0, country=None if code == "?" else CountryCode(code)) for code in sorted(codes))


def counts(*events: Event, of: GoldArticle) -> Tally:
    return tally(match(of, events))


def test_an_event_with_type_sides_and_days_is_right() -> None:
    found = match(article(gold(2, "AID", "PER>ECU", MAY_2)), [event(2, "AID", "PER>ECU", MAY_2)])
    assert [pair.is_right for pair in found.pairs] == [True]
    assert tally(found) == Tally(must=1, found=1, type=1, sides=1, days=1, all=1, act=1, status=1, told=1, good=1)


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        (event(2, "COOPERATE", "PER>ECU", MAY_2), "type"),
        (event(2, "AID", "ECU>PER", MAY_2), "sides"),
        (event(2, "AID", "PER>ECU,COL", MAY_2), "sides"),
        (event(2, "AID", "PER>", MAY_2), "sides"),
        (event(2, "AID", "PER>ECU", MAY), "days"),
        (event(2, "AID", "PER>ECU"), "days"),
    ],
    ids=["type", "direction", "a target too many", "a target too few", "month for day", "undated"],
)
def test_one_wrong_slot_is_that_slot_only(told: Event, wrong: str) -> None:
    found = counts(told, of=article(gold(2, "AID", "PER>ECU", MAY_2)))
    assert (found.found, found.all) == (1, 0)
    assert {slot: getattr(found, slot) for slot in ("type", "sides", "days")} == {
        "type": int(wrong != "type"),
        "sides": int(wrong != "sides"),
        "days": int(wrong != "days"),
    }
    assert found.good == found.type


def test_an_event_of_another_sentence_is_missed_and_spurious() -> None:
    found = match(article(gold((2, 4), "AID", "PER>ECU")), [event(3, "AID", "PER>ECU")])
    assert (len(found.pairs), len(found.missed), len(found.spurious)) == (0, 1, 1)
    assert found.spurious[0].again is not None


def test_an_event_that_shares_neither_type_nor_sides_is_missed_and_spurious() -> None:
    found = match(article(gold(2, "AID", "PER>ECU", MAY_2)), [event(2, "ACCUSE", "PER>CHL", MAY_2)])
    assert (len(found.pairs), len(found.missed), len(found.spurious)) == (0, 1, 1)


def test_what_is_told_twice_counts_once() -> None:
    found = counts(event(2, "AID", "PER>ECU"), event(4, "AID", "PER>ECU"), of=article(gold((2, 4), "AID", "PER>ECU")))
    assert (found.must, found.all, found.told, found.good) == (1, 1, 2, 1)


def test_the_order_of_events_does_not_matter_and_the_best_pairs_are_taken() -> None:
    of = article(gold(1, "CONSULT", "PER>CHL"), gold(1, "CONSULT", "PER>ECU"))
    told = [event(1, "CONSULT", "PER>ECU"), event(1, "CONSULT", "PER>CHL", start=5)]
    assert counts(*told, of=of) == counts(*told[::-1], of=of)
    assert counts(*told, of=of).all == 2


def test_of_two_that_fit_alike_the_one_for_the_timeline_is_taken() -> None:
    of = article(gold((1, 3), "ACCUSE", "PER>ECU", must=False), gold((3, 1), "ACCUSE", "PER>ECU"))
    found = counts(event(1, "ACCUSE", "PER>ECU"), of=of)
    assert (found.must, found.all, found.good) == (1, 1, 1)


@pytest.mark.parametrize("told", ["PER>ECU", "ECU>PER", "PER=ECU"])
def test_direction_does_not_matter_where_both_do_it(told: str) -> None:
    assert counts(event(0, "CONSULT", told), of=article(gold(0, "CONSULT", "PER=ECU"))).sides == 1


def test_other_readings_of_type_sides_and_days_are_as_good() -> None:
    of = article(gold(0, "REJECT SANCTION", "PER>ECU PER>", None, MAY))
    assert counts(event(0, "SANCTION", "PER>", MAY), of=of).all == 1


@pytest.mark.parametrize(
    ("kind", "who", "right"),
    [("REQUEST", "PER>CHL", 1), ("ACCUSE", "PER>ECU", 1), ("ACCUSE", "PER>CHL", 0), ("REQUEST", "PER>ECU", 0)],
)
def test_type_and_sides_of_a_second_reading_hold_together_only(kind: str, who: str, right: int) -> None:
    of = article(gold(0, "REQUEST", "PER>CHL", instead=(("ACCUSE", "PER>ECU"),)))
    assert counts(event(0, kind, who), of=of).all == right


def test_a_party_of_no_known_side_is_no_side() -> None:
    assert counts(event(0, "AID", "PER>?"), of=article(gold(0, "AID", "PER>"))).sides == 1


def test_what_need_not_be_told_is_neither_missed_nor_found_but_good() -> None:
    of = article(gold(0, "ACCUSE", "PER>ECU", must=False))
    assert counts(of=of) == Tally()
    assert counts(event(0, "ACCUSE", "PER>"), of=of) == Tally(told=1, good=1)
    assert counts(event(0, "REQUEST", "PER>ECU"), of=of) == Tally(told=1)


def test_a_reproach_that_is_told_as_a_fact_is_none() -> None:
    of = article(gold(0, "COERCE", "ECU>PER", status="reported", must=False))
    assert counts(event(0, "COERCE", "ECU>PER", status=Status.REPORTED), of=of).good == 1
    assert counts(event(0, "COERCE", "ECU>PER"), of=of) == Tally(told=1)


def test_a_wrong_status_is_counted_beside_the_rest() -> None:
    of = article(gold(0, "AID", "PER>ECU", status="reported"))
    found = counts(event(0, "AID", "PER>ECU"), of=of)
    assert (found.all, found.status) == (1, 0)


@pytest.mark.parametrize(("act", "right"), [("CONSULT", 1), ("AID", 0), (None, 0)])
def test_an_act_is_counted_where_the_gold_asks_for_it(act: str | None, right: int) -> None:
    of = article(gold(0, "AGREE", "PER>ECU", acts="CONSULT", status="planned"))
    found = counts(event(0, "AGREE", "PER>ECU", act=act, status=Status.PLANNED), of=of)
    assert (found.all, found.act) == (1, right)


def test_counts_add_up() -> None:
    assert total([Tally(must=2, all=1), Tally(must=3, told=4)]) == Tally(must=5, all=1, told=4)
    assert total([]) == Tally()


def test_the_report_names_each_miss_wrong_slot_and_spurious_event_by_sentence() -> None:
    of = article(gold(5, "AID", "PER>ECU", MAY_2), gold(1, "REJECT", "CHL>PER"), s2="opinion")
    told = [event(5, "AID", "PER>COL", MAY), event(2, "REJECT", "CHL>PER")]
    missed, spurious, wrong = relations.report(match(of, told))
    assert missed == "  s1  missed    REJECT CHL>PER undated: what happened"
    assert spurious.startswith("  s2  spurious  REJECT CHL>PER undated occurred:")
    assert spurious.endswith("[as in s1; opinion]")
    assert wrong == (
        "  s5  wrong     AID: sides PER>COL for PER>ECU; days 2023-05-01..2023-05-31 for 2023-05-02: what happened"
    )


def test_nothing_is_reported_where_all_is_right() -> None:
    assert relations.report(match(article(gold(0, "AID", "PER>ECU")), [event(0, "AID", "PER>ECU")])) == ()


def test_it_ends_well_without_the_articles(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BACKCHANNEL_SHARED", str(tmp_path))
    relations.main(["no-such-article"])
    assert capsys.readouterr().out == (
        "(relations: skipped, BACKCHANNEL_SHARED names no directory with articles/relations)\n"
    )
