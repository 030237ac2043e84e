"""The cards of the event desk: what they say, and that they fit at their worst."""

from dataclasses import replace

import pytest
from discord import ui

from bot.cards.event_decisions import history_card, preview_card, withdrawn_notice
from bot.cards.event_desk import desk_card, leaving_options, walk_card
from bot.cards.event_desk_forms import SplitForm
from bot.cards.message import measure
from bot.model.decisions import (
    Decision,
    DecisionKind,
    DecisionState,
    Doubt,
    DoubtKind,
    EventCase,
    EventFacts,
    ReviewPage,
)
from bot.model.ids import ArticleId, DecisionId, EventId, GuildId, UserId
from bot.model.plover import EventType
from bot.model.reading import Status
from bot.replies import answer_error
from tests.cards import samples as s
from tests.cards.test_sizes import AWKWARD, NAMES, awkward_event, awkward_related

EVERY = tuple(Doubt(kind=kind, detail="NOR>CHL / CHL>NOR" if kind is DoubtKind.SIDES else "E5") for kind in DoubtKind)
FACTS = EventFacts(
    event=EventId(147),
    headline="Kari Lund meets Pablo Reyes",
    when=s.dated(s.NOON.date()),
    kind=EventType.CONSULT,
    status=Status.OCCURRED,
    place="Oslo",
    source=("Kari Lund",),
    target=("Pablo Reyes",),
    is_reciprocal=True,
    reports=2,
    is_withdrawn=False,
)
EDIT = Decision(
    id=DecisionId(8),
    guild=GuildId(1),
    event=EventId(147),
    other=None,
    kind=DecisionKind.EDIT,
    state=DecisionState.ACTIVE,
    by=UserId(5),
    at=s.NOON,
    reason="The ministry says so.",
    edit=None,
    before=(FACTS,),
    after=(replace(FACTS, place=None, status=Status.PLANNED, is_reciprocal=False),),
    undone_by=None,
    undone_at=None,
)


def case(**changes: object) -> EventCase:
    made = EventCase(
        event=s.stored(147),
        doubts=(Doubt(kind=DoubtKind.UNDATED),),
        version=9,
        is_shared=False,
        articles=(),
        decisions=1,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize("kind", list(DoubtKind))
def test_each_doubt_has_words_of_its_own(kind: DoubtKind) -> None:
    (doubt,) = (one for one in EVERY if one.kind is kind)
    (lines,) = (t for t in s.texts(desk_card(case(doubts=(doubt,), mistakes=("No.",)), s.GAZETTEER)) if "Why it" in t)
    assert lines.splitlines()[0] == "**Why it is here**"
    assert lines.splitlines()[1].endswith(".")
    others = [one for one in EVERY if one.kind is not kind]
    for other in others:
        assert lines not in s.texts(desk_card(case(doubts=(other,), mistakes=("No.",)), s.GAZETTEER))


def test_what_can_not_be_done_is_disabled_in_place() -> None:
    def enabled(shown: EventCase, *, is_more: bool) -> set[str]:
        found = s.buttons(desk_card(shown, s.GAZETTEER, page=2, total=3, is_more=is_more))
        return {label for label, part in found.items() if not part.get("disabled")}

    assert enabled(case(), is_more=False) == {"Confirm", "Edit", "Withdraw", "More", "Skip"}
    assert enabled(case(is_shared=True), is_more=False) == {"Confirm", "Withdraw", "More", "Skip"}
    gone = replace(s.stored(147), is_withdrawn=True, withdrawn_reason="A rumour.")
    assert enabled(case(event=gone), is_more=False) == {"More", "Skip"}
    assert enabled(case(event=gone, is_shared=True), is_more=True) == {"History", "Back"}
    assert enabled(case(decisions=0), is_more=True) == {"Kind and sides", "Merge into…", "Back"}


def test_a_preview_shows_what_differs_and_nothing_else() -> None:
    shown = [text.replace("\u00a0", " ") for text in s.texts(preview_card(EDIT, page=0))]
    assert shown[1:3] == [
        "**Before**\nStatus · took place\nPlace · Oslo\nSides · Kari Lund – Pablo Reyes",
        "**After**\nStatus · **⏳ planned**\nPlace · **none**\nSides · **Kari Lund → Pablo Reyes**",
    ]


def test_a_history_says_who_when_what_and_why_and_undoes_the_newest_that_holds() -> None:
    undone = replace(EDIT, id=DecisionId(9), state=DecisionState.UNDONE, undone_by=None, undone_at=s.NOON)
    card = history_card(case(), (undone, EDIT), page=4)
    _, first, second, _ = (text.replace("\u00a0", " ") for text in s.texts(card))
    at = f"<t:{int(s.NOON.timestamp())}:f>"
    assert first.splitlines()[0] == f"~~**Edited**~~ · <@5> · {at}"
    assert first.splitlines()[-1] == f"-# Undone by somebody who was forgotten · {at}"
    assert second.splitlines() == [
        f"**Edited** · <@5> · {at}",
        "Status · took place → ⏳ planned",
        "Place · Oslo → none",
        "Sides · Kari Lund – Pablo Reyes → Kari Lund → Pablo Reyes",
        "Reason · The ministry says so.",
    ]
    assert s.buttons(card)["Undo edit"]["custom_id"] == "du:8:4"
    assert "Undo edit" not in s.buttons(history_card(case(), (undone,), page=4))


def test_a_walk_without_events_says_how_they_come() -> None:
    assert "No event is in doubt" in s.texts(walk_card(ReviewPage(total=0, page=0, case=None), s.GAZETTEER))[0]
    end = walk_card(ReviewPage(total=3, page=3, case=None), s.GAZETTEER, done="E5 was split")
    assert "3 events passed over wait" in s.texts(end)[0]
    assert list(s.buttons(end)) == ["Start again"]


@pytest.mark.parametrize("words", AWKWARD, ids=NAMES)
@pytest.mark.parametrize("is_more", [False, True])
def test_the_worst_event_fits(words: str, is_more: bool) -> None:
    stored = replace(
        awkward_event(10**9, words), related=awkward_related(words), edited=frozenset({"headline", "date", "sides"})
    )
    shown = case(event=stored, doubts=EVERY, mistakes=(words, words, ""), is_shared=True, version=2**32)
    for view in (
        desk_card(shown, s.GAZETTEER, page=10**4, total=10**4, done=words[:60], is_more=is_more),
        desk_card(replace(shown, event=replace(stored, is_withdrawn=True, withdrawn_reason=words)), s.GAZETTEER),
        withdrawn_notice(replace(EDIT, kind=DecisionKind.WITHDRAW, reason=words), page=0),
    ):
        assert measure(view).characters <= 4000


@pytest.mark.parametrize("words", AWKWARD, ids=NAMES)
@pytest.mark.parametrize("kind", list(DecisionKind))
def test_the_worst_decisions_fit(words: str, kind: DecisionKind) -> None:
    facts = replace(FACTS, headline=words, place=words, source=(words, words), target=(words,))
    both = ((facts,), (FACTS,)) if kind is DecisionKind.EDIT else ((facts, FACTS), (FACTS, facts))
    one = replace(EDIT, kind=kind, reason=words, before=both[0], after=both[1], undone_at=s.NOON)
    for view in (preview_card(one, page=10**4), history_card(case(), (one,) * 12, page=10**4, older=5)):
        assert measure(view).characters <= 4000


@pytest.mark.parametrize("words", AWKWARD, ids=NAMES)
async def test_the_form_of_a_split_takes_the_longest_reports(words: str) -> None:
    stored = awkward_event(147, words)
    articles = tuple(ArticleId(number) for number in range(40))
    reports = tuple(
        replace(report, article=number) for number, report in zip(articles, stored.reports * 4, strict=False)
    )
    options = leaving_options(case(event=replace(stored, reports=reports), articles=articles))
    assert len(options) == len(articles)

    async def never(*_: object) -> None:
        raise AssertionError

    form = SplitForm(never, answer_error, number="E147", reports=options, must_stay=True)
    assert len(form.leaving.options) == form.leaving.max_values == 25
    assert all(0 < len(option.label) <= 100 and len(option.description or "") <= 100 for option in form.leaving.options)
    (said,) = [one.description for one in form.children if isinstance(one, ui.Label) and one.component is form.leaving]
    assert said is not None
    assert said.startswith("The first 25 of 40. They become an event")
    assert len(said) <= 100
    whole = SplitForm(never, answer_error, number="E147", reports=options[:25], must_stay=True)
    assert not any("The first" in (one.description or "") for one in whole.children if isinstance(one, ui.Label))
