"""The signs by which a judge tells an article from each kind of page: its words, and its form in numbers."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from bot.model.pages import LineKind, PageView
from bot.reading.lexicon import load_words
from bot.reading.refusals.filler import is_filler
from bot.reading.refusals.lines import TALKING, WORD, Line
from bot.reading.refusals.shape import is_captions, is_digest, is_figures, is_list, is_slots, is_word_list
from bot.reading.refusals.talk import is_teaser

_TOKEN = re.compile(
    r"[$€£₹]\s?\d[\d.,]*|\d{1,2}[:.]\d{2}(?!\d)|\d[\d.,]*%?|[^\W\d_]+(?:['’][^\W\d_]+)?|[\[\]{}|©+@#?!/<>=_]|\.{3}|…"
)
_HOUR = re.compile(r"\d{1,2}[:.]\d{2}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_STATUS: Final = frozenset({"400", "401", "403", "404", "410", "429", "451", "500", "502", "503", "504"})
_DAYS: Final = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "mon", "tue", "tues", "wed", "thu", "thur", "fri", "sat", "sun",
})  # fmt: skip
_MONTHS: Final = frozenset({
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
})  # fmt: skip
_ENGLISH = load_words("language")["english"]
_ARTICLES: Final = frozenset({"a", "an", "the"})
_PREPOSITIONS: Final = frozenset({"at", "by", "for", "from", "in", "of", "on", "under", "with"})
_NEVER_AFTER: Final = frozenset({"and", "are", "is", "of", "or", "was", "were", "will", "would"})
"""Small words that follow neither an article nor a preposition."""
_LONGEST_LINE: Final = 1_000
_RUN: Final = 100
"""Words of a text's beginning in which different ones are counted."""
_USUAL_VARIETY: Final = 0.8
_NUMBERS: Final = 2.0
"""How much a number of the form weighs beside a word, before anything is learned."""


def signs(lines: Sequence[Line], view: PageView | None = None) -> dict[str, float]:
    """Return what speaks for or against each kind: the sign → how much of it there is.

    Args:
        lines: The text's or the page's lines.
        view: The page around them, where they came from one.
    """
    counts: Counter[str] = Counter()
    total = 0
    for line in lines:
        tokens = list(_tokens(line.text[:_LONGEST_LINE]))
        total += len(tokens)
        counts.update(tokens)
        counts.update(f"{one} {other}" for one, other in pairwise(["^", *tokens, "." if line.is_prose else "$"]))
    damping = 1 + 0.35 * math.log1p(total / 40)
    found = {token: math.log1p(count) / damping for token, count in counts.items()}
    found.update((f"#{name}", _NUMBERS * number) for name, number in _form(lines, view).items())
    return found


def _tokens(text: str) -> Iterator[str]:
    """Yield words in small letters and without a plural's ending, names and figures as what they are."""
    for place, found in enumerate(_TOKEN.findall(text)):
        first, small = found[0], found.lower().replace("’", "'")
        if first in "$€£₹":
            yield "<price>"
        elif first.isdigit():
            yield _figure(found)
        elif small in _DAYS:
            yield "<day>"
        elif small in _MONTHS:
            yield "<month>"
        else:
            if place and first.isupper():
                yield "<name>"
            yield small[:-1] if len(small) > 4 and small.endswith("s") and not small.endswith("ss") else small


def _figure(text: str) -> str:
    if text in _STATUS:
        return text
    if text.endswith("%"):
        return "<percent>"
    if _HOUR.fullmatch(text):
        return "<hour>"
    return "<year>" if _YEAR.fullmatch(text) else "<number>"


def _form(lines: Sequence[Line], view: PageView | None) -> Mapping[str, float]:
    """Return a text's form: shares of its words or lines, and how many pages of a kind would say such a thing."""
    text = " ".join(line.text for line in lines)
    words = WORD.findall(text)
    total, count = max(1, sum(line.words for line in lines)), max(1, len(lines))
    news = sum(line.words for line in lines if line.is_news)
    form = {
        "prose": sum(line.words for line in lines if line.is_prose) / total,
        "news": news / total,
        "told": min(1, news / 60),
        "address": sum(line.is_address for line in lines) / count,
        "words a line": min(2, total / count / 12),
        "short": float(total < 25),
        "long": min(1, total / 200),
        "capitals": sum(word[0].isupper() for word in words) / total,
        "figures": 5 * sum(map(str.isdigit, text)) / max(1, len(text)),
        **_sameness([word.lower() for word in words]),
        **_rules(lines, "\n".join(line.text for line in lines)),
    }
    for place, reason in enumerate(TALKING):
        form[f"says {reason}"] = min(3, sum(reason in line.spoken for line in lines)) / 2
        form[f"subject {reason}"] = min(1, 6 * sum(line.subjects[place] for line in lines) / total)
    if view is not None:
        kinds = Counter(line.kind for line in lines)
        form |= {f"lines {kind}": kinds[kind] / count for kind in (LineKind.LINK, LineKind.CONTROL, LineKind.CAPTION)}
        form |= {"password": float(view.has_password), "player": float(view.has_player)}
    return form


def _sameness(words: Sequence[str]) -> Mapping[str, float]:
    """Return how much a text's words come again, and how often two of them never stand side by side in English."""
    head, count = words[:_RUN], max(1, len(words))
    is_long = len(words) >= _RUN // 4
    threes = list(zip(words, words[1:], words[2:], strict=False))
    weighty = Counter(word for word in words if word not in _ENGLISH and len(word) > 3)
    top = max(weighty.values(), default=0)
    broken = sum(
        (one in _ARTICLES and (other in _PREPOSITIONS or other in _NEVER_AFTER or other in _ARTICLES))
        or (one in _PREPOSITIONS and other in _NEVER_AFTER)
        for one, other in pairwise(words)
    )
    return {
        "variety": len(set(head)) / len(head) if is_long else _USUAL_VARIETY,
        "repeated": 3 * (1 - len(set(threes)) / len(threes)) if is_long else 0.0,
        "one word": min(1, 8 * top / count) if is_long and top >= 3 else 0.0,
        "broken": min(1, 20 * broken / count) if broken > 1 else 0.0,
    }


def _rules(lines: Sequence[Line], text: str) -> Mapping[str, float]:
    """Return what the rules for single kinds say."""
    return {
        "filler": float(is_filler(lines, text)),
        "teaser": float(is_teaser(lines)),
        "figures": float(is_figures(lines)),
        "list": float(is_list(lines)),
        "digest": float(is_digest(lines)),
        "captions": float(is_captions(lines)),
        "slots": float(is_slots(lines)),
        "word list": float(is_word_list(text)),
    }
