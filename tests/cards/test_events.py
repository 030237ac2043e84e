"""The timeline and one event, as they read."""

from dataclasses import replace
from datetime import date

import pytest

from bot.cards import ids
from bot.cards.event import event_card
from bot.cards.events import events_card
from bot.model.dates import UNDATED, DateRange, Precision
from bot.model.ids import ArticleId, CountryCode
from bot.model.plover import EventType, Mode
from bot.model.reading import Status
from bot.model.stored import EventPage, EventQuery, StoredEvent
from tests.cards import samples as s

QUERY = EventQuery(pair=s.PAIR)


def page(*events: StoredEvent, total: int | None = None) -> EventPage:
    return replace(s.timeline(1), events=events, total=len(events) if total is None else total)


def lines(*events: StoredEvent, query: EventQuery = QUERY) -> list[str]:
    return [text.replace("\u00a0", " ") for text in s.texts(events_card(page(*events), query, s.GAZETTEER))[1:-1]]


def test_a_page_reads_as_laid_down() -> None:
    texts = [text.replace("\u00a0", " ") for text in s.texts(events_card(s.timeline(4, total=41), QUERY, s.GAZETTEER))]
    assert texts == [
        "-# Timeline · newest first\n## 🇳🇴 Norway – 🇨🇱 Chile\n-# January to March 2024 · all kinds · 41 events",
        (
            "### March 2024\n💬 **week of 18 Mar** · Talks · ⏳ **planned**\nKari Lund is due in Santiago.\n"
            "-# 🇳🇴 Norway → 🇨🇱 Chile · 1 report · E140"
        ),
        "💬 **14 Mar** · Talks\nKari Lund and Pablo Reyes meet in Oslo.\n-# 🇳🇴 Norway ⇄ 🇨🇱 Chile · 1 report · E141",
        (
            "📨 **14 Mar** · Request\nPablo Reyes asks Norway to drop its complaint.\n"
            "-# 🇨🇱 Chile → 🇳🇴 Norway · 1 report · E142"
        ),
        (
            "### January 2024\n⛓️ **Jan** · Coercion · ❓ **spying alleged**\nChile holds back two Norwegian ships.\n"
            "-# 🇨🇱 Chile → 🇳🇴 Norway · 1 report · E143"
        ),
        "-# Page 1 of 6 · a month without a day means the day was not given",
    ]


@pytest.mark.parametrize(
    ("offset", "newer", "older"),
    [
        pytest.param(0, (2, True, "ep:b:0<pNORCHL"), (1, False, "ep:o:1<pNORCHL"), id="first"),
        pytest.param(8, (2, False, "ep:b:0<pNORCHL"), (1, False, "ep:o:2<pNORCHL"), id="between"),
        pytest.param(16, (1, False, "ep:b:1<pNORCHL"), (2, True, "ep:o:3<pNORCHL"), id="last"),
    ],
)
def test_turning_pages(offset: int, newer: tuple[int, bool, str], older: tuple[int, bool, str]) -> None:
    view = events_card(s.timeline(8, total=20), replace(QUERY, offset=offset), s.GAZETTEER)
    found = s.buttons(view)
    for label, expected in (("‹ Newer", newer), ("Older ›", older)):
        assert (found[label]["style"], found[label]["disabled"], found[label]["custom_id"]) == expected


def test_an_articles_timeline_runs_from_the_oldest() -> None:
    query = EventQuery(article=ArticleId(7), oldest_first=True)
    view = events_card(s.timeline(4), query, s.GAZETTEER, article_title="Ministers *meet*")
    texts = s.texts(view)
    assert texts[0].startswith("-# Timeline · oldest first\n## Ministers \\*meet\\*\n")
    assert [text.split("\n")[0] for text in texts if text.startswith("###")] == ["### January 2024", "### March 2024"]
    assert list(s.buttons(view)) == ["‹ Older", "Newer ›", "Report"]


def test_selects_offer_kinds_with_counts_and_this_pages_events() -> None:
    view = events_card(s.timeline(2, total=41), replace(QUERY, types=frozenset({EventType.REQUEST})), s.GAZETTEER)
    kinds, events = (part for part in s.parts(view) if part["type"] == 3)
    assert kinds["placeholder"] == "Kind: Request"
    assert [(o["label"], o["value"], o.get("description"), o["default"]) for o in options(kinds)] == [
        ("All kinds", "all", "41 events", False),
        ("Talks", "CONSULT", "20 events", False),
        ("Request", "REQUEST", "15 events", True),
        ("Coercion", "COERCE", "6 events", False),
    ]
    assert [(o["label"], o["value"]) for o in options(events)] == [
        ("week of 18\u00a0Mar 2024 · Kari Lund is due in Santiago", "140"),
        ("14\u00a0Mar 2024 · Kari Lund and Pablo Reyes meet in Oslo", "141"),
    ]


def options(select: dict[str, object]) -> list[dict[str, object]]:
    found = select["options"]
    assert isinstance(found, list)
    return found


def test_meta_names_every_filter() -> None:
    query = replace(
        QUERY,
        country=s.CHILE,
        types=frozenset({EventType.AID, EventType.REQUEST}),
        period=DateRange(start=date(2024, 1, 1), end=date(2024, 3, 31)),
        actor="Pablo *Reyes*",
        words="salmon",
    )
    meta = s.texts(events_card(s.timeline(1), query, s.GAZETTEER))[0].split("\n")[2]
    assert meta.replace("\u00a0", " ") == (
        r"-# January–March 2024 · Aid and Request · 🇨🇱 Chile · “Pablo \*Reyes\*” · “salmon” · 1 event"
    )


def test_nothing_read_yet() -> None:
    view = events_card(s.timeline(0), QUERY, s.GAZETTEER)
    assert s.texts(view) == [
        (
            "-# Timeline · 🇳🇴\u00a0Norway – 🇨🇱\u00a0Chile\n### No events yet\n"
            "Nothing between the two has been read so far. A single article is enough to begin."
        )
    ]
    assert s.buttons(view)["Hand in an article"]["custom_id"] == "ap"


def test_nothing_left_by_the_filters() -> None:
    view = events_card(s.timeline(0), replace(QUERY, types=frozenset({EventType.AID}), words="salmon"), s.GAZETTEER)
    assert (
        "### Nothing fits these filters\nAsked for: Aid · “salmon”. Without them there may be more." in s.texts(view)[0]
    )
    assert s.buttons(view)["Clear filter"]["custom_id"] == ids.EventsOpen(query=QUERY).encode()


def test_an_article_without_events() -> None:
    view = events_card(s.timeline(0), EventQuery(article=ArticleId(7), oldest_first=True), s.GAZETTEER)
    assert "### No events in this article" in s.texts(view)[0]
    assert s.buttons(view) == {}


def test_an_undated_event_is_no_later_than_its_report() -> None:
    undated = s.stored(1, s.event(when=UNDATED))
    assert lines(undated)[0].startswith("### Date not given\n💬 **by 14 Mar 2024** · Talks\n")
    card = s.texts(events_card(page(undated), QUERY, s.GAZETTEER))
    assert card[-1] == "-# Page 1 of 1 · under “Date not given”, “by” names the day of the report"
    assert "(the report of that day gives no date)" in s.texts(event_card(undated, s.GAZETTEER))[1]


def test_an_undated_plan_or_report_is_given_no_day() -> None:
    plan = s.stored(1, s.event(when=UNDATED, status=Status.PLANNED))
    assert lines(plan)[0].startswith("### Date not given\n💬 **date not given** · Talks · ⏳ **planned**\n")
    assert "date not given (the report gives none)" in s.texts(event_card(plan, s.GAZETTEER))[1]
    told = s.stored(1, s.event(when=UNDATED), reports=(replace(s.report(1), published=None),))
    assert lines(told)[0].startswith("### Date not given\n💬 **date not given** · Talks\n")
    assert s.texts(events_card(page(told), QUERY, s.GAZETTEER))[-1] == "-# Page 1 of 1"


def test_a_deadline_is_told_by_its_last_day() -> None:
    until = s.dated(date(2024, 3, 14), date(2024, 3, 28), Precision.RANGE)
    plan = s.stored(1, s.event(when=until, status=Status.PLANNED))
    assert lines(plan)[0].startswith("### March 2024\n💬 **by 28 Mar** · Talks · ⏳ **planned**\n")
    assert "**Date** · by 28 March 2024 (as the report gives it)" in s.texts(event_card(plan, s.GAZETTEER))[1].replace(
        "\u00a0", " "
    )


@pytest.mark.parametrize("is_oldest_first", [False, True])
def test_whole_years_stand_apart_from_the_month_they_begin_in(is_oldest_first: bool) -> None:
    spans = [
        (date(2024, 1, 1), date(2024, 12, 31), Status.OCCURRED),
        (date(2024, 1, 1), date(2024, 1, 31), Status.PLANNED),
        (date(2024, 1, 5), date(2024, 1, 5), Status.OCCURRED),
        (date(2024, 1, 1), date(2024, 12, 31), Status.PLANNED),
        (date(2024, 1, 1), date(2025, 12, 31), Status.OCCURRED),
    ]
    events = [
        s.stored(n, s.event(when=s.dated(start, end, Precision.RANGE), status=status))
        for n, (start, end, status) in enumerate(spans, 1)
    ]
    shown = lines(*events, query=replace(QUERY, oldest_first=is_oldest_first))
    titles = [line.split("\n")[0] for line in shown if line.startswith("###")]
    assert titles == (
        ["### January 2024", "### 2024", "### 2024–2025"]
        if is_oldest_first
        else ["### 2024–2025", "### 2024", "### January 2024"]
    )


def test_an_event_of_a_year_is_given_no_month() -> None:
    year = s.dated(date(2024, 1, 1), date(2024, 12, 31), Precision.YEAR)
    assert lines(s.stored(1, s.event(when=year)))[0].startswith("### 2024\n💬 **2024** · Talks\n")


def test_a_withdrawn_event_keeps_its_line_struck_through() -> None:
    (line,) = lines(s.stored(1, is_withdrawn=True))
    assert "💬 **14 Mar** · Talks · ✗ **withdrawn**\n~~Kari Lund and Pablo Reyes meet in Oslo.~~\n" in line


def test_months_begin_with_what_is_planned_and_undated_events_come_last() -> None:
    plan = s.stored(3, s.event("A", status=Status.PLANNED, when=s.dated(date(2024, 3, 1))))
    late = s.stored(2, s.event("B", when=s.dated(date(2024, 3, 20))))
    long = s.stored(1, s.event("C", when=s.dated(date(2024, 1, 1), date(2024, 3, 25), Precision.RANGE)))
    none = s.stored(4, s.event("D", when=UNDATED))
    assert [line.split("\n")[-2] for line in lines(none, late, long, plan)] == ["A.", "B.", "C.", "D."]


@pytest.mark.parametrize(
    ("source", "target", "shown"),
    [
        pytest.param((s.NORWAY,), (s.CHILE,), "🇳🇴 Norway → 🇨🇱 Chile", id="two countries"),
        pytest.param((), (s.CHILE,), "Nobody named → 🇨🇱 Chile", id="no culprit"),
        pytest.param((s.NORWAY,), (), "🇳🇴 Norway", id="no target"),
        pytest.param((s.NORWAY,), (s.NORWAY,), "🇳🇴 Norway", id="within one country"),
        pytest.param((CountryCode("IGO"),), (s.CHILE,), "Kari \\*Lund\\* → 🇨🇱 Chile", id="body of no state"),
        pytest.param((None,), (CountryCode("XYZ"),), "Kari \\*Lund\\* → XYZ", id="unknown sides"),
    ],
)
def test_sides(source: tuple[CountryCode | None, ...], target: tuple[CountryCode | None, ...], shown: str) -> None:
    (line,) = lines(s.stored(1, s.event(source=source, target=target), names=("Kari *Lund*", "Pablo Reyes")))
    assert line.split("\n")[-1] == f"-# {shown} · 1 report · E1"


@pytest.mark.parametrize(
    ("type_", "act", "status", "shown"),
    [
        (EventType.AGREE, EventType.CONSULT, Status.PLANNED, EventType.CONSULT),
        (EventType.THREATEN, EventType.SANCTION, Status.POSSIBLE, EventType.SANCTION),
        (EventType.THREATEN, EventType.SANCTION, Status.OCCURRED, EventType.THREATEN),
        (EventType.AGREE, EventType.CONSULT, Status.OCCURRED, EventType.AGREE),
        (EventType.REQUEST, EventType.RETREAT, Status.PLANNED, EventType.REQUEST),
        (EventType.REJECT, EventType.CONSULT, Status.PLANNED, EventType.REJECT),
    ],
)
def test_an_act_is_shown_only_while_it_is_ahead(
    type_: EventType, act: EventType, status: Status, shown: EventType
) -> None:
    assert s.event(type_=type_, act=act, status=status).shown_type is shown


def test_reports_count_outlets() -> None:
    reports = (s.report(1), s.report(2), s.report(3, source="Andes Wire"), s.report(4, source=None))
    assert lines(s.stored(1, reports=reports))[0].endswith("· 3 reports · E1")


@pytest.mark.parametrize(
    ("kind", "mode", "status", "line"),
    [
        (EventType.CONSULT, Mode.PHONE, Status.OCCURRED, "💬 Talks · by telephone"),
        (EventType.PROTEST, Mode.STRIKE, Status.REPORTED, "✊ Protest · strike · ❓ **alleged**"),
        (EventType.SANCTION, Mode.DISCONTINUE, Status.OCCURRED, "⛔ Sanctions"),
        (EventType.RETREAT, Mode.WITHDRAW, Status.OCCURRED, "↩️ Withdrawal"),
        (EventType.SANCTION, Mode.WITHDRAW, Status.OCCURRED, "⛔ Sanctions · pull-out"),
        (EventType.ACCUSE, Mode.ALLEGE, Status.OCCURRED, "📢 Accusation"),
        (EventType.CONSULT, None, Status.OCCURRED, "💬 Talks"),
    ],
    ids=["phone", "status after it", "says no more", "the kind says it", "another kind", "is the kind", "no mode"],
)
def test_an_event_says_how_it_was_done(kind: EventType, mode: Mode | None, status: Status, line: str) -> None:
    head = s.texts(event_card(s.stored(1, s.event(type_=kind, mode=mode, status=status)), s.GAZETTEER))[0]
    assert head.replace("\u00a0", " ").splitlines()[-1] == f"-# {line} · 🇳🇴 Norway → 🇨🇱 Chile"


def test_what_is_only_threatened_is_shown_as_its_act_without_a_mode() -> None:
    event = s.event(type_=EventType.THREATEN, act=EventType.SANCTION, mode=Mode.RELATIONS, status=Status.POSSIBLE)
    head = s.texts(event_card(s.stored(1, event), s.GAZETTEER))[0]
    assert head.replace("\u00a0", " ").splitlines()[-1] == ("-# ⛔ Sanctions · 💭 **possible** · 🇳🇴 Norway → 🇨🇱 Chile")


def test_one_event_with_all_its_reports() -> None:
    view = event_card(s.stored(147, reports=(s.report(1), s.report(2, source="Andes Wire"))), s.GAZETTEER)
    assert [text.replace("\u00a0", " ") for text in s.texts(view)] == [
        "-# Event E147\n## Kari Lund and Pablo Reyes meet in Oslo\n-# 💬 Talks · 🇳🇴 Norway → 🇨🇱 Chile",
        (
            "**Date** · 14 March 2024 (as the report gives it)\n**Who** · Kari Lund\n**Towards** · Pablo Reyes\n"
            "**Place** · Oslo\n**About** · trade, weapons of mass destruction\n**Reported by** · 2 outlets"
        ),
        (
            "**¹** **[Fjord Post](https://fjord.example/1)** · 14 March 2024 · sentence 1 of 4\n"
            "> Norway's trade minister, Kari Lund, met her Chilean colleague, Pablo Reyes, in Oslo on Thursday."
        ),
        (
            "**²** **[Andes Wire](https://fjord.example/2)** · 14 March 2024 · sentence 1 of 4\n"
            "> Norway's trade minister, Kari Lund, met her Chilean colleague, Pablo Reyes, in Oslo on Thursday."
        ),
    ]
    assert [(label, part["custom_id"]) for label, part in s.buttons(view).items()] == [
        ("Summary", "so:1"),
        ("Report", "rp:event:147:0"),
    ]


def test_reports_that_find_no_room_are_counted() -> None:
    view = event_card(s.stored(1, reports=tuple(s.report(n) for n in range(1, 10))), s.GAZETTEER)
    assert s.texts(view)[-1] == "-# 3 more reports not shown"


def test_a_headline_too_long_for_a_title_is_told_in_full() -> None:
    headline = (
        "Kari Lund and Pablo Reyes agree to send eleven experts to a meeting on salmon, cod and shrimp in Valparaíso"
    )
    texts = s.texts(event_card(s.stored(1, s.event(headline)), s.GAZETTEER))
    assert "## Kari Lund and Pablo Reyes agree to send eleven experts to a meeting on salmon, cod and…" in texts[0]
    assert texts[1].startswith(f"{headline}.\n")
