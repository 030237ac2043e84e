"""Where the accounts of an event part, as its card says it."""

from dataclasses import replace
from datetime import date

import pytest

from bot.cards.event import event_card
from bot.model.dates import DatedBy, Precision
from bot.model.reading import Status
from bot.model.stored import RelatedEvent, Relation, StoredEvent
from tests.cards import samples as s


def told_by_three() -> StoredEvent:
    reports = (
        replace(s.report(1), sentence="Chile held back two ships.", when=s.event().when),
        replace(
            s.report(2, source="Andes Wire"),
            sentence="Chile held back three ships.",
            when=s.dated(date(2024, 3, 1), date(2024, 3, 31), Precision.MONTH),
        ),
        replace(
            s.report(3, source="Sea News"),
            sentence="Chile holds back 3 ships.",
            when=replace(s.dated(date(2024, 3, 15)), dated_by=DatedBy.PUBLICATION),
        ),
    )
    return s.stored(1, reports=reports)


def test_what_reports_count_and_date_differently_is_said() -> None:
    texts = [text.replace("\u00a0", " ") for text in s.texts(event_card(told_by_three(), s.GAZETTEER))]
    assert "**Reports differ** · ships: 2 (Fjord Post), 3 (Andes Wire and Sea News)" in texts[1].splitlines()
    assert [text.splitlines()[0].partition(" of 4")[2] for text in texts[2:5]] == [
        "", " · says March 2024", " · gives no day",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("relation", "status", "line"),
    [
        (Relation.ANNOUNCED, Status.PLANNED, "**Announced** · 14 March 2024: They are due to meet. (E7)"),
        (Relation.ANNOUNCED, Status.POSSIBLE, "**Spoken of as possible** · 14 March 2024: They are due to meet. (E7)"),
        (Relation.OUTCOME, Status.OCCURRED, "**Took place** · 20 March 2024: They are due to meet. (E7)"),
        (Relation.OUTCOME, Status.REPORTED, "**Said to have taken place** · 20 March 2024: They are due to meet. (E7)"),
        (Relation.DENIED, Status.DENIED, "**Denied** · 14 March 2024 (Fjord Post): They are due to meet. (E7)"),
        (
            Relation.CLAIMED,
            Status.REPORTED,
            "**Told as a claim** · 14 March 2024 (Fjord Post): They are due to meet. (E7)",
        ),
        (
            Relation.STATED,
            Status.OCCURRED,
            "**Told as a fact** · 14 March 2024 (Fjord Post): They are due to meet. (E7)",
        ),
        (
            Relation.OTHER_DAY,
            Status.OCCURRED,
            "**Reports differ** · 20 March 2024 (Fjord Post): They are due to meet. (E7)",
        ),
    ],
)
def test_what_is_told_of_an_event_elsewhere_is_said(relation: Relation, status: Status, line: str) -> None:
    other = s.stored(7, s.event("They are due to meet", status=status, when=s.dated(date(2024, 3, 20))))
    shown = replace(s.stored(1), related=(RelatedEvent(relation=relation, event=other),))
    assert line in s.texts(event_card(shown, s.GAZETTEER))[1].replace("\u00a0", " ").splitlines()


def test_of_many_related_events_some_are_counted() -> None:
    related = tuple(RelatedEvent(relation=Relation.DENIED, event=s.stored(n)) for n in range(2, 9))
    facts = s.texts(event_card(replace(s.stored(1), related=related), s.GAZETTEER))[1]
    assert facts.count("**Denied**") == 4
    assert facts.endswith("\n-# 3 more like these")
