"""What cards say of a filter: its conditions, what it does, and why an entry does not fit it."""

from collections.abc import Sequence

from bot.cards import words
from bot.cards.setting_words import CHOICES
from bot.cards.text import bound, counted, listed, outside, prose
from bot.cards.tokens import MIDDOT
from bot.model.countries import Gazetteer
from bot.model.plover import EventType
from bot.model.settings import Setting
from bot.model.topic_trials import DryRun
from bot.model.topics import Condition, Effect, Judged, Scope, Topic, Verdict

NAMES = {
    Condition.WORDS: "Words",
    Condition.PAIR: "Pairs",
    Condition.OUTLET: "Outlets",
    Condition.KIND: "Kinds",
    Condition.WEIGHT: "Weight",
}
"""What cards call the conditions, in the order in which they list them."""
EFFECTS = {Effect.LET_IN: "lets in", Effect.KEEP_OUT: "keeps out"}
WEIGHTS = tuple((float(choice.value), choice.label, choice.help) for choice in CHOICES[Setting.FLOOR])
"""The weights that can be chosen, with their words."""

_WORDS = 240
_WORDS_IN_LINE = 100
_NAME = 40
_FEW = 4
_REASON = 120


def name_of(topic: Topic) -> str:
    """Return a filter's name, ready for a TextDisplay."""
    return outside(topic.name, _NAME)


def values_of(topic: Topic, gazetteer: Gazetteer, *, most_words: int = _WORDS) -> dict[Condition, str]:
    """Return what a filter asks for under each condition, in words; "Any" where nothing is asked for.

    Args:
        topic: A filter.
        gazetteer: For names and flags.
        most_words: Characters of its words that are shown.
    """
    return {
        Condition.WORDS: code(topic.words, most_words) if topic.words else "Any",
        Condition.PAIR: places(topic, gazetteer),
        Condition.OUTLET: some([outside(outlet, _NAME) for outlet in topic.outlets]),
        Condition.KIND: kinds(topic.kinds),
        Condition.WEIGHT: weight(topic.weight),
    }


def summary_of(topic: Topic, gazetteer: Gazetteer) -> str:
    """Return in a line what a filter asks for; conditions that ask for nothing are left out."""
    values = values_of(topic, gazetteer, most_words=_WORDS_IN_LINE)
    asked = [
        f"{NAMES[condition].lower()} {value}" if condition is Condition.WORDS else value
        for condition, value in values.items()
        if value != "Any"
    ]
    return MIDDOT.join(asked) or "Everything"


def places(topic: Topic, gazetteer: Gazetteer) -> str:
    """Return whose events count."""
    if topic.scope is Scope.FOLLOWED:
        return "The pairs that the server follows"
    if topic.scope is Scope.ANYWHERE:
        return "Any"
    pairs = [words.pair(pair, gazetteer) for pair in topic.pairs]
    return some([*pairs, *(words.country(each, gazetteer) for each in topic.countries)])


def kinds(chosen: frozenset[EventType]) -> str:
    """Return kinds of events with their icons."""
    return some([bound(*words.KINDS[kind]) for kind in EventType if kind in chosen])


def weight(least: float) -> str:
    """Return the least weight in words."""
    label = next((label for floor, label, _ in WEIGHTS if floor == least), "")
    return "Any" if least <= 0 else f"{least:g} and more{f' ({label[0].lower()}{label[1:]})' if label else ''}"


def code(typed: str, limit: int = _WORDS) -> str:
    """Return what was typed as inline code, which shows it as it is."""
    line = " ".join(typed.replace("`", "ˋ").split())
    return f"`{line if len(line) <= limit else f'{line[: limit - 1]}…'}`"


def some(items: Sequence[str]) -> str:
    """Return the first few of several, with how many are left; "Any" for none."""
    if not items:
        return "Any"
    return listed(items) if len(items) <= _FEW else f"{', '.join(items[:_FEW])} and {len(items) - _FEW} more"


def passed(run: DryRun, *, would: str = "pass") -> str:
    """Return in a sentence without a full stop how many entries of a dry run pass."""
    total = len(run.tried)
    waiting = f"{MIDDOT}{run.open} to be read first" if run.open else ""
    left_out = f"{MIDDOT}{run.left_out} not looked at" if run.left_out else ""
    return f"**{run.passing}** of the last {counted(total, 'entry', 'entries')} {would}{waiting}{left_out}"


def reason(verdict: Verdict) -> str:
    """Return in a line why an entry passes, does not, or can't be judged yet."""
    if verdict.passes:
        topic = verdict.let_in_by
        return f"let in by “{name_of(topic)}”" if topic else "tells of a followed pair"
    if topic := verdict.kept_out_by:
        return f"✗ kept out by “{name_of(topic)}”"
    if verdict.undecided:
        return "○ not read, so what it tells is not known"
    misses = [j for j in verdict.judged if j.miss and (j.topic is None or j.topic.effect is Effect.LET_IN)]
    named = len(misses) > 1
    told = [_miss(judged, is_named=named) for judged in misses[:2]]
    more = len(misses) - len(told)
    return MIDDOT.join(told) + (f"{MIDDOT}and {more} more" if more else "")


def _miss(judged: Judged, *, is_named: bool) -> str:
    assert judged.miss is not None
    said = prose(f"{judged.miss.condition}: {judged.miss.text}", _REASON)
    return f"✗ {name_of(judged.topic)}, {said}" if judged.topic and is_named else f"✗ {said}"
