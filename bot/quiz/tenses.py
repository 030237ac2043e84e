"""Puts what follows a headline's verb into the past: coordinated verbs, and those of the clauses inside it.

A headline is told in the present throughout ("visits China and meets Deng Xiaoping", "a law that bans adoptions"); a
question is asked in the past. Where a clause must have a verb and none is surely found, nothing is returned.
"""

import re
from functools import cache
from itertools import pairwise

from bot.quiz import lexicon
from bot.quiz.verbs import base_form, past_tense

_WORD = re.compile(r"[\w'’-]+|[^\w\s]")
_AUXILIARY = {
    "will": "would", "can": "could", "may": "might", "shall": "should", "has": "had", "have": "had", "is": "was",
    "are": "were", "does": "did", "do": "did",
}  # fmt: skip
_IS_PAST = frozenset({"would", "could", "might", "should", "had", "was", "were", "did", "must", "began"})
_MUST_HAVE_VERB = frozenset({"that", "who", "whom", "which", "if", "when", "while", "where", "because", "once"})
_MAY_HAVE_VERB = frozenset({"after", "as", "before", "until", "since"})
"""What opens a clause or stands before a noun."""
_RELATIVE = frozenset({"that", "who", "which"})
_SUBJUNCTIVE = frozenset({"demand", "propose", "insist", "require", "request", "recommend", "ask", "urge"})
_NO_SUBJECT = frozenset({
    "a", "an", "the", "its", "their", "his", "her", "of", "on", "in", "at", "for", "with", "by", "from", "into", "over",
    "about", "against", "under", "between", "and", "or", "to", "two", "three", "four", "five", "six", "seven", "eight",
    "nine", "ten", "more", "new", "first", "all", "some", "such", "no", "as", "after", "before",
})  # fmt: skip
"""Words directly behind which no finite verb stands."""
_DETERMINERS = frozenset({"a", "an", "the", "its", "their", "his", "her", "all", "some", "both", "two", "three"})
_ADJECTIVE = re.compile(r"(?:ian|ean|ese|ish|eli|aqi|ani|viet|rench|utch|ican|uban)$")
_PEOPLE = frozenset({"people", "both", "police", "troops", "they"})


def in_past(rest: str, lemma: str, *, is_plural: bool) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """Put the verbs behind a headline's own verb into the past.

    Args:
        rest: What follows the verb, in the present, with a leading blank.
        lemma: The verb.
        is_plural: Whether its subject is plural.

    Returns:
        The rest in the past, and each verb joined to the headline's own: as it stands now, and as it stands behind
        "did": ("and met", "and meet"). None where a clause's verb can't be told.
    """
    words = [(found[0], found.start()) for found in _WORD.finditer(rest)]
    changes: dict[int, str] = {}
    joined: list[tuple[str, str]] = []
    at, is_inside = 0, False
    while at < len(words):
        word = words[at][0]
        if word in _MUST_HAVE_VERB or word in _MAY_HAVE_VERB:
            found = _verb_of_clause(words, at)
            if found is None and word in _MUST_HAVE_VERB and lemma not in _SUBJUNCTIVE:
                return None
            if found is not None:
                is_inside = True
                at, changes[words[found[0]][1]] = found[0], found[1]
        elif word == "and" and (base := _joined_verb(words, at + 1, is_plural=is_plural)) is not None:
            past = past_tense(base)
            changes[words[at + 1][1]] = past
            if not is_inside:
                joined.append((f"and {past}", f"and {base}"))
        at += 1
    told = _WORD.sub(lambda found: changes.get(found.start(), found[0]), rest)
    return told, tuple(joined)


def _joined_verb(words: list[tuple[str, int]], at: int, *, is_plural: bool) -> str | None:
    """Return the base of a finite verb behind "and"; None where another word stands there."""
    if at + 1 >= len(words):
        return None
    word, following = words[at][0], words[at + 1][0]
    begins_object = following in _DETERMINERS or following[:1].isupper() or following[:1].isdigit()
    if _is_third_person(word):
        base = base_form(word)
        return base if begins_object or _is_noun(following) or base not in _nouns() else None
    is_infinitive = any(one[0] == "to" and other[0] in _verbs() for one, other in pairwise(words[:at]))
    if not is_plural or is_infinitive or word not in _verbs() or word in _nouns():
        return None
    return word if begins_object or following.endswith("s") else None


def _verb_of_clause(words: list[tuple[str, int]], opened: int) -> tuple[int, str] | None:
    """Return where the finite verb of a clause stands and what it is in the past; None where there is none."""
    opener = words[opened][0]
    if opener == "that" and opened and words[opened - 1][0] == "on":
        return None
    for at in range(opened + 1, len(words)):
        word, before = words[at][0], words[at - 1][0]
        if word in {",", ";"} or word in _MUST_HAVE_VERB or word in {"after", "before", "until"}:
            return None
        is_first = at == opened + 1
        if is_first and opener not in _RELATIVE:
            continue  # its subject
        if word in _IS_PAST or _is_past(word, before):
            return at, word
        if word in _AUXILIARY and before not in _NO_SUBJECT:
            return at, _AUXILIARY[word]
        is_sure = is_first or (opener in _MUST_HAVE_VERB and (_is_name(before) or before in _PEOPLE))
        past = _finite(words, at, is_plural=_is_plural(words[opened - 1][0] if is_first else before), is_sure=is_sure)
        if past is not None and before not in _NO_SUBJECT:
            return at, past
    return None


def _finite(words: list[tuple[str, int]], at: int, *, is_plural: bool, is_sure: bool) -> str | None:
    """Return the past of a word that is a finite verb in its place; None for any other word."""
    word = words[at][0]
    following = words[at + 1][0] if at + 1 < len(words) else ""
    begins_object = following in _DETERMINERS or following[:1].isupper() or following[:1].isdigit()
    if following in _AUXILIARY:
        return None  # its subject
    if _is_third_person(word):
        base = base_form(word)
        return past_tense(base) if is_sure or begins_object or base not in _nouns() else None
    if is_plural and word in _verbs() and (is_sure or begins_object or word not in _nouns()):
        return past_tense(word)
    return None


def _is_name(word: str) -> bool:
    """Tell whether a word is a name that may be a subject, not an adjective of one: "Japan", not "US", "Chinese"."""
    return word[:1].isupper() and not word.isupper() and _ADJECTIVE.search(word) is None


def _is_noun(word: str) -> bool:
    """Tell whether a word may begin an object by itself: "signs papers", not "talks on"."""
    return word.isalpha() and word not in lexicon.words("lint", "function") and word not in _NO_SUBJECT


def _is_third_person(word: str) -> bool:
    return word.endswith("s") and word.islower() and base_form(word) != word and base_form(word) in _verbs()


def _is_past(word: str, before: str) -> bool:
    """Tell whether a word is a simple past that only can be one: "where the war began"."""
    return word in lexicon.words("verbs", "only_past") and before not in _NO_SUBJECT


def _is_plural(word: str) -> bool:
    return word in _PEOPLE or (word.endswith("s") and not word.endswith(("ss", "us", "'s", "’s")))


@cache
def _verbs() -> frozenset[str]:
    """Return the base forms that the tables know."""
    lists = ("of_state", "of_saying", "of_steps", "of_journey", "of_talk", "of_stance", "of_trade", "light", "further")
    return frozenset({*(word for name in lists for word in lexicon.words("verbs", name)), *_irregular()})


def _irregular() -> frozenset[str]:
    return frozenset(lexicon.pairs("verbs", "irregular_past"))


@cache
def _nouns() -> frozenset[str]:
    """Return the verbs that are as often nouns: "talks", "visits"."""
    return frozenset(lexicon.words("verbs", "also_nouns"))
