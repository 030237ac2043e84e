"""Custom ids: what goes in comes out, within Discord's hundred characters."""

from dataclasses import fields, replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards import (
    compare_ids,
    day_ids,
    event_desk_ids,
    exchange_ids,
    feed_ids,
    filter_ids,
    ids,
    outlet_ids,
    person_ids,
    privacy_ids,
    quiz_ids,
    setting_ids,
    story_ids,
)
from bot.cards.card_id import CardId
from bot.cards.codec import FREE_TEXT, query_from_text, query_to_text
from bot.cards.timeline_ids import EventsYears
from bot.model.barometer import BarometerPeriod
from bot.model.countries import Dyad
from bot.model.dates import DateRange
from bot.model.errors import InvalidInputError
from bot.model.ids import ArticleId, ChannelId, CountryCode, DecisionId, EventId, QuizId, RoleId
from bot.model.players import Measure, Period
from bot.model.plover import EventType
from bot.model.setting_changes import Origin
from bot.model.settings import Cadence, Schedule, Setting, SettingsPage
from bot.model.stored import EventQuery
from bot.model.topics import Effect

CODES = st.from_regex("[A-Z]{3}", fullmatch=True).map(CountryCode)
PAIRS = st.builds(Dyad, first=CODES, second=CODES)
PERIODS = st.tuples(st.dates(), st.dates()).map(lambda two: DateRange(start=min(two), end=max(two)))
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=FREE_TEXT // 2).map(
    lambda t: " ".join(t.split()) or None
)
QUERIES = st.builds(
    EventQuery,
    guild=st.none(),
    pair=st.none() | PAIRS,
    article=st.none() | st.integers(0, 2**35).map(ArticleId),
    country=st.none() | CODES,
    actor=WORDS,
    types=st.frozensets(st.sampled_from(EventType)),
    period=st.none() | PERIODS,
    words=WORDS,
    oldest_first=st.booleans(),
    offset=st.integers(0, 9999).map(lambda page: page * 8),
    limit=st.just(8),
)
NUMBERS = st.integers(0, 2**63)
ALL = {kind.PREFIX: kind for kind in CardId.__subclasses__() if kind.PREFIX}


@given(QUERIES)
def test_a_timeline_query_survives(query: EventQuery) -> None:
    assert query_from_text(query_to_text(query)) == query


@given(QUERIES, st.sampled_from(ids.Turn))
def test_a_timeline_button_survives_within_the_limit(query: EventQuery, turn: ids.Turn) -> None:
    for value in (
        ids.EventsPage(query=query, turn=turn),
        ids.EventsKind(query=query),
        ids.EventsOpen(query=query),
        EventsYears(query=query),
    ):
        text = value.encode()
        assert len(text) <= 100
        assert type(value).parse(text) == value


def test_the_longest_query_fits() -> None:
    query = EventQuery(
        pair=Dyad(first=CountryCode("NOR"), second=CountryCode("CHL")),
        article=ArticleId(36**7 - 1),
        country=CountryCode("NOR"),
        actor="外" * 24,
        types=frozenset(EventType),
        period=DateRange(start=date.min, end=date.max),
        words="w" * 24,
        offset=8 * (36**2 - 1),
    )
    assert len(ids.EventsPage(query=query, turn=ids.Turn.ON).encode()) <= 100


def test_longer_filters_are_refused_in_words() -> None:
    with pytest.raises(InvalidInputError) as caught:
        query_to_text(EventQuery(actor="a" * 30, words="b" * 21))
    assert caught.value.user_text == "Those filters are too long. Actor and words together may have 48 characters."


@pytest.mark.parametrize(
    "text",
    ["", "0", "0<pNO", "x:y", "0<t12", "0<xwords", "0<n9;short", "0<dzzzzzzzzzz", "0<n3;a\fb", "0<w words", "0<wa  b"],
)
def test_what_is_no_query_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no"):
        query_from_text(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (ids.SummarySources(article=ArticleId(7), length=ids.SummaryLength.FULL), "ss:7:full"),
        (quiz_ids.QuizChoice(quiz=QuizId(5), round_number=1, choice=3), "qc:5:1:3"),
        (quiz_ids.QuizPlace(quiz=QuizId(5), round_number=1), "qo:5:1"),
        (quiz_ids.QuizPick(quiz=QuizId(5), round_number=1, option=2, picks="0__1"), "qk:5:1:2:0__1"),
        (quiz_ids.QuizLock(quiz=QuizId(5), round_number=1, picks="0123"), "ql:5:1:0123"),
        (quiz_ids.QuizStopAfter(quiz=QuizId(5)), "qf:5"),
        (quiz_ids.PlanOpen(quiz=QuizId(5)), "wo:5"),
        (
            compare_ids.CompareData(
                first=Dyad(first=CountryCode("NOR"), second=CountryCode("CHL")),
                second=Dyad(first=CountryCode("CHN"), second=CountryCode("XEU")),
                period=BarometerPeriod.ALL,
            ),
            "jd:NORCHL:CHNXEU:all",
        ),
        (event_desk_ids.DeskWalk(page=2), "dr:2"),
        (event_desk_ids.DeskShow(event=EventId(147), page=0), "dv:147:0"),
        (event_desk_ids.DeskMore(event=EventId(147), page=3), "dm:147:3"),
        (event_desk_ids.DeskConfirm(event=EventId(147), version=9, page=3), "dc:147:9:3"),
        (event_desk_ids.DeskReword(event=EventId(147), version=9, page=3), "de:147:9:3"),
        (event_desk_ids.DeskRecode(event=EventId(147), version=9, page=3), "dk:147:9:3"),
        (event_desk_ids.DeskWithdraw(event=EventId(147), version=9, page=3), "dw:147:9:3"),
        (event_desk_ids.DeskMerge(event=EventId(147), version=9, page=3), "dj:147:9:3"),
        (event_desk_ids.DeskSplit(event=EventId(147), version=9, page=3), "dp:147:9:3"),
        (event_desk_ids.DeskHistory(event=EventId(147), page=3, older=5), "dh:147:3:5"),
        (event_desk_ids.DeskUndo(decision=DecisionId(8), page=3), "du:8:3"),
        (event_desk_ids.DeskSave(decision=DecisionId(8), page=3), "dy:8:3"),
        (event_desk_ids.DeskDrop(decision=DecisionId(8), event=EventId(147), page=3), "dn:8:147:3"),
        (quiz_ids.PlanGo(quiz=QuizId(5), start=3), "wg:5:3"),
        (quiz_ids.PlanChoice(quiz=QuizId(5), round_number=1, choice=3), "wc:5:1:3"),
        (quiz_ids.PlanPlace(quiz=QuizId(5), round_number=1, option=2, picks="0__1"), "wk:5:1:2:0__1"),
        (quiz_ids.PlanLook(quiz=QuizId(5), first=5), "wv:5:5"),
        (ids.Report(subject=ids.ReportSubject.EVENT, key=147), "rp:event:147:0"),
        (ids.SaveChannel(channel=ChannelId(2**62)), "vc:4611686018427387904"),
        (ids.ArticlePaste(), "ap"),
        (feed_ids.FeedShow(feed=7), "fs:7"),
        (feed_ids.FeedEntries(feed=7, first=20), "fe:7:20"),
        (setting_ids.SaveWho(setting=Setting.EDITORS, role=RoleId(7)), "sv:editors:7"),
        (setting_ids.UndoSave(batch=12, seen=2**32 - 1), "su:12:4294967295"),
        (setting_ids.PresetSave(preset=Origin.MODEL_UN, seen=5), "sg:model_un:5"),
        (
            setting_ids.Setup.of(
                Dyad(first=CountryCode("USA"), second=CountryCode("CHN")),
                ChannelId(2**63 - 1),
                Schedule(cadence=Cadence.WEEKDAYS, at=time(7, 30), zone="America/Argentina/ComodRivadavia"),
            ),
            "sz:1:USACHN:9223372036854775807:weekdays:450:0:1:0:America/Argentina/ComodRivadavia",
        ),
        (privacy_ids.PrivacyListing(listing=quiz_ids.Listing.HIDE), "zl:h"),
        (exchange_ids.RecordsPage(turn=ids.Turn.ON, query=EventQuery(offset=16)), "xp:o:2<"),
        (outlet_ids.OutletsTurn(turn=ids.Turn.ON, first=12), "op:o:12"),
        (outlet_ids.OutletsPick(first=24), "oh:24"),
        (story_ids.StoriesTurn(turn=ids.Turn.BACK, pair="CHL-NOR", first=6), "ot:b:CHL-NOR:6"),
        (story_ids.StoriesPick(), "of"),
        (day_ids.DayShow(day=614), "yd:614"),
        (day_ids.PairDayShow(pair=Dyad(first=CountryCode("NOR"), second=CountryCode("CHL")), day=229), "yp:NORCHL:229"),
        (person_ids.PersonPick(), "yw"),
        (
            quiz_ids.QuizPeriod(
                pair=Dyad(first=CountryCode("NOR"), second=CountryCode("CHL")),
                period=DateRange.day(date(2024, 3, 14)),
            ),
            "qp:NORCHL:0fu6m0fu6m",
        ),
    ],
)
def test_ids_that_were_sent_keep_their_meaning(value: CardId, text: str) -> None:
    assert value.encode() == text
    assert type(value).parse(text) == value


def test_a_schedule_survives() -> None:
    schedule = Schedule(
        cadence=Cadence.MONTHLY, at=time(7, 5), zone="America/Argentina/Buenos_Aires", weekday=6, month_day=28
    )
    value = ids.SaveTime.of(Setting.SCHEDULE, schedule)
    assert value.encode() == "vt:schedule:monthly:425:6:28:0:America/Argentina/Buenos_Aires"
    assert ids.SaveTime.parse(value.encode()).schedule == schedule
    of_week = replace(schedule, month_week=1)
    assert ids.SaveTime.parse(ids.SaveTime.of(Setting.QUIZ_SCHEDULE, of_week).encode()).schedule == of_week


def test_a_schedule_on_a_card_of_before_is_understood() -> None:
    kept = ids.SaveSchedule.parse("vs:monthly:425:6:28:America/Argentina/Buenos_Aires")
    assert kept.schedule == Schedule(
        cadence=Cadence.MONTHLY, at=time(7, 5), zone="America/Argentina/Buenos_Aires", weekday=6, month_day=28
    )


def test_a_digest_s_events_survive_as_many_as_there_is_room_for() -> None:
    numbers = [EventId(number) for number in (1, 36, 1_000_000)]
    assert ids.DigestSources.parse(ids.DigestSources.of(numbers).encode()).numbers == tuple(numbers)
    many = [EventId(10**9 + number) for number in range(9)]
    assert ids.DigestSources.parse(ids.DigestSources.of(many).encode()).numbers == tuple(many[:7])


def test_prefixes_are_unique() -> None:
    kinds = [kind for kind in CardId.__subclasses__() if kind.PREFIX]
    assert len({kind.PREFIX for kind in kinds}) == len({kind.__name__ for kind in kinds})


@pytest.mark.parametrize("prefix", sorted(ALL))
def test_no_two_kinds_of_id_are_mistaken_for_each_other(prefix: str) -> None:
    text = _example(ALL[prefix]).encode()
    assert [other for other, kind in ALL.items() if kind.template().fullmatch(text)] == [prefix]


@pytest.mark.parametrize("text", ["", "ss", "ss:7", "ss:7:long", "ss:-1:full", "ss:7:full:0", "xss:7:full"])
def test_what_is_no_such_id_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no SummarySources"):
        ids.SummarySources.parse(text)


def _example(kind: type[CardId]) -> CardId:
    period = DateRange.day(date(2024, 3, 14))
    known: dict[str, Any] = {
        "length": ids.SummaryLength.SHORT,
        "turn": ids.Turn.BACK,
        "query": EventQuery(words="a:b"),
        "pair": Dyad(first=CountryCode("NOR"), second=CountryCode("CHL")),
        "period": period,
        "subject": ids.ReportSubject.TIMELINE,
        "setting": Setting.PAIR,
        "cadence": Cadence.DAILY,
        "zone": "UTC",
        "page": SettingsPage.QUIZ,
        "events": "1-2s",
        "picks": "0-21",
        "measure": Measure.STREAK,
        "preset": Origin.CLASSROOM,
        "act": setting_ids.SetupAct.PAIR,
        "listing": quiz_ids.Listing.SHOW,
        "effect": Effect.KEEP_OUT,
        "trial": filter_ids.Trial.DRAFT,
        "shown": filter_ids.Shown.PASSING,
    }
    if kind in {quiz_ids.BoardMeasure, quiz_ids.BoardOwn}:
        known["period"] = Period.WEEK
    if kind not in {ids.SettingsShow, setting_ids.SettingsJump}:
        del known["page"]
    if kind is story_ids.StoriesTurn:
        known["pair"] = story_ids.EVERY
    if kind in {compare_ids.ComparePeriod, compare_ids.CompareData}:
        known |= {"first": known["pair"], "second": Dyad(first=CountryCode("CHN"), second=CountryCode("XEU"))}
    if kind in {ids.RelationsData, compare_ids.CompareData}:
        known["period"] = BarometerPeriod.MONTHS_6
    return kind(**{field.name: known.get(field.name, 3) for field in fields(kind)})
