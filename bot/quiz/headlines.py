"""Takes a headline apart into a clause.

Headlines are present tense and stand alone ("Antony Blinken and Qin Gang speak by telephone"). Where one can't be
taken apart with certainty, there is no clause, and no question is made of its words.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.model.countries import Gazetteer
from bot.model.reading import ActorKind, Status
from bot.quiz import lexicon
from bot.quiz.clause import Clause
from bot.quiz.facts import Fact, Side
from bot.quiz.naming import country_words, name_words
from bot.quiz.tenses import in_past
from bot.quiz.undated import has_date_words, without_dates
from bot.quiz.verbs import base_form, past_tense

_TITLE = re.compile(r"(?:(?:[A-Z][\w.'’-]*|of|for|and|the|on|to|de|der|[Tt]he)\s+){0,12}")
_JOIN = re.compile(r"(?:,| and|, and)\s+")
_BODY_NOUN = re.compile(
    r"(?:'s|’s)?(?:\s+(?:[A-Z][\w-]*|{}))*(?!\w)".format(
        "|".join(word for name in ("singular", "plural", "before") for word in lexicon.words("bodies", name))
    )
)
_PLURAL_END = re.compile(r"(?:{})$".format("|".join(lexicon.words("bodies", "plural"))))
_ADVERB = r"(?:(?:also|again|jointly|formally|officially|publicly|reportedly|together|then|both|\w+ly)\s+)?"
_FUTURE = re.compile(
    rf"\s+(?:will|(?:is|are) (?:due |set |scheduled |expected |about )?to|plans? to)\s+{_ADVERB}([a-z-]+)\b(.*)"
)
_NEGATED = re.compile(r"\b(?:not|never|no longer|n't|nothing|nobody|without)\b")
_PARTICIPLE = r"[a-z-]*(?:ed|en|wn|ught|old|eld|ade|one|et|ut|it|un|aid|ent|eft|ost|uilt|shot)"
_PERFECT = re.compile(rf"\s+(?:has|have)\s+{_ADVERB}({_PARTICIPLE})\b(.*)")
_BE_PARTICIPLE = re.compile(rf"\s+(?:is|are)\s+({_PARTICIPLE})\b(.*)")
_PRESENT = re.compile(rf"\s+{_ADVERB}([a-z][a-z-]*)\b(.*)")
_PASSIVE = re.compile(
    rf"(?P<subject>(?:An? |The |[A-Z0-9])[^,;:]{{2,70}}?)\s+(?P<aux>is|are)\s+"
    rf"(?P<participle>{_PARTICIPLE})\b(?P<rest>.*)"
)
_NO_VERB = frozenset(lexicon.words("verbs", "never"))
_LEAST_KEPT = 2
_EMPTY_END = re.compile(
    r"(?P<kept>\s.+)\s(?:in|on|at|from|over|against|with|for|across|within|among)\s"
    r"(?:the\s(?:[\w-]+\s){{0,2}}(?:{})|(?:[\w-]+\s)?(?:{}))".format(
        "|".join((*lexicon.words("lint", "pointing_always"), *lexicon.words("lint", "pointing"))),
        "|".join(lexicon.words("lint", "vague_end")),
    )
)
_CUT_GERUND = re.compile(r"(?:,? and)? to (?:stop|cease|halt|avoid|keep) \w+ing$")


def of_headline(fact: Fact, gazetteer: Gazetteer) -> Clause | None:
    """Take a fact's headline apart; None where it can't be done with certainty, or where it is negated."""
    headline = fact.headline
    if _NEGATED.search(headline) or headline.endswith(("?", "!")) or ":" in headline:
        return None
    end = _subject_end(headline, fact, gazetteer)
    if end is None:
        return _passive(headline, fact)
    subject, tail = headline[:end], headline[end:]
    is_plural = bool(_JOIN.search(subject)) or bool(_PLURAL_END.search(subject))
    clause = _active(_lower_article(subject), is_plural, tail, fact)
    return _in_past(clause, headline) if clause is not None and fact.is_edited and clause.aux != "due" else clause


def _in_past(clause: Clause, headline: str) -> Clause | None:
    """Return a clause as it was written, its further verbs in the past too; None where one can't be told."""
    if clause.aux == "had":
        return None  # a perfect, which is told of a state rather than of a day
    whole = without_dates(headline).rstrip(" ,;")
    at = whole.find(clause.rest) if clause.rest else -1
    told = in_past(clause.rest if at < 0 else whole[at:], clause.lemma, is_plural=clause.is_plural)
    return None if told is None else replace(clause, rest=told[0], joined=told[1])


def _active(subject: str, is_plural: bool, tail: str, fact: Fact) -> Clause | None:
    is_planned = fact.status is Status.PLANNED
    if found := _FUTURE.match(tail):
        return _clause(subject, is_plural, found[1], "due", found[1], found[2]) if is_planned else None
    if found := _PERFECT.match(tail):
        return _clause(subject, is_plural, "", "had", found[1], found[2])
    if (passive := _BE_PARTICIPLE.match(tail)) and passive[1] not in lexicon.words("lint", "weak_verbs"):
        return _clause(subject, is_plural, "", "was", passive[1], passive[2])
    found = _PRESENT.match(tail)
    if not found or found[1] in _NO_VERB:
        return None
    lemma = base_form(found[1])
    if not is_plural and lemma == found[1] and not found[1].endswith("s"):
        return None
    if is_planned or lemma in lexicon.words("lint", "weak_verbs"):
        return None
    return _clause(subject, is_plural, lemma, "", past_tense(lemma), found[2])


def _passive(headline: str, fact: Fact) -> Clause | None:
    found = _PASSIVE.fullmatch(headline)
    if found is None or fact.status is not Status.OCCURRED:
        return None
    first = found["subject"].split(" ", 1)[0]
    is_common = any(re.search(rf"(?<!\w){re.escape(first.lower())}(?!\w)", sentence) for sentence in fact.support)
    subject = found["subject"]
    subject, is_plural = (
        (subject[:1].lower() + subject[1:]) if is_common else _lower_article(subject),
        found["aux"] == "are",
    )
    return _clause(subject, is_plural, "", "was", found["participle"], found["rest"])


def _clause(subject: str, is_plural: bool, lemma: str, aux: str, past: str, rest: str) -> Clause:
    without = _without_empty_end(_CUT_GERUND.sub("", without_dates(rest).rstrip(" ,;")))
    has_date = has_date_words(f"{subject} {without}")
    return Clause(
        subject=subject, is_plural=is_plural, lemma=lemma, aux=aux, past=past, rest=without, has_date=has_date
    )


def _without_empty_end(rest: str) -> str:
    """Cut a last phrase that points back or says nothing: "… from flying in the nation" → "… from flying"."""
    while found := _EMPTY_END.fullmatch(rest):
        if len(found["kept"].split()) < _LEAST_KEPT:
            break
        rest = found["kept"]
    return rest


def _lower_article(subject: str) -> str:
    return re.sub(r"^(The|An?)(?= )", lambda m: m[1].lower(), subject)


def _subject_end(headline: str, fact: Fact, gazetteer: Gazetteer) -> int | None:
    """Return where the subject ends, when the headline begins with the fact's source; None otherwise."""
    end: int | None = None
    sides = list(fact.sides if fact.is_reciprocal else fact.source)
    while True:
        start = 0 if end is None else end
        join = _JOIN.match(headline, start) if end is not None else None
        if end is not None and join is None:
            return end
        begin = join.end() if join else 0
        found = max((_side_end(headline, begin, side, gazetteer) or 0 for side in sides), default=0)
        if not found:
            return end
        end = found


def _side_end(headline: str, begin: int, side: Side, gazetteer: Gazetteer) -> int | None:
    """Return where a side's noun phrase ends that begins at `begin`, titles and bodies included."""
    for name in _surface_names(side, gazetteer):
        at = headline.find(name, begin)
        while at >= 0:
            ends = at + len(name)
            is_whole = not headline[ends : ends + 1].isalnum() and not headline[at - 1 : at].isalnum()
            if is_whole and _TITLE.fullmatch(headline, begin, at):
                is_person = side.kind is ActorKind.PERSON and name in {side.name, *name_words(side)}
                body = None if is_person else _BODY_NOUN.match(headline, ends)
                return body.end() if body else ends
            at = headline.find(name, at + 1)
    return None


def _surface_names(side: Side, gazetteer: Gazetteer) -> Sequence[str]:
    names = [side.name, *(name_words(side) if " " in side.name else ())]
    country = gazetteer.countries.get(side.country) if side.country is not None else None
    if country is not None:
        names += country_words(country)
    return names
