"""What editors decided about an article's events holds when the article is changed where it was printed."""

from dataclasses import replace
from datetime import timedelta

from bot.model.decisions import DecisionKind, EventEdit
from data.amending import amend_article
from data.fingerprint import fingerprint
from data.store import Store
from tests.data.build import GUILD, NOON, add, new, on, reading
from tests.data.test_event_desk import decide, get, listed, undo
from tests.data.test_marks import LATER_DAY, MEETING, REQUEST


async def test_a_merge_an_edit_and_a_withdrawal_hold_through_a_newer_version(store: Store) -> None:
    first = await add(store, REQUEST, MEETING, text="First.", title="First", guild=GUILD)
    second = await add(store, LATER_DAY, text="Second.", title="Second", guild=GUILD)
    request, meeting = first.event_ids
    await decide(store, DecisionKind.MERGE, meeting, other=second.event_ids[0])
    await decide(store, DecisionKind.EDIT, meeting, edit=EventEdit(place="Bergen"))
    gone = await decide(store, DecisionKind.WITHDRAW, request, reason="A rumour.")
    newer = new(
        reading(replace(MEETING, when=on("2023-06-15")), REQUEST, text="First, amended.", title="First"),
        guild=GUILD,
        at=NOON + timedelta(hours=2),
    )
    before = fingerprint(first.reading.article.text)
    assert await store.write(lambda c: amend_article(c, first.id, newer, expected=before)) is not None
    (one,) = await listed(store)
    assert (len(one.reports), one.event.place) == (2, "Bergen")
    found = await get(store, request)
    assert (found.is_withdrawn, found.withdrawn_reason) == (True, "A rumour.")
    await undo(store, gone)
    assert len(await listed(store)) == 2
