"""Questions with a gap: a country within what is told, where no question word can stand for it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from bot.model.countries import Country
from bot.model.questions import QuestionKind
from bot.model.reading import ActorKind, Status
from bot.quiz import lexicon
from bot.quiz.clause import Clause
from bot.quiz.distract import is_recorded
from bot.quiz.draft import Desk, Draft, Later, Wrong
from bot.quiz.facts import Fact
from bot.quiz.naming import adjective
from bot.quiz.nearness import is_foregone
from bot.quiz.stems import sentence_case, statement
from bot.quiz.whole import is_specific_of_sides
from bot.quiz.wrong_places import countries, reveals_country

GAP = "____"
_MAIN = 0.84
"""Salience from which an event is worth a gap that only its adjective fills."""
_PART_OF = re.compile(
    r"(?:(?:north|south|east|west|central)\w*|\b(?:gulf|strait|bay|sea|cape|bank|kingdom|republic|university) of) $",
    re.IGNORECASE,
)
"""What makes a longer name of a country's: "southern ____" and "the Gulf of ____" are said of few countries."""
_LISTED = re.compile(
    rf"(?:,|\band|\bor|\bas well as) {GAP}|{GAP}(?:,| and| or| as well as)(?: and| or)? (?:the )?[A-Z]"
)
"""A gap among others of its kind: what is named beside it tells much of it."""
_AFTER = frozenset({
    "and", "or", "to", "in", "on", "at", "of", "for", "from", "with", "over", "after", "before", "by", "against", "as",
    "into", "under", "about", "that", "which", "through", "near", "must", "should",
})  # fmt: skip


def drafts(fact: Fact, clause: Clause, desk: Desk) -> Iterator[Draft]:
    """Yield the statement with the target country left out, or the adjective that tells of it."""
    if fact.status is not Status.OCCURRED or not (fact.is_lead or fact.is_edited):
        return
    told = statement(clause, fact, desk.gazetteer)
    for side in fact.target:
        country = desk.gazetteer.countries.get(side.country) if side.country is not None else None
        if country is None or country.alpha2 is None:
            continue
        names = (country.in_text, country.name, country.short)
        stem = _with_gap(told, names) if side.kind is ActorKind.COUNTRY else None
        if stem is not None:
            yield from _country(fact, clause, desk, stem, country)
        elif (stem := _with_owner_gap(told, names)) is not None:
            yield from _country(fact, clause, desk, stem, country, is_owner=True)
        elif fact.salience >= _MAIN and (stem := _with_adjective_gap(told, country)) is not None:
            yield from _country(fact, clause, desk, stem, country, is_adjective=True)


def _country(
    fact: Fact,
    clause: Clause,
    desk: Desk,
    stem: str,
    country: Country,
    *,
    is_adjective: bool = False,
    is_owner: bool = False,
) -> Iterator[Draft]:
    if not _can_be_asked_for(country, fact, clause, desk, stem):
        return

    def is_right_too(code: str) -> bool:
        return is_recorded(desk, fact, "target", code, years=1)

    def name(each: Country) -> str | None:
        if is_adjective:
            own = adjective(each.code, desk.gazetteer)
            return next(iter(each.demonyms), own) if own is not None and own.isupper() else own
        if is_owner and (each.with_article or each.name.endswith("s")):
            return None  # "The United Arab Emirates’s"
        return f"The {each.name}" if each.with_article else sentence_case(each.name)

    def wrong() -> Iterator[Wrong]:
        for other in countries(desk, fact, country.code, stem, is_right_too):
            if (word := name(other)) is not None:
                yield Wrong(text=word, reason=f"No record names {other.in_text} in it.")

    key = name(country)
    if key is not None:
        yield _draft(fact, stem, key, Later(wrong), statement(clause, fact, desk.gazetteer), "target")


def _can_be_asked_for(country: Country, fact: Fact, clause: Clause, desk: Desk, stem: str) -> bool:
    """Tell whether a gap may ask for a country: nothing gives it away, and no other is as right."""
    if reveals_country(desk, stem, country.code) or is_foregone(desk.gazetteer, fact, country.code):
        return False
    if fact.is_edited and desk.pair:
        return False  # the title names the two, and of any third it is told that the quiz is about others
    if not fact.is_edited and country.code in lexicon.words("countries", "disputed"):
        return False  # no other stands where it stands
    is_stance = clause.lemma in lexicon.words("verbs", "of_stance")
    return not is_stance or is_specific_of_sides(clause, fact, desk.gazetteer)


def _with_owner_gap(told: str, names: tuple[str, ...]) -> str | None:
    """Return a statement with a country's possessive left out: "declared ____'s envoy persona non grata"."""
    for name in (name for name in names if name in told):
        found = list(re.finditer(rf"(?<![\w-])(?:the )?{re.escape(name)}(?=['’]s )", told))
        if len(found) == 1:
            return f"Fill the gap: {told[: found[0].start()]}{GAP}{told[found[0].end() :]}"
    return None


def _with_adjective_gap(told: str, country: Country) -> str | None:
    """Return a statement with a country's adjective left out: "expelled two ____ diplomats"."""
    found = list(_adjective_of(country).finditer(told))
    if len(found) != 1 or told[found[0].end() :].split(maxsplit=1)[0] in _AFTER:
        return None
    article = "a/an " if found[0][1] else ""
    return f"Fill the gap: {told[: found[0].start()]}{article}{GAP}{told[found[0].end() :]}"


@cache
def _adjective_of(country: Country) -> re.Pattern[str]:
    """Return the shape of a country's adjective before a word, with its article: "a Cuban jet"."""
    own = {country.short} if country.short.isupper() and country.with_article else set()
    words = "|".join(re.escape(word) for word in sorted({*country.demonyms, *own}, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?<!the )(?:(an?) )?(?:{words})(?= [a-z])")


def _with_gap(told: str, names: tuple[str, ...]) -> str | None:
    """Return a statement with a name left out; None where it isn't in it once, or begins its clause."""
    for name in (name for name in names if name in told):
        found = list(re.finditer(rf"(?<![\w-])(?:the )?{re.escape(name)}(?![\w'’-])", told))
        if len(found) != 1 or not _is_noun(told, found[0]):
            continue
        at = found[0]
        if _PART_OF.search(told[: at.start()]):
            continue
        filled = f"{told[: at.start()]}{GAP}{told[at.end() :]}"
        if _LISTED.search(filled) is None:  # nor does it begin its clause: "In May, ____ was …"
            return f"Fill the gap: {filled}"
    return None


def _is_noun(told: str, at: re.Match[str]) -> bool:
    """Tell whether a name stands for itself, not before a noun: "with ____.", not "a ____ consulate"."""
    following = told[at.end() :].split()
    return told[at.end() : at.end() + 1] in {".", ",", ";"} or not following or following[0] in _AFTER


def _draft(fact: Fact, stem: str, key: str, wrong: Sequence[Wrong], told: str, slot: str) -> Draft:
    return Draft(
        kind=QuestionKind.CLOZE,
        stem=stem,
        key=key,
        wrong=wrong,
        explanation=told,
        sentences=fact.sentences,
        fact=f"{fact.id} {slot}",
        facts=(fact.id,),
        importance=fact.salience,
        closeness=0.5,
        about=(key,),
    )
