"""What cards say of a filter: its conditions, what it does, and why an entry does not fit it."""

from collections.abc import Sequence
from enum import Enum, auto

from bot.cards import words
from bot.cards.setting_words import CHOICES
from bot.cards.text import bound, listed, outside, prose
from bot.cards.tokens import MIDDOT
from bot.model.countries import Gazetteer
from bot.model.language import noted, numeral, say, say_as, say_n
from bot.model.plover import EventType
from bot.model.settings import Setting
from bot.model.topic_trials import DryRun
from bot.model.topics import Condition, Effect, Judged, Scope, Topic, Verdict

NAMES = {
    Condition.WORDS: noted("Words"),
    Condition.PAIR: noted("Pairs"),
    Condition.OUTLET: noted("Outlets"),
    Condition.KIND: noted("Kinds"),
    Condition.WEIGHT: noted("Weight"),
}
"""What cards call the conditions, in the order in which they list them; said on use."""
EFFECTS = {Effect.LET_IN: noted("lets in"), Effect.KEEP_OUT: noted("keeps out")}
WEIGHTS = tuple((float(choice.value), choice.label, choice.help) for choice in CHOICES[Setting.FLOOR])
"""The weights that can be chosen, with their words; said on use."""
_WEIGHTS_WITHIN = {
    0.4: noted("{least} and more (all but side matters)"),
    0.6: noted("{least} and more (what its report is about)"),
    0.8: noted("{least} and more (weighty events only)"),
    0.95: noted("{least} and more (top events only)"),
}
"""The same as they stand within a line."""
_ODD_WEIGHT = noted("{least} and more")
_MISSES = {
    Condition.WORDS: noted("words: {miss}"),
    Condition.PAIR: noted("pair: {miss}"),
    Condition.OUTLET: noted("outlet: {miss}"),
    Condition.KIND: noted("kind: {miss}"),
    Condition.WEIGHT: noted("weight: {miss}"),
}
"""What an entry does not fit."""

_WORDS = 240
_WORDS_IN_LINE = 100
_NAME = 40
_FEW = 4
_REASON = 120


class Passing(Enum):
    """How it is told how many entries pass: as they do, as they would, or in short where that was said before."""

    NOW = auto()
    WOULD = auto()
    IF_SO = auto()


def anything() -> str:
    """Return what stands for a condition that asks for nothing."""
    return say_as("choice", "Any")


def name_of(topic: Topic) -> str:
    """Return a filter's name, ready for a TextDisplay."""
    return outside(topic.name, _NAME)


def values_of(topic: Topic, gazetteer: Gazetteer, *, most_words: int = _WORDS) -> dict[Condition, str]:
    """Return what a filter asks for under each condition, in words; `anything` where nothing is asked for.

    Args:
        topic: A filter.
        gazetteer: For names and flags.
        most_words: Characters of its words that are shown.
    """
    return {
        Condition.WORDS: code(topic.words, most_words) if topic.words else anything(),
        Condition.PAIR: places(topic, gazetteer),
        Condition.OUTLET: some([outside(outlet, _NAME) for outlet in topic.outlets]),
        Condition.KIND: kinds(topic.kinds),
        Condition.WEIGHT: weight(topic.weight),
    }


def summary_of(topic: Topic, gazetteer: Gazetteer) -> str:
    """Return in a line what a filter asks for; conditions that ask for nothing are left out."""
    values = values_of(topic, gazetteer, most_words=_WORDS_IN_LINE)
    asked = [
        say("words {words}", words=value) if condition is Condition.WORDS else value
        for condition, value in values.items()
        if value != anything()
    ]
    return MIDDOT.join(asked) or say_as("choice", "Everything")


def places(topic: Topic, gazetteer: Gazetteer) -> str:
    """Return whose events count."""
    if topic.scope is Scope.FOLLOWED:
        return say("The pairs that the server follows")
    if topic.scope is Scope.ANYWHERE:
        return anything()
    pairs = [words.pair(pair, gazetteer) for pair in topic.pairs]
    return some([*pairs, *(words.country(each, gazetteer) for each in topic.countries)])


def kinds(chosen: frozenset[EventType]) -> str:
    """Return kinds of events with their icons."""
    shown = [words.KINDS[kind] for kind in EventType if kind in chosen]
    return some([bound(icon, say(word)) for icon, word in shown])


def weight(least: float) -> str:
    """Return the least weight in words."""
    if least <= 0:
        return anything()
    return say(_WEIGHTS_WITHIN.get(least, _ODD_WEIGHT), least=f"{least:g}")


def code(typed: str, limit: int = _WORDS) -> str:
    """Return what was typed as inline code, which shows it as it is."""
    line = " ".join(typed.replace("`", "ˋ").split())
    return f"`{line if len(line) <= limit else f'{line[: limit - 1]}…'}`"


def some(items: Sequence[str]) -> str:
    """Return the first few of several, with how many are left; `anything` for none."""
    if not items:
        return anything()
    if len(items) <= _FEW:
        return listed(items)
    return say_n("{items} and {n} more", "{items} and {n} more", len(items) - _FEW, items=", ".join(items[:_FEW]))


def passed(run: DryRun, how: Passing = Passing.NOW) -> str:
    """Return in a sentence without a full stop how many entries of a dry run pass."""
    parts = [_passing(run, how)]
    if run.open:
        parts.append(say_n("{n} to be read first", "{n} to be read first", run.open))
    if run.left_out:
        parts.append(say_n("{n} not looked at", "{n} not looked at", run.left_out))
    return MIDDOT.join(parts)


def _passing(run: DryRun, how: Passing) -> str:
    passing, count = run.passing, len(run.tried)
    n = numeral(count)
    match how:
        case Passing.NOW:
            return say_n(
                "**{passing}** of the last {n} entry pass",
                "**{passing}** of the last {n} entries pass",
                count,
                n=n,
                passing=passing,
            )
        case Passing.WOULD:
            return say_n(
                "**{passing}** of the last {n} entry would pass",
                "**{passing}** of the last {n} entries would pass",
                count,
                n=n,
                passing=passing,
            )
        case Passing.IF_SO:
            return say_n(
                "**{passing}** of the last {n} entry would",
                "**{passing}** of the last {n} entries would",
                count,
                n=n,
                passing=passing,
            )


def reason(verdict: Verdict) -> str:
    """Return in a line why an entry passes, does not, or can't be judged yet."""
    if verdict.passes:
        topic = verdict.let_in_by
        return say("let in by “{filter}”", filter=name_of(topic)) if topic else say("tells of a followed pair")
    if topic := verdict.kept_out_by:
        return f"✗ {say('kept out by “{filter}”', filter=name_of(topic))}"
    if verdict.undecided:
        return f"○ {say('not read, so what it tells is not known')}"
    misses = [j for j in verdict.judged if j.miss and (j.topic is None or j.topic.effect is Effect.LET_IN)]
    named = len(misses) > 1
    told = [_miss(judged, is_named=named) for judged in misses[:2]]
    more = len(misses) - len(told)
    return MIDDOT.join([*told, *([say_n("and {n} more", "and {n} more", more)] if more else [])])


def _miss(judged: Judged, *, is_named: bool) -> str:
    assert judged.miss is not None
    said = prose(say(_MISSES[judged.miss.condition], miss=judged.miss.text), _REASON)
    return f"✗ {name_of(judged.topic)}, {said}" if judged.topic and is_named else f"✗ {said}"
