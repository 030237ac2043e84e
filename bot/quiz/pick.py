"""Which of the drafts become the quiz: options laid out, flaws weeded, the best of every kind, nothing given away."""

from collections import Counter
from collections.abc import Mapping, Sequence

from bot.model.dates import DateRange
from bot.model.questions import Question, QuestionKind
from bot.model.words import has_word
from bot.quiz.chance import draw, shuffled
from bot.quiz.dating import whole_months
from bot.quiz.draft import Desk, Draft
from bot.quiz.facts import Fact
from bot.quiz.items import fingerprint_of, paired
from bot.quiz.lint import fits_length, flaws
from bot.quiz.naming import normalised
from bot.quiz.odds.judge import Judge, usual_judge
from bot.quiz.recorded import matter_of
from bot.quiz.ways import least_of, unsureness

VERSION = 12
"""Of all rules that make questions; raised when the same facts and seed may give another question."""
TRUE_FALSE_SHARE = 0.2
_YEARS_SHARE = 0.5
"""Of a quiz on written records at most; fewer questions are better than a list of years."""
_AT_MOST = {
    QuestionKind.ORDER: 1,
    QuestionKind.MATCH: 1,
    QuestionKind.FIRST: 1,
    QuestionKind.BETWEEN: 1,
    QuestionKind.ALREADY: 1,
    QuestionKind.MOST: 1,
    QuestionKind.NUMBER: 2,
    QuestionKind.CLOZE: 2,
}
_OF_RECORDS_AT_MOST: Mapping[QuestionKind, int] = {
    **_AT_MOST, QuestionKind.MATCH: 2, QuestionKind.ORDER: 2, QuestionKind.FIRST: 2, QuestionKind.WHERE: 1,
    QuestionKind.BETWEEN: 0, QuestionKind.ALREADY: 0,
}  # fmt: skip
"""The same for a pair's written records: their places are seldom worth knowing, and whole sentences between quotation
marks in a stem read badly."""
_LONG_QUIZ, _KINDS, _KINDS_OF_RECORDS = 6, 4, 7
_OF_PERSONS = frozenset({QuestionKind.WHO, QuestionKind.NEXT, QuestionKind.SAID, QuestionKind.MOST})
_LENDING = frozenset({QuestionKind.ACTION, QuestionKind.WHY})
_TELLING = 4
_REPEATED = 0.14
_LUCK, _CROWDED, _WAY = 0.2, 0.05, 0.2
_MANY = 10
"""Events of an article from which variety counts more than the surest way to ask each."""
_LESS_SURE = 1.0
_WORTH: Mapping[QuestionKind, float] = {
    QuestionKind.WHO: 1.0,
    QuestionKind.COUNTRY: 0.95,
    QuestionKind.NEXT: 0.95,
    QuestionKind.WHY: 0.95,
    QuestionKind.ACTION: 0.9,
    QuestionKind.ISSUE: 0.85,
    QuestionKind.WHERE: 0.85,
    QuestionKind.SAID: 0.85,
    QuestionKind.WHEN: 0.8,
    QuestionKind.FIRST: 0.75,
    QuestionKind.ORDER: 0.75,
    QuestionKind.MATCH: 0.78,
    QuestionKind.BETWEEN: 0.7,
    QuestionKind.ALREADY: 0.7,
    QuestionKind.NUMBER: 0.66,
    QuestionKind.MOST: 0.65,
    QuestionKind.TRUE_FALSE: 0.6,
    QuestionKind.CLOZE: 0.6,
}
_HARDNESS: Mapping[QuestionKind, float] = {
    QuestionKind.COUNTRY: 0.35,
    QuestionKind.NEXT: 0.4,
    QuestionKind.TRUE_FALSE: 0.4,
    QuestionKind.ACTION: 0.45,
    QuestionKind.FIRST: 0.45,
    QuestionKind.WHO: 0.5,
    QuestionKind.WHERE: 0.5,
    QuestionKind.ISSUE: 0.5,
    QuestionKind.WHY: 0.5,
    QuestionKind.SAID: 0.55,
    QuestionKind.WHEN: 0.6,
    QuestionKind.ORDER: 0.7,
    QuestionKind.MATCH: 0.65,
    QuestionKind.BETWEEN: 0.65,
    QuestionKind.ALREADY: 0.65,
    QuestionKind.NUMBER: 0.65,
    QuestionKind.MOST: 0.7,
    QuestionKind.CLOZE: 0.45,
}


def choose_options(draft: Draft) -> tuple[str, ...]:
    """Return the key and the best wrong answers that fit it in length and don't equal or contain one another.

    Returns:
        The key first; fewer than `draft.least` options where too few fit. Of a placed question, its options.
    """
    if draft.placed:
        return tuple(option for option, _ in draft.placed)
    chosen: list[str] = []
    taken = {normalised(draft.key)}
    for wrong in draft.wrong:
        plain = normalised(wrong.text)
        if plain and not any(
            plain == other or _overlaps(plain, other) or _is_alike(draft, plain, other) for other in taken
        ):
            chosen.append(wrong.text)
            taken.add(plain)
    wanted = draft.most - 1
    if draft.is_sorted or draft.is_exact_pair or len(chosen) <= wanted:
        return (draft.key, *chosen[:wanted])
    best = chosen[:wanted]
    for spare in chosen[wanted:]:
        lengths = [len(option) for option in best]
        if fits_length(len(draft.key), min(lengths), max(lengths)):
            break
        best[-1] = spare
    return (draft.key, *best)


def _is_alike(draft: Draft, one: str, other: str) -> bool:
    """Tell whether two persons' names share a word: the same person by another name, or one of the family."""
    return draft.kind in _OF_PERSONS and any(len(word) >= _TELLING for word in set(one.split()) & set(other.split()))


def _overlaps(one: str, other: str) -> bool:
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "


def score(draft: Draft, seed: int, good: float = 1.0) -> float:
    """Return a draft's worth: its kind, the event's weight, the closeness of its wrong answers, times its odds.

    Args:
        draft: The question.
        seed: Decides between equals.
        good: The chance that it is good; see `bot.quiz.odds`.
    """
    chance = draw(seed, f"{draft.fact}|{draft.kind}", 1000) / 1000
    worth = _WORTH[draft.kind] * (0.45 + 0.35 * draft.importance + 0.15 * draft.closeness)
    return good * worth + 0.04 * chance - draft.handicap


def passing(
    drafts: Sequence[Draft], without: frozenset[str] = frozenset()
) -> tuple[tuple[Draft, tuple[str, ...]], ...]:
    """Return the drafts without a flaw, each with its options, the key first.

    Args:
        drafts: Any.
        without: Fingerprints of questions that must not be asked; see `bot.quiz.items`.
    """
    laid_out = ((draft, choose_options(draft)) for draft in drafts)
    passed = ((draft.cut_to(options), options) for draft, options in laid_out if not flaws(draft, options))
    return tuple((draft, options) for draft, options in passed if not without or _print(draft, options) not in without)


def _print(draft: Draft, options: Sequence[str]) -> str:
    answer = [paired(option, target) for option, target in draft.placed] or [draft.key]
    return fingerprint_of(draft.kind, draft.stem, options, answer)


def pick(
    drafts: Sequence[Draft],
    desk: Desk,
    limit: int,
    without: frozenset[str] = frozenset(),
    judge: Judge | None = None,
) -> tuple[tuple[Question, Draft], ...]:
    """Return the quiz's questions, easiest first, at most `limit`, with the drafts they were made of.

    No two of them are about one event or give one another's answer away; of five at most one is true-or-false. None
    is one of those whose fingerprints are in `without`, and none is one that the judge takes for likely bad.
    """
    judge = usual_judge() if judge is None else judge
    if judge.looks_again:
        drafts = [draft for draft in drafts if judge.at_best(draft, desk) >= least_of(draft, judge.least)]
    items = passing(drafts, without)
    good = {id(draft): judge.of(draft, options, desk) for draft, options in items}
    passed = tuple(item for item in items if good[id(item[0])] >= judge.least)
    if judge.looks_again:
        passed = tuple(item for item in passed if good[id(item[0])] >= least_of(item[0], judge.least))
    is_of_few = judge.looks_again and len({draft.facts for draft, _ in passed}) < _MANY
    enemies = _Enemies(desk)
    chosen: list[tuple[Draft, tuple[str, ...]]] = []
    is_of_records = all(fact.is_edited for fact in desk.story.facts)
    kinds = _KINDS_OF_RECORDS if is_of_records else _KINDS
    most_of = _OF_RECORDS_AT_MOST if is_of_records else _AT_MOST
    rest = [item for item in passed if most_of.get(item[0].kind, 1)]
    while rest and len(chosen) < limit:
        counts = Counter(draft.kind for draft, _ in chosen)
        is_open = not is_of_few and _wants_kinds(counts, limit, kinds)
        fresh = [item for item in rest if not counts[item[0].kind]] if is_open else []
        best = max(
            fresh or rest,
            key=lambda item: (
                score(item[0], desk.seed, good[id(item[0])])
                + _of_times(item[0], chosen, desk)
                + (_of_ways(item[0], desk) if judge.looks_again else 0.0)
                - (_LESS_SURE * unsureness(item[0]) if is_of_few else _REPEATED * counts[item[0].kind]),
                item[0].fact,
            ),
        )
        chosen.append(best)
        counts[best[0].kind] += 1
        full = {kind for kind, most in most_of.items() if counts[kind] >= most}
        if counts[QuestionKind.TRUE_FALSE] + 1 > TRUE_FALSE_SHARE * limit:
            full.add(QuestionKind.TRUE_FALSE)
        if is_of_records and counts[QuestionKind.WHEN] + 1 > _YEARS_SHARE * limit:
            full.add(QuestionKind.WHEN)
        rest = [item for item in rest if item[0].kind not in full and not enemies.are(item[0], best[0])]
    chosen = _few_true_false(chosen)
    by_difficulty = sorted(chosen, key=lambda item: (difficulty(item[0]), item[0].fact))
    return _laid_out(by_difficulty, [draft for draft, _ in passed], enemies, desk.seed)


def _of_times(draft: Draft, chosen: Sequence[tuple[Draft, tuple[str, ...]]], desk: Desk) -> float:
    """Return what counts besides for events of written records: the seed's luck, and decades not asked of yet.

    All records are good; without luck the same turning points would be asked again and again.
    """
    facts = [fact for id_ in draft.facts if (fact := desk.facts.get(id_)) is not None]
    if not facts or not all(fact.is_edited for fact in facts):
        return 0.0
    luck = sum(draw(desk.seed, f"{fact.id} luck", 1000) for fact in facts) / len(facts) / 1000
    decades = Counter(
        (desk.facts[id_].year or 0) // 10 for other, _ in chosen if len(other.facts) == 1 for id_ in other.facts[:1]
    )
    crowd = decades[(facts[0].year or 0) // 10] if len(facts) == 1 else 0
    if draft.kind is QuestionKind.WHEN:
        crowd += 2 * sum(other.kind is QuestionKind.WHEN for other, _ in chosen)
    return _LUCK * luck - _CROWDED * crowd


def _of_ways(draft: Draft, desk: Desk) -> float:
    """Return what luck adds to one of the ways to ask an event of an article: they aren't all asked for countries."""
    return _WAY * draw(desk.seed, f"{draft.fact}|{draft.kind} way", 1000) / 1000


def _wants_kinds(counts: Counter[QuestionKind], limit: int, kinds: int) -> bool:
    """Tell whether a long quiz still lacks kinds: it has four at least, where the facts give so many."""
    return limit >= _LONG_QUIZ and len(counts) < kinds


def _few_true_false(chosen: list[tuple[Draft, tuple[str, ...]]]) -> list[tuple[Draft, tuple[str, ...]]]:
    kept = list(chosen)
    while sum(draft.kind is QuestionKind.TRUE_FALSE for draft, _ in kept) > TRUE_FALSE_SHARE * len(kept):
        last = max(index for index, (draft, _) in enumerate(kept) if draft.kind is QuestionKind.TRUE_FALSE)
        del kept[last]
    return kept


def difficulty(draft: Draft) -> float:
    """Return a first guess at a question's difficulty, 0 to 1, until players' answers are known."""
    return round(min(1.0, max(0.0, _HARDNESS[draft.kind] + 0.3 * (draft.closeness - 0.5))), 2)


def _laid_out(
    chosen: Sequence[tuple[Draft, tuple[str, ...]]], passed: Sequence[Draft], enemies: "_Enemies", seed: int
) -> tuple[tuple[Question, Draft], ...]:
    decks: dict[int, list[int]] = {}
    made = []
    for draft, options in chosen:
        ordered = _ordered(draft, options, decks, seed)
        targets = _targets(draft, seed)
        right = dict(draft.placed)
        because = {wrong.text: wrong.reason for wrong in draft.wrong}
        given_away = frozenset(other.fact for other in passed if other.fact != draft.fact and enemies.are(draft, other))
        question = Question(
            kind=draft.kind,
            stem=draft.stem,
            options=ordered,
            key=-1 if draft.placed else ordered.index(draft.key),
            explanation=draft.explanation,
            sentences=draft.sentences,
            difficulty=difficulty(draft),
            fact=draft.fact,
            gives_away=given_away,
            targets=targets,
            placing=tuple(targets.index(right[option]) for option in ordered) if draft.placed else (),
            facts=draft.facts,
            reasons=() if draft.placed else tuple(because.get(option, "") for option in ordered),
            version=VERSION,
            seed=seed,
        )
        made.append((question, draft))
    return tuple(made)


def _ordered(draft: Draft, options: tuple[str, ...], decks: dict[int, list[int]], seed: int) -> tuple[str, ...]:
    """Sort options that have an order; put the key of the others where the deck of places says, so that all come up."""
    if draft.placed:
        return shuffled(seed, f"options of {draft.fact}", options)
    if draft.is_sorted:
        return tuple(sorted(options, key=lambda option: draft.order[option]))
    size = len(options)
    deck = decks.setdefault(size, [])
    if not deck:
        deck.extend(shuffled(seed, f"places of {size} for {draft.fact}", range(size)))
    place = deck.pop()
    wrong = list(shuffled(seed, f"options of {draft.fact}", options[1:]))
    return (*wrong[:place], options[0], *wrong[place:])


def _targets(draft: Draft, seed: int) -> tuple[str, ...]:
    """Return what can be given to the options: in their natural order where they have one, else as the seed says."""
    targets = tuple(target for _, target in draft.placed)
    return targets if draft.is_sorted else shuffled(seed, f"targets of {draft.fact}", targets)


class _Enemies:
    """Which questions may not share a quiz."""

    def __init__(self, desk: Desk) -> None:
        self._facts: dict[str, Fact] = {fact.id: fact for fact in desk.story.facts}
        self._clauses = desk.clauses
        self._desk = desk
        self._words: dict[str, frozenset[str]] = {}

    def are(self, one: Draft, other: Draft) -> bool:
        """Tell whether one question's stem, key or explanation answers the other, or both have one answer."""
        if set(one.facts) & set(other.facts) or set(one.about) & set(other.about) or one.stem == other.stem:
            return True
        if any(self._is_same(a, b) for a in one.facts for b in other.facts):
            return True
        if one.kind is other.kind and one.kind in _LENDING and (_lends(one, other) or _lends(other, one)):
            return True
        return self._tells(one, other) or self._tells(other, one)

    def _is_same(self, a: str, b: str) -> bool:
        """Tell whether two recorded events are probably one, told twice, or one matter of one time."""
        if self._is_one_matter(a, b):
            return True
        told, also = self._clauses.get(a), self._clauses.get(b)
        if told is not None and also is not None and (told.lemma, told.rest) == (also.lemma, also.rest):
            return True
        one, other = self._facts.get(a), self._facts.get(b)
        if one is None or other is None or one.act is not other.act:
            return False
        parties, others = {side.name for side in one.sides}, {side.name for side in other.sides}
        return len(parties & others) >= min(2, len(parties), len(others)) and _overlap(one, other)

    def _is_one_matter(self, a: str, b: str) -> bool:
        """Tell whether two written records are of one matter within a year: the year of one gives the other's."""
        one, other = self._facts.get(a), self._facts.get(b)
        if one is None or other is None or not one.is_edited or not other.is_edited:
            return False
        if one.year is None or other.year is None or abs(one.year - other.year) > 1:
            return False
        return bool(self._telling(one) & self._telling(other))

    def _telling(self, fact: Fact) -> frozenset[str]:
        if fact.id not in self._words:
            self._words[fact.id] = matter_of(fact, self._desk)
        return self._words[fact.id]

    def _tells(self, teller: Draft, asked: Draft) -> bool:
        """Tell whether one text names the other's answer together with another of its names."""
        shown = " ".join(option for option, _ in teller.placed)
        text = f"{teller.stem} {teller.key} {teller.explanation} {shown}"
        if not any(has_word(text, (name,)) for name in asked.about):
            return False
        named = {
            side.name
            for id_ in asked.facts
            if id_ in self._facts
            for side in self._facts[id_].sides
            if side.name not in asked.about
        }
        return has_word(text, named)


def _lends(one: Draft, other: Draft) -> bool:
    """Tell whether one's key is a wrong answer of the other: of three steps and three dates, the last is given."""
    return any(wrong.text == one.key for wrong in other.wrong)


def _overlap(one: Fact, other: Fact) -> bool:
    if one.when.range is None or other.when.range is None:
        return True
    first: DateRange = whole_months(one.when.range)
    return first.overlaps(whole_months(other.when.range))
