"""Which facts are worth a question: each rule with what it refuses, and beside it what it lets through."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from bot.model.dates import UNDATED, DatedBy, DateRange, EventDate, Precision
from bot.model.plover import EventType
from bot.model.reading import Status
from bot.model.statement import PartRole, Statement
from bot.quiz.make import lay_out
from bot.quiz.worth import takes_a_side
from data.reference import load_gazetteer
from tests.quiz.asking import BLINKEN, CAST, CHN, COLONNA, FRA, MAY, PUBLISHED, QIN, USA, part, said, stating
from tests.quiz.world import GAZETTEER, event, in_month, on_day, person, reading

BAN = said("China", "ban", part("wine"), part("France", preposition="from", party="France"))
VISIT = said("US Secretary of State Antony Blinken", "visit", part("China", party="China"))
AHEAD = said(
    "US Secretary of State Antony Blinken", "visit", part("China", party="China"), auxiliary="due", past="visit"
)
FRENCH = part("France", party="France")
CLAUSE = PartRole.CLAUSE


@dataclass(frozen=True, slots=True)
class Told:
    """One event by its statement; of China against France in May 2023, where nothing else is said."""

    statement: Statement
    type: EventType = EventType.SANCTION
    source: tuple[int, ...] = (CHN,)
    target: tuple[int, ...] = (FRA,)
    when: EventDate = MAY
    sentence: str = "It did so."
    more: dict[str, Any] = field(default_factory=dict)

    def is_worth_asking(self, published: date | None = PUBLISHED) -> bool:
        """Tell whether a question may be made of it."""
        cast = (*CAST, person("Wu Peng", "CHN"), person("Marc Petit", "FRA", "of State " * 10))
        codes = tuple(one.code for one in cast)
        told = event(self.type, "Something happens", self.source, self.target, self.when, codes=codes, **self.more)
        made = stating(reading([self.sentence], cast, [told], published=published), self.statement)
        return "event 0" in lay_out(made, GAZETTEER, 1).clauses


WU, PETIT = len(CAST), len(CAST) + 1


def ban(what: str, **more: Any) -> Told:
    """Return a ban of something from France."""
    return Told(said("China", "ban", part(what), part("France", preposition="from", party="France")), more=more)


def of_verb(lemma: str, *parts: Any, **more: Any) -> Told:
    """Return what China did to France, by its verb and what follows it."""
    kind = more.pop("type", EventType.SANCTION)
    return Told(said("China", lemma, *parts, **more), type=kind)


def talk(lemma: str, *parts: Any, salience: float = 0.8) -> Told:
    """Return what Blinken and Qin said to each other."""
    names = "US Secretary of State Antony Blinken"
    told = said(names, lemma, part("Chinese Foreign Minister Qin Gang", preposition="with"), *parts)
    return Told(told, EventType.CONSULT, (BLINKEN,), (QIN,), more={"salience": salience})


def test_a_plain_act_of_one_state_against_another_is_worth_asking() -> None:
    assert Told(BAN).is_worth_asking()
    assert Told(VISIT, EventType.CONSULT, (BLINKEN,), (CHN,)).is_worth_asking()


@pytest.mark.parametrize(
    ("refused", "asked"),
    [
        pytest.param(ban("wine of last year"), ban("wine of last harvest"), id="a date within the words"),
        pytest.param(
            Told(said("China", "ban", part("wine"), FRENCH, adverb="usually")),
            Told(said("China", "ban", part("wine"), FRENCH, adverb="swiftly")),
            id="a habit",
        ),
        pytest.param(
            Told(said("a Chinese court that hears wine cases", "jail", part("two brokers of France"))),
            Told(said("a Chinese court", "jail", part("two brokers of France"))),
            id="a relative clause in the subject",
        ),
        pytest.param(
            of_verb("sell", part("40% of its rice"), part("France", preposition="to")),
            of_verb("sell", part("ten trams"), part("France", preposition="to")),
            id="a share of the trade",
        ),
        pytest.param(
            ban("spying gear", alleged="spying"), ban("alleged spying gear", alleged="spying"), id="alleged as a fact"
        ),
        pytest.param(ban("wine listed by the QZX"), ban("wine listed by the WTO"), id="initials that nobody knows"),
        pytest.param(
            of_verb("strike", part("the French embassy in Lyon"), type=EventType.SUPPORT),
            of_verb("strike", part("a deal on Lyon trams with France"), type=EventType.SUPPORT),
            id="a blow that was read as help",
        ),
        pytest.param(
            of_verb("conclude", part("two days of meetings in Paris"), type=EventType.CONSULT),
            of_verb("conclude", part("two days of meetings on wine in Paris"), type=EventType.CONSULT),
            id="talks without whom they were with or what about",
        ),
        pytest.param(of_verb("thank", FRENCH, part("its rescue team", preposition="for")),
                     of_verb("pay", FRENCH, part("its rescue team", preposition="for")), id="a courtesy"),
        pytest.param(
            of_verb("protest", FRENCH, part("the embassy", preposition="outside")),
            of_verb("protest", part("the barring of envoys by France", preposition="over")),
            id="a protest without its matter",
        ),
        pytest.param(of_verb("denounce", FRENCH), of_verb("denounce", part("raids by France")), id="a bare stance"),
        pytest.param(
            of_verb("warn", part("its citizens"), part("trips to France", preposition="against")),
            of_verb("warn", part("brokers"), part("trips to France", preposition="against")),
            id="advice to travellers",
        ),
        pytest.param(
            of_verb("reject", part("its repeated warning"), FRENCH),
            of_verb("reject", part("its repeated warning about barges"), FRENCH),
            id="a warning of what",
        ),
        pytest.param(
            of_verb("accuse", FRENCH, part("an act of malice", preposition="of")),
            of_verb("accuse", FRENCH, part("sheer malice", preposition="of")),
            id="an act without a name",
        ),
        pytest.param(
            of_verb("sign", part("an agreement"), part("France", preposition="with", party="France")),
            of_verb("sign", part("a ferry agreement"), part("France", preposition="with", party="France")),
            id="a paper about nothing",
        ),
        pytest.param(
            of_verb("seize", part("their barges"), FRENCH), of_verb("seize", part("its barges"), FRENCH),
            id="their of one country",
        ),
        pytest.param(
            of_verb("press", FRENCH, part("to harass", role=CLAUSE)),
            of_verb("press", FRENCH, part("to harass smugglers", role=CLAUSE)),
            id="an infinitive cut off",
        ),
        pytest.param(
            of_verb("agree", part("France", preposition="with"), part("to work together", role=CLAUSE)),
            of_verb("agree", part("France", preposition="with"), part("to dig canals", role=CLAUSE)),
            id="an empty promise",
        ),
        pytest.param(
            of_verb("say", part("France", preposition="of")),
            of_verb("say", part("that France jams masts", role=CLAUSE)),
            id="a saying without its words",
        ),
        pytest.param(
            of_verb("leave", part("France", preposition="for")), of_verb("leave", part("talks held in France")),
            id="a departure",
        ),
        pytest.param(
            of_verb("accuse", FRENCH), of_verb("accuse", FRENCH, part("jamming masts", preposition="of")),
            id="an accusation of nothing",
        ),
        pytest.param(
            of_verb("summon", part("the French ambassador")),
            of_verb("summon", part("the French ambassador"), part("jammed masts", preposition="over")),
            id="a summons over nothing",
        ),
        pytest.param(
            of_verb("withdraw", part("its forces"), part("an accord with France", preposition="under")),
            of_verb("withdraw", part("its forces"), part("Lyon in France", preposition="from")),
            id="a withdrawal from nowhere",
        ),
        pytest.param(
            of_verb("propose", part("Lyon", preposition="at")), of_verb("propose", part("talks in Lyon, France")),
            id="a verb without its object",
        ),
        pytest.param(
            of_verb("urge", FRENCH, part("to “calm down”", role=CLAUSE)),
            of_verb("urge", FRENCH, part("to unblock Lyon", role=CLAUSE)),
            id="a turn of phrase",
        ),
        pytest.param(of_verb("regret", part("raids by France")), of_verb("avenge", part("raids by France")),
                     id="an attitude"),
        pytest.param(of_verb("free", part("two brokers")), of_verb("free", part("two Lyon brokers")),
                     id="nothing named"),
        pytest.param(
            of_verb("detain", part("23 officials")), of_verb("detain", part("23 officials of France")),
            id="nobody's diplomats",
        ),
        pytest.param(
            of_verb("deploy", part("tanks"), part("most accounts", preposition="by"), FRENCH),
            of_verb("deploy", part("tanks"), part("night", preposition="by"), FRENCH),
            id="by most accounts",
        ),
        pytest.param(
            of_verb("send", part("a delegation"), part("Lyon", preposition="to")),
            of_verb("send", part("a delegation"), part("Lyon", preposition="to"), part("to buy trams", role=CLAUSE)),
            id="a bare errand",
        ),
        pytest.param(
            of_verb("ban", part("a Lyon rally of France held by China")),
            of_verb("ban", part("a Lyon rally of France held by China's rivals")),
            id="itself by its name",
        ),
    ],
)  # fmt: skip
def test_a_rule_refuses_one_wording_and_lets_its_neighbour_through(refused: Told, asked: Told) -> None:
    assert not refused.is_worth_asking()
    assert asked.is_worth_asking()


def test_a_meeting_is_worth_asking_with_both_who_meet() -> None:
    def planned(words: str) -> bool:
        clause = part(words, role=CLAUSE)
        told = said("US Secretary of State Antony Blinken", "be", clause, past="was")
        more = {"status": Status.PLANNED, "salience": 0.95}
        return Told(told, EventType.CONSULT, (BLINKEN,), (CHN,), in_month(2023, 7), more=more).is_worth_asking()

    assert planned("to meet China's envoys to Lyon")
    assert not planned("to meet in China")


def test_a_disputed_place_is_given_to_nobody() -> None:
    world = load_gazetteer()
    assert takes_a_side("Nancy Pelosi visit China’s Taiwan region", world)
    assert not takes_a_side("Nancy Pelosi visit Taiwan", world)


def test_what_a_side_says_that_it_did_by_force_is_its_own_word() -> None:
    def downed(speaker: str | None) -> bool:
        return Told(
            said("China", "shell", part("a fort of France"), speaker=speaker), EventType.ASSAULT
        ).is_worth_asking()

    assert downed(None)
    assert not downed("Qin Gang")


def test_what_is_planned_is_worth_asking_only_in_words_that_look_ahead() -> None:
    def visit(statement: Statement, status: Status) -> bool:
        when = in_month(2023, 7)
        more = {"status": status, "act": EventType.CONSULT}
        return Told(statement, EventType.CONSULT, (BLINKEN,), (CHN,), when, more=more).is_worth_asking()

    assert visit(AHEAD, Status.PLANNED)
    assert visit(VISIT, Status.OCCURRED)
    assert not visit(VISIT, Status.PLANNED)
    assert not visit(AHEAD, Status.OCCURRED)


@pytest.mark.parametrize("past", ["expected", "scheduled", "slated"])
def test_was_expected_to_looks_ahead_too(past: str) -> None:
    clause = part("to visit China", role=CLAUSE)
    told = said("US Secretary of State Antony Blinken", past.removesuffix("ed"), clause, auxiliary="was", past=past)
    ahead = Told(told, EventType.CONSULT, (BLINKEN,), (CHN,), in_month(2023, 7), more={"status": Status.PLANNED})
    assert ahead.is_worth_asking()


def test_a_claim_of_the_other_side_is_no_fact() -> None:
    def seizure(speaker: str | None, type_: EventType = EventType.COERCE) -> bool:
        return Told(said("China", "seize", part("a barge of France"), speaker=speaker), type_).is_worth_asking()

    assert seizure(None)
    assert seizure("Qin Gang")
    assert not seizure("Catherine Colonna")
    assert not seizure("")
    assert not seizure("Catherine Colonna", EventType.SANCTION)
    assert seizure("Qin Gang", EventType.SANCTION)


@pytest.mark.parametrize(
    ("last_day", "by", "status", "is_asked"),
    [
        pytest.param(date(2023, 4, 4), DatedBy.PUBLICATION, Status.OCCURRED, True, id="two months done"),
        pytest.param(date(2023, 4, 5), DatedBy.PUBLICATION, Status.OCCURRED, False, id="a long stretch inferred"),
        pytest.param(date(2023, 4, 5), DatedBy.EXPRESSION, Status.OCCURRED, True, id="a long stretch printed"),
        pytest.param(date(2023, 4, 5), DatedBy.CONTEXT, Status.OCCURRED, True, id="a long stretch of the context"),
        pytest.param(date(2023, 7, 31), DatedBy.EXPRESSION, Status.PLANNED, True, id="planned within a month"),
        pytest.param(date(2023, 8, 1), DatedBy.EXPRESSION, Status.PLANNED, False, id="planned over months"),
    ],
)
def test_a_long_stretch_is_no_time(last_day: date, by: DatedBy, status: Status, is_asked: bool) -> None:
    range_ = DateRange(start=date(2023, 2, 1) if status is not Status.PLANNED else date(2023, 7, 2), end=last_day)
    when = EventDate(range=range_, precision=Precision.RANGE, dated_by=by)
    statement = AHEAD if status is Status.PLANNED else VISIT
    told = Told(statement, EventType.CONSULT, (BLINKEN,), (CHN,), when, more={"status": status})
    assert told.is_worth_asking() is is_asked


def test_a_whole_year_is_a_time() -> None:
    range_ = DateRange(start=date(2022, 1, 1), end=date(2022, 12, 31))
    when = EventDate(range=range_, precision=Precision.YEAR, dated_by=DatedBy.PUBLICATION)
    assert Told(BAN, when=when).is_worth_asking()


@pytest.mark.parametrize(
    ("sentence", "is_asked"),
    [
        ("On the next day China banned wine from France.", False),
        ("The ban came two days later.", False),
        ("On the next day, Wednesday, China banned wine from France.", True),
        ("China today banned wine from France, a day after the vote.", True),
        ("China banned wine from France.", True),
    ],
)
def test_the_day_of_the_report_counted_from_another_event_is_doubted(sentence: str, is_asked: bool) -> None:
    told = Told(BAN, when=on_day(2023, 6, 14, by=DatedBy.CONTEXT), sentence=sentence)
    assert told.is_worth_asking(published=date(2023, 6, 14)) is is_asked
    assert told.is_worth_asking(published=date(2023, 6, 15))


def test_what_has_been_done_by_now_needs_a_date_of_its_own() -> None:
    def done(by: DatedBy, salience: float) -> bool:
        told = said("China", "ban", part("wine"), part("France", preposition="from"), is_perfect=True)
        return Told(told, when=on_day(2023, 6, 14, by=by), more={"salience": salience}).is_worth_asking()

    assert done(DatedBy.EXPRESSION, 0.5)
    assert done(DatedBy.PUBLICATION, 0.85)
    assert not done(DatedBy.PUBLICATION, 0.84)


def test_an_undated_fact_without_a_report_s_day_has_no_time() -> None:
    told = Told(BAN, when=UNDATED, more={"salience": 0.95})
    assert told.is_worth_asking()
    assert not told.is_worth_asking(published=None)


@pytest.mark.parametrize(
    ("told", "is_asked"),
    [
        pytest.param(talk("speak"), False, id="a bare call"),
        pytest.param(talk("speak", part("tariffs", preposition="about")), True, id="a call about something"),
        pytest.param(talk("speak", salience=0.95), False, id="a bare call that the report is about"),
        pytest.param(talk("clash"), True, id="no talk"),
    ],
)
def test_a_call_is_worth_asking_with_its_matter(told: Told, is_asked: bool) -> None:
    assert told.is_worth_asking() is is_asked


def meeting(subject: str, source: tuple[int, ...], behind: str, target: tuple[int, ...]) -> Told:
    """Return a meeting in Lyon, told with these names."""
    return Told(said(subject, "brief", part(behind), part("the tariffs", preposition="on")), EventType.CONSULT,
                source, target)  # fmt: skip


@pytest.mark.parametrize(
    ("told", "is_asked"),
    [
        pytest.param(
            meeting("Catherine Colonna", (COLONNA,), "Chinese Foreign Minister Qin Gang", (QIN,)), True, id="introduced"
        ),
        pytest.param(meeting("Catherine Colonna", (COLONNA,), "Qin Gang", (QIN,)), True, id="introduced by the maker"),
        pytest.param(
            meeting("Catherine Colonna", (COLONNA,), "the Chinese side", (QIN,)), False, id="a person left out"
        ),
        pytest.param(meeting("Wu Peng", (WU,), "the French side", (FRA,)), False, id="a person without an office"),
        pytest.param(
            meeting("Marc Petit", (PETIT,), "the Chinese side", (CHN,)), False, id="an office like a sentence"
        ),
        pytest.param(
            meeting("Catherine Colonna", (COLONNA,), "Chinese Foreign Minister Qin Gang and Qin Gang's aides", (QIN,)),
            False,
            id="named twice",
        ),
        pytest.param(meeting("China", (CHN,), "France and Wu Peng", (FRA,)), False, id="a bystander without office"),
        pytest.param(
            meeting("China", (CHN,), "France and US Secretary of State Antony Blinken", (FRA,)), True, id="a bystander"
        ),
        pytest.param(
            meeting("China", (CHN,), "France and Antony Blinken", (FRA,)), True, id="a bystander to be introduced"
        ),
    ],
)
def test_every_person_is_told_with_name_office_and_country(told: Told, is_asked: bool) -> None:
    assert told.is_worth_asking() is is_asked


@pytest.mark.parametrize(
    ("told", "is_asked"),
    [
        pytest.param(
            Told(said("China", "jail", part("two brokers of Beijing")), target=(CHN,)), False, id="of one country"
        ),
        pytest.param(
            Told(said("China", "jail", part("two brokers of Lyon")), target=()), False, id="no other country is named"
        ),
        pytest.param(Told(said("China", "jail", part("two French brokers")), target=()), True, id="another is named"),
        pytest.param(
            Told(said("Wu Peng", "sue", part("two brokers of France")), source=(WU,)), False, id="a private person's"
        ),
        pytest.param(
            Told(
                said("China and the US", "shut", part("sea lanes"), parties=("China", "United States"), is_plural=True),
                source=(CHN, USA), target=(),
            ), True, id="two together, nothing named",
        ),
    ],
)  # fmt: skip
def test_an_act_between_states_is_worth_asking(told: Told, is_asked: bool) -> None:
    assert told.is_worth_asking() is is_asked


@pytest.mark.parametrize(
    ("type_", "act", "lemma", "is_asked"),
    [
        pytest.param(EventType.THREATEN, EventType.SANCTION, "threaten", True, id="a threat told as a threat"),
        pytest.param(EventType.THREATEN, EventType.SANCTION, "tax", False, id="a threat told as the act"),
        pytest.param(EventType.SANCTION, EventType.SANCTION, "tax", True, id="an act told as the act"),
    ],
)
def test_what_was_only_promised_is_told_as_promised(
    type_: EventType, act: EventType, lemma: str, is_asked: bool
) -> None:
    told = Told(said("China", lemma, part("to tax wine from France", role=CLAUSE)), type_, more={"act": act})
    assert told.is_worth_asking() is is_asked


@pytest.mark.parametrize(
    ("kind", "sentence", "salience", "is_asked"),
    [
        pytest.param(EventType.ACCUSE, 0, 0.8, True, id="words that are the news"),
        pytest.param(EventType.ACCUSE, 1, 0.95, True, id="words that the report is about"),
        pytest.param(EventType.ACCUSE, 1, 0.9, True, id="words that go on with the news"),
        pytest.param(EventType.ACCUSE, 1, 0.84, False, id="words of the background"),
        pytest.param(EventType.SANCTION, 1, 0.8, True, id="an act of the background"),
        pytest.param(EventType.SANCTION, 1, 0.4, False, id="a side matter"),
    ],
)
def test_words_are_asked_only_as_news(kind: EventType, sentence: int, salience: float, is_asked: bool) -> None:
    codes = tuple(one.code for one in CAST)
    told = event(kind, "Something happens", (CHN,), (FRA,), MAY, codes=codes, sentence=sentence, salience=salience)
    made = stating(reading(["It was so."] * 2, CAST, [told], published=PUBLISHED), BAN)
    assert ("event 0" in lay_out(made, GAZETTEER, 1).clauses) is is_asked
