"""The barometer's rules: worked examples, and laws that hold for any events."""

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digest.barometer import first_day, measure, weight_of
from bot.digest.barometer.levels import LONG_HALF_LIFE_DAYS, Weighed, counting, levels
from bot.digest.barometer.movers import MOST_MARKED, influences
from bot.digest.barometer.steps import MEMORY_DAYS, step_of, steps_of
from bot.model.barometer import BarometerPeriod, PairEvent, Step
from bot.model.dates import DateRange
from bot.model.ids import EventId
from bot.model.plover import EventType
from bot.model.reading import Status

UNTIL = date(2023, 6, 14)
EXAMPLE = Path(__file__).parents[2] / "docs" / "barometer.md"
OPPOSITE = {
    EventType.SUPPORT: EventType.PROTEST,
    EventType.PROTEST: EventType.SUPPORT,
    EventType.REQUEST: EventType.REQUEST,
}
"""Types whose scores are each other's negative."""


def event(
    number: int,
    type_: EventType = EventType.CONSULT,
    *,
    ago: int = 0,
    days: int = 1,
    salience: float = 0.5,
    sources: int = 1,
    status: Status = Status.OCCURRED,
) -> PairEvent:
    """An event whose last day is so many days before the day of the value."""
    end = UNTIL - timedelta(days=ago)
    when = DateRange(start=end - timedelta(days=days - 1), end=end)
    return PairEvent(id=EventId(number), type=type_, status=status, when=when, salience=salience, sources=sources)


def value(events: Sequence[PairEvent], day: date = UNTIL) -> float:
    (level,) = levels(counting(events, UNTIL), (day,))
    return level.value


def many(count: int = 60, *, seed: int = 1, gap: int = 3) -> list[PairEvent]:
    chance = random.Random(seed)
    kinds = list(EventType)
    return [
        event(number, chance.choice(kinds), ago=gap * number, salience=chance.uniform(0.2, 1), sources=number % 4 + 1)
        for number in range(count)
    ]


EVENTS = st.lists(
    st.builds(
        event,
        st.integers(1, 10_000),
        st.sampled_from(EventType),
        ago=st.integers(0, 120),
        days=st.sampled_from((1, 1, 1, 7, 31, 200)),
        salience=st.floats(0.01, 1),
        sources=st.integers(1, 9),
        status=st.sampled_from((Status.OCCURRED, Status.OCCURRED, Status.PLANNED)),
    ),
    max_size=25,
    unique_by=lambda one: one.id,
)
PERIODS = st.sampled_from(BarometerPeriod)


def test_the_example_of_the_docs_is_right() -> None:
    text = EXAMPLE.read_text(encoding="utf-8").replace("\N{MINUS SIGN}", "-")
    rows = re.findall(
        r"\| an? ?\w+ \| ([\d-]+) \| (\w+) \| ([+-][\d.]+) \| ([\d.]+) \| (\d+) \| ([\d.]+) \| (\d+) \| ([\d.]+) \|"
        r"|\| sanctions \| ([\d-]+) \| (\w+) \| ([+-][\d.]+) \| ([\d.]+) \| (\d+) \| ([\d.]+) \| (\d+) \| ([\d.]+) \|",
        text,
    )
    told = [row[:8] if row[0] else row[8:] for row in rows]
    assert len(told) == 3
    events = []
    for number, (day, kind, score, salience, sources, weight, ago, left) in enumerate(told):
        one = event(number, EventType(kind), ago=int(ago), salience=float(salience), sources=int(sources))
        assert one.when == DateRange.day(date.fromisoformat(day))
        assert one.type.score == float(score)
        assert weight_of(one) == pytest.approx(float(weight))
        (weighed,) = counting([one], UNTIL)
        assert weighed.between(None, UNTIL) == pytest.approx(float(left))
        events.append(one)
    pull, mass, now, without, influence, before, rise, spread = (
        float(number) for number in re.findall(r"\*\*([+-]?\d+\.\d+)\*\*", text)
    )
    (level,) = levels(counting(events, UNTIL), (UNTIL,))
    assert (level.pull, 1 + level.mass, level.value) == pytest.approx((pull, mass, now), abs=5e-4)
    assert value(events[1:]) == pytest.approx(without, abs=5e-4)
    assert influences(counting(events, UNTIL), UNTIL)[-1] == pytest.approx(influence, abs=5e-4)
    week_before = UNTIL - timedelta(days=7)
    assert value(events, week_before) == pytest.approx(before, abs=5e-4)
    assert value(events) - value(events, week_before) == pytest.approx(rise, abs=5e-4)
    (vague,) = counting([replace(events[0], when=DateRange(start=UNTIL - timedelta(days=1), end=UNTIL))], UNTIL)
    assert vague.between(None, UNTIL) == pytest.approx(spread, abs=5e-4)


@pytest.mark.parametrize("step_days", [1, 7, 30, 120])
@pytest.mark.parametrize("days", [1, 7, 31, 366])
def test_a_value_is_the_same_by_any_steps(step_days: int, days: int) -> None:
    events = [event(1, EventType.SANCTION, ago=200, days=days), event(2, EventType.AID, ago=15, days=9)]
    ends = [UNTIL - timedelta(days=step_days * n) for n in reversed(range(5))]
    by_steps = [level.value for level in levels(counting(events, UNTIL), ends)]
    assert by_steps == pytest.approx([value(events, end) for end in ends], abs=1e-12)


def test_silence_fades_a_value_without_a_jump() -> None:
    events = [event(number, EventType.ASSAULT, ago=number % 3, salience=1) for number in range(30)]
    later = [value(events, UNTIL + timedelta(days=21 * n)) for n in range(8)]
    assert later[0] < -8
    assert later == sorted(later)
    assert later[-1] > -2


def test_only_what_occurred_and_is_dated_counts() -> None:
    counted = counting(
        [
            event(1),
            *(event(2 + n, status=status) for n, status in enumerate(set(Status) - {Status.OCCURRED})),
            event(8, ago=-3),
            event(9, days=366),
            event(10, days=367),
            event(11, salience=0.0),
            event(12, ago=-3, days=7),
        ],
        UNTIL,
    )
    assert {one.event.id for one in counted} == {1, 9, 12}
    assert next(one for one in counted if one.event.id == 12).last == UNTIL


@pytest.mark.parametrize(
    ("sources", "factor"), [(1, 1.0), (2, 4 / 3), (3, 1.5), (99, 1.98)], ids=["one", "two", "three", "many"]
)
def test_sources_confirm_within_bounds(sources: int, factor: float) -> None:
    assert weight_of(event(1, salience=0.5, sources=sources)) == pytest.approx(0.5 * factor)


@pytest.mark.parametrize(
    ("asked", "step", "count", "first"),
    [
        (BarometerPeriod.WEEKS_4, Step.DAY, 28, date(2023, 5, 18)),
        (BarometerPeriod.MONTHS_3, Step.WEEK, 13, date(2023, 3, 16)),
        (BarometerPeriod.MONTHS_6, Step.WEEK, 26, date(2022, 12, 15)),
        (BarometerPeriod.YEAR, Step.WEEK, 52, date(2022, 6, 16)),
    ],
)
def test_the_steps_of_a_period(asked: BarometerPeriod, step: Step, count: int, first: date) -> None:
    shown = measure(many(120), asked, UNTIL)
    assert (shown.step, len(shown.points), shown.period) == (step, count, DateRange(start=first, end=UNTIL))
    assert first_day(asked, UNTIL) == first - timedelta(days=MEMORY_DAYS)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 20_000), PERIODS)
def test_steps_follow_each_other_without_gap_up_to_the_day(first: date, length: int, asked: BarometerPeriod) -> None:
    until = first + timedelta(days=length)
    steps = steps_of(asked, until, first)
    assert steps[-1].end == until
    assert all(one.end + timedelta(days=1) == other.start for one, other in pairwise(steps))
    if asked is BarometerPeriod.ALL:
        assert steps[0].start <= first
        assert len(steps) <= 52 or all((step.end - step.start).days >= 27 for step in steps[:-1])


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 40_000))
def test_a_longer_record_never_goes_by_shorter_steps(first: date, length: int) -> None:
    order = list(Step)
    shorter, longer = (
        step_of(steps_of(BarometerPeriod.ALL, first + timedelta(days=days), first)) for days in (length, length + 400)
    )
    assert order.index(shorter) <= order.index(longer)
    assert (longer is Step.YEAR) == (length + 400 > 15 * 366)


def decades() -> list[PairEvent]:
    """Four events a year: thirty years of quarrel, then thirty of cooperation."""
    return [
        event(n, EventType.COOPERATE if n < 120 else EventType.SANCTION, ago=91 * n + 20, salience=0.8)
        for n in range(240)
    ]


def test_a_line_over_decades_goes_by_year_and_tells_of_each() -> None:
    shown = measure(decades(), BarometerPeriod.ALL, UNTIL)
    assert shown.step is Step.YEAR
    assert shown.period.start == date(decades()[-1].when.start.year, 1, 1)
    assert [point.days.start.year for point in shown.points] == list(range(shown.period.start.year, 2024))
    values = {point.days.start.year: point.value for point in shown.points}
    assert values[1980] < -4
    assert values[2005] > 4
    assert shown.year_change == pytest.approx(shown.points[-1].value - value_by_year(date(2022, 6, 14)))
    assert not any(point.is_sparse for point in shown.points[1:-1])


def value_by_year(day: date) -> float:
    (level,) = levels(counting(decades(), UNTIL, LONG_HALF_LIFE_DAYS), (day,))
    return level.value


@pytest.mark.parametrize("asked", [period for period in BarometerPeriod if period is not BarometerPeriod.ALL])
def test_short_periods_know_nothing_of_the_long_half_life(asked: BarometerPeriod) -> None:
    recent = many(12, gap=2)
    shown = measure([*recent, *decades()], asked, UNTIL)
    assert shown.year_change is None
    assert shown.points[-1].value == pytest.approx(value([*recent, *decades()]), abs=1e-12)


@pytest.mark.parametrize("step_days", [1, 30, 365, 800])
def test_a_value_of_the_long_half_life_is_the_same_by_any_steps(step_days: int) -> None:
    ends = [UNTIL - timedelta(days=step_days * n) for n in reversed(range(5))]
    by_steps = [level.value for level in levels(counting(decades(), UNTIL, LONG_HALF_LIFE_DAYS), ends)]
    assert by_steps == pytest.approx([value_by_year(end) for end in ends], abs=1e-12)


def test_all_begins_with_the_first_year_of_three_events() -> None:
    lone = event(900, EventType.AGREE, ago=16_000)
    shown = measure([*many(40), lone], BarometerPeriod.ALL, UNTIL)
    assert shown.period.start > UNTIL - timedelta(days=130)
    assert measure([lone], BarometerPeriod.ALL, UNTIL).period.start == lone.when.start.replace(month=1, day=1)
    assert measure([], BarometerPeriod.ALL, UNTIL).period == DateRange(start=UNTIL - timedelta(days=6), end=UNTIL)


@pytest.mark.parametrize(("count", "is_drawn"), [(9, False), (10, True)])
def test_a_line_needs_ten_events(count: int, is_drawn: bool) -> None:
    inside = [event(number, ago=number) for number in range(count)]
    older = [event(100 + number, ago=400 + number) for number in range(20)]
    shown = measure([*inside, *older], BarometerPeriod.MONTHS_6, UNTIL)
    assert (bool(shown.points), shown.events) == (is_drawn, count)


def test_a_week_of_two_events_is_dotted_and_days_look_back_a_week() -> None:
    events = [event(n, ago=ago) for n, ago in enumerate((0, 6, 7, 8, 9, 20, 21, 21, 22, 22))]
    weeks = measure(events, BarometerPeriod.MONTHS_3, UNTIL).points
    assert [point.events for point in weeks[-4:]] == [4, 1, 3, 2]
    assert [point.is_sparse for point in weeks[-4:]] == [False, True, False, True]
    days = measure(events, BarometerPeriod.WEEKS_4, UNTIL).points
    assert (days[-1].events, days[-1].recent, days[-1].is_sparse) == (1, 2, True)
    assert (days[-8].recent, days[-8].is_sparse) == (3, False)


def test_what_moved_it() -> None:
    quiet = [event(n, EventType.CONSULT, ago=2 * n, salience=0.3) for n in range(60)]
    blow = event(500, EventType.ASSAULT, ago=40, salience=1, sources=5)
    gift = event(501, EventType.AID, ago=10, salience=1, sources=5)
    nothing = event(502, EventType.REQUEST, ago=20, salience=1, sources=9)
    plan = event(503, EventType.AGREE, ago=-9, days=7, salience=1, status=Status.PLANNED)
    far = event(504, EventType.AGREE, ago=-90, salience=1, status=Status.PLANNED)
    past = event(505, EventType.AGREE, ago=3, salience=1, status=Status.PLANNED)
    shown = measure([*quiet, blow, gift, nothing, plan, far, past], BarometerPeriod.MONTHS_6, UNTIL)
    movers = {mover.event: mover for mover in shown.movers}
    assert len(movers) <= MOST_MARKED
    assert movers[blow.id].influence < -1 < 1 < movers[gift.id].influence
    assert (movers[plan.id].is_planned, movers[plan.id].influence) == (True, 0)
    assert not {nothing.id, far.id, past.id} & movers.keys()
    assert [mover.middle for mover in shown.movers] == sorted(mover.middle for mover in shown.movers)


def test_the_first_event_of_a_record_does_not_always_win() -> None:
    record = [event(n, EventType.CONSULT, ago=300 - n, salience=0.9) for n in range(300)]
    blow = event(900, EventType.MOBILIZE, ago=100, salience=0.9)
    found = measure([*record, blow], BarometerPeriod.ALL, UNTIL).movers
    assert max(found, key=lambda mover: abs(mover.influence)).event == blow.id


def test_change_and_distance() -> None:
    shown = measure(
        [*(event(n, EventType.SANCTION, ago=60 + n) for n in range(12)), *(event(50 + n, ago=n) for n in range(12))],
        BarometerPeriod.MONTHS_6,
        UNTIL,
    )
    now = shown.points[-1]
    assert shown.week_change == pytest.approx(now.value - shown.points[-2].value)
    assert shown.week_change > 0
    assert shown.extreme is not None
    assert shown.extreme.is_low
    assert shown.extreme.value == min(point.value for point in shown.points)
    assert shown.week_events == 7


def test_another_seed_moves_the_range_by_less_than_a_tenth_of_its_width() -> None:
    now = [measure(many(), BarometerPeriod.MONTHS_6, UNTIL, seed=seed).points[-1] for seed in range(8)]
    width = now[0].high - now[0].low
    for ends in ([point.low for point in now], [point.high for point in now]):
        middle = sum(ends) / len(ends)
        assert all(abs(end - middle) < width / 10 for end in ends)


def test_more_events_of_one_mind_narrow_the_range() -> None:
    few, more = ([event(n, EventType.CONSULT, ago=n % 5, salience=0.8) for n in range(count)] for count in (10, 80))
    one, other = (measure(events, BarometerPeriod.MONTHS_3, UNTIL).points[-1] for events in (few, more))
    assert other.high - other.low < (one.high - one.low) / 2


def test_one_heavy_event_among_light_ones_widens_it() -> None:
    alike = [event(n, (EventType.SUPPORT, EventType.PROTEST)[n % 2], salience=0.4) for n in range(20)]
    heavy = [replace(one, salience=0.02) for one in alike[:-1]] + [replace(alike[-1], salience=1, sources=9)]
    one, other = (measure(events, BarometerPeriod.MONTHS_3, UNTIL).points[-1] for events in (alike, heavy))
    assert other.high - other.low > one.high - one.low


@settings(max_examples=60, deadline=None)
@given(EVENTS, PERIODS)
def test_every_number_is_on_the_scale_and_within_its_range(events: list[PairEvent], asked: BarometerPeriod) -> None:
    shown = measure(events, asked, UNTIL)
    assert len(shown.movers) <= MOST_MARKED
    for point in shown.points:
        assert -10 <= point.low <= point.value <= point.high <= 10
    scores = [one.score for one in counting(events, UNTIL)]
    assert all(min([0.0, *scores]) - 1e-9 <= point.value <= max([0.0, *scores]) + 1e-9 for point in shown.points)


@settings(max_examples=40, deadline=None)
@given(EVENTS, PERIODS, st.randoms(use_true_random=False))
def test_order_plays_no_part_and_chance_none(
    events: list[PairEvent], asked: BarometerPeriod, chance: random.Random
) -> None:
    shuffled = list(events)
    chance.shuffle(shuffled)
    assert measure(shuffled, asked, UNTIL) == measure(events, asked, UNTIL)


@settings(max_examples=40, deadline=None)
@given(EVENTS)
def test_the_two_sides_are_treated_alike(events: list[PairEvent]) -> None:
    balanced = [one for one in events if one.type in OPPOSITE]
    turned = [replace(one, type=OPPOSITE[one.type]) for one in balanced]
    one, other = (measure(each, BarometerPeriod.MONTHS_6, UNTIL) for each in (balanced, turned))
    assert other.points == tuple(
        replace(point, value=-point.value, low=-point.high, high=-point.low) for point in one.points
    )
    assert other.week_change == -one.week_change
    moved = {mover.event: mover.influence for mover in one.movers}
    assert {mover.event: -mover.influence for mover in other.movers} == pytest.approx(moved)


def test_the_two_sides_are_treated_alike_with_a_line() -> None:
    kinds = (EventType.SUPPORT, EventType.PROTEST, EventType.PROTEST)
    events = [event(n, kinds[n % 3], ago=5 * n, salience=0.3 + n % 7 / 10) for n in range(30)]
    turned = [replace(one, type=OPPOSITE[one.type]) for one in events]
    one, other = (measure(each, BarometerPeriod.MONTHS_6, UNTIL) for each in (events, turned))
    assert one.points
    for point, mirrored in zip(one.points, other.points, strict=True):
        assert (mirrored.value, mirrored.low, mirrored.high) == (-point.value, -point.high, -point.low)


@given(EVENTS, st.integers(0, 24), st.floats(1.05, 3))
def test_more_weight_is_more_influence(events: list[PairEvent], index: int, times: float) -> None:
    counted = counting([*events, event(20_000)], UNTIL)
    index %= len(counted)
    light = counted[index]
    heavy = Weighed(replace(light.event, salience=light.event.salience * times))
    more = [*counted[:index], heavy, *counted[index + 1 :]]
    before, after = influences(counted, UNTIL)[index], influences(more, UNTIL)[index]
    assert abs(after) >= abs(before) - 1e-9
    assert before * after >= -1e-12


@given(EVENTS, st.integers(0, 24), st.sampled_from(EventType))
def test_a_friendlier_event_never_lowers_a_value(events: list[PairEvent], index: int, kind: EventType) -> None:
    counted = counting([*events, event(20_000)], UNTIL)
    index %= len(counted)
    changed = [*counted]
    changed[index] = Weighed(replace(counted[index].event, type=kind))
    sign = 1 if kind.score >= counted[index].score else -1
    ends = [UNTIL - timedelta(days=30 * n) for n in reversed(range(6))]
    for one, other in zip(levels(counted, ends), levels(changed, ends), strict=True):
        assert sign * (other.value - one.value) >= -1e-12


def test_a_new_event_leaves_the_multipliers_of_the_others() -> None:
    events = many(40)
    later = replace(events[0], id=EventId(999), when=DateRange.day(UNTIL))
    one, other = (measure(each, BarometerPeriod.MONTHS_6, UNTIL) for each in (events, [*events, later]))
    assert one.points[:-1] == other.points[:-1]
    assert one.points[-1] != other.points[-1]


def test_the_value_now_is_the_same_in_every_period() -> None:
    """The events that a shorter period doesn't ask for have a thousandth of their weight left."""
    events = many(200)
    values = []
    for asked in BarometerPeriod:
        since = first_day(asked, UNTIL) or date.min
        now = measure([one for one in events if one.when.end >= since], asked, UNTIL).now
        assert now is not None
        values.append(now.value)
    assert max(values) - min(values) < 0.01
