"""When two texts are one: word shingles, their MinHash, and the share that two texts have in common.

Pure functions of text; the thresholds come from the table in `docs/duplicates.md`, which
`python -m tests.benchmarks.copies` makes.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence

from bot.model.copies import PERMUTATIONS, Edit, Likeness, Sketch, Twin
from bot.model.datewords import MONTHS, WEEKDAYS

SHINGLE = 3
"""Words of a shingle."""
LEAST_SHINGLES = 25
"""A text with fewer is compared by its words as a whole only: so short a one is soon like another by chance."""
LEAST_JACCARD = 0.3
"""Common shingles among all of two texts that are one; a survey of many reports is none of them."""
COPIED = 0.75
"""Share of a text that another has, by which it is a copy whatever else it says."""
LARGELY_COPIED, FRAME = 0.6, 45
"""Share by which it is one if it says no more of its own than an outlet's frame: a first line, credits, a promise."""
PART, CUT = 0.9, 0.6
"""A text of which the earlier one has so much, and that has no more of that, is a part of it and no newer version."""
SAME_ARTICLE = 0.2
"""Share of the shorter of two texts at one address by which the later is still the same article."""
_SEED = 1
_FIGURES = frozenset(map(str.casefold, (*MONTHS, *WEEKDAYS))) | frozenset((
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty",
    "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million", "billion", "dozen", "dozens",
))  # fmt: skip
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+|\n+")
_ENDS = re.compile(r"[.!?][\"”’)\]]*$")
_LEAST_WORDS = 5
_ROUND = re.compile(
    r"(?:read more|read also|sign up|subscribe|follow us|share this|advertisement|related|listen to|watch"
    r"|(?:last |first )?(?:updated|modified|published)|(?:additional )?reporting by|editing by|writing by"
    r"|copyright|all rights reserved|©)\b",
    re.IGNORECASE,
)
"""How sentences begin that stand round an article rather than in it."""


def words_of(text: str) -> list[str]:
    """Return a text's words in order, without case, punctuation and shape of letters (NFKC)."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def shingles(text: str, size: int = SHINGLE) -> frozenset[str]:
    """Return the runs of so many words that a text has; all its words where there are fewer, none of none."""
    words = words_of(text)
    if not words:
        return frozenset()
    return frozenset(" ".join(words[at : at + size]) for at in range(max(1, len(words) - size + 1)))


def sketch(text: str) -> Sketch:
    """Return what is kept of a text so that its copies are found. Takes a few milliseconds."""
    from datasketch import MinHash  # type: ignore[import-untyped]

    found = shingles(text)
    hashed = MinHash(num_perm=PERMUTATIONS, seed=_SEED, scheme="affine32")
    hashed.update_batch([one.encode("utf-8", "surrogatepass") for one in sorted(found)])
    return Sketch(shingles=len(found), signature=hashed.hashvalues.astype("<u4").tobytes())


def may_be_one(new: Sketch, known: Sketch) -> bool:
    """Return whether two texts come so near by their sketches that it pays to compare them word by word.

    The estimate errs by 0.07 at most in 19 of 20 texts, so it is asked for less than the rule wants.
    """
    if min(new.shingles, known.shingles) < LEAST_SHINGLES:
        return False
    return new.estimate(known) >= LEAST_JACCARD - 0.08


def likeness(new: str, known: str) -> Likeness:
    """Return what two texts have in common."""
    mine, theirs = shingles(new), shingles(known)
    common = len(mine & theirs)
    return Likeness(common=common, only_new=len(mine) - common, only_known=len(theirs) - common)


def twin(new: str, known: str) -> tuple[Twin, Likeness]:
    """Say what a new text is to a known one, and how like they are.

    Which of the two is new decides between a copy and a fuller text only, so that one family of texts is one article
    whatever order they come in.
    """
    found = likeness(new, known)
    if words_of(new) == words_of(known):
        return Twin.COPY, found
    if min(found.common + found.only_new, found.common + found.only_known) < LEAST_SHINGLES:
        return Twin.OTHER, found
    verdict = Twin.COPY if _is_copied(found) else Twin.FULLER if _is_copied(found.turned) else Twin.OTHER
    if verdict is not Twin.OTHER and _figures_differ(new, known):
        return Twin.OTHER, found
    return verdict, found


def _figures_differ(new: str, known: str) -> bool:
    """Return whether two texts have other figures, days or months between the same two words.

    A ministry's report of every morning has the same words each day and another number; so has an agency's correction.
    """
    mine, theirs = _figures(new), _figures(known)
    return any(not mine[place] & theirs[place] for place in mine.keys() & theirs.keys())


def _figures(text: str) -> dict[tuple[str, str], set[str]]:
    """Return a text's figures by the words before and after them."""
    words = ["", *words_of(text), ""]
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        if word in _FIGURES or any(c.isdecimal() for c in word):
            found[before, after].add(word)
    return found


def _is_copied(found: Likeness) -> bool:
    """Return whether the new text says hardly anything that the known one doesn't."""
    if found.jaccard < LEAST_JACCARD:
        return False
    return found.of_new >= COPIED or (found.of_new >= LARGELY_COPIED and found.only_new <= FRAME)


def twins(new: str, known: Sequence[str]) -> tuple[tuple[Twin, Likeness], ...]:
    """Say what a new text is to each of some, in their order."""
    return tuple(twin(new, one) for one in known)


def edit(old: str, new: str) -> Edit:
    """Say what became of the text at an address.

    Returns:
        `NONE` where the sentences are the same in any order, whatever stands round them (stamps, links, credits);
        also where little but a part of it is left, as behind a paywall or in a feed's teaser; `REPLACED` where so
        little of either is in the other that another article stands there, as on a page of rolling news.
    """
    if words_of(old) == words_of(new):
        return Edit.NONE
    before, after = prose(old), prose(new)
    if before and before == after:
        return Edit.NONE
    found = likeness(new, old)
    if found.of_new >= PART and found.of_known <= CUT:
        return Edit.NONE
    return Edit.EDITED if max(found.of_new, found.of_known) >= SAME_ARTICLE else Edit.REPLACED


def prose(text: str) -> Counter[str]:
    """Return a text's sentences as words: what ends like a sentence, has at least five words, and is told."""
    found: Counter[str] = Counter()
    for line in _SENTENCE.split(unicodedata.normalize("NFKC", text)):
        stripped = line.strip()
        words = words_of(stripped)
        if len(words) >= _LEAST_WORDS and _ENDS.search(stripped) and not _ROUND.match(stripped):
            found[" ".join(words)] += 1
    return found
