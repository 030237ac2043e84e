"""From what a person typed for a filter to the filter, or to what is wrong with it; and back. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from bot.countries import country_named, pair_named, pair_words
from bot.model.countries import Dyad, Gazetteer
from bot.model.errors import InvalidInputError
from bot.model.ids import CountryCode
from bot.model.language import say, told
from bot.model.topic_trials import CheckedDraft, Draft
from bot.model.topics import MOST_NAME, Condition, Effect, Scope, Topic
from bot.topics.parse import parse_words
from bot.topics.rule import written

MOST_PLACES: Final = 10
"""Pairs and countries of a filter."""
MOST_OUTLETS: Final = 20
MOST_OUTLET: Final = 80
ANY: Final = "any"
"""What is typed for every pair."""
FOLLOWED: Final = "followed"
"""What is typed for the server's pairs, where nothing means every one."""


def checked(draft: Draft, gazetteer: Gazetteer, known: Topic | None) -> CheckedDraft:
    """Return what a draft comes to.

    Args:
        draft: As typed.
        gazetteer: Names of countries.
        known: The filter that is changed, as it is stored; None for a new one.

    Returns:
        The filter where everything is valid, and what is wrong otherwise.
    """
    problems: dict[Condition | None, str] = {}
    name = " ".join(draft.name.split())
    if not name:
        problems[None] = say("The filter has no name.")
    elif len(name) > MOST_NAME:
        problems[None] = say("A name has {most} characters at most.", most=MOST_NAME)
    topic = replace(known or Topic(name=name), name=name, effect=draft.effect, kinds=draft.kinds, weight=draft.weight)
    try:
        topic = replace(topic, words=_words(draft.words, known))
    except InvalidInputError as error:
        problems[Condition.WORDS] = error.user_text
    try:
        topic = _with_places(topic, draft.pairs, gazetteer)
    except InvalidInputError as error:
        problems[Condition.PAIR] = error.user_text
    try:
        topic = replace(topic, outlets=_outlets(draft.outlets))
    except InvalidInputError as error:
        problems[Condition.OUTLET] = error.user_text
    if not problems and topic.effect is Effect.KEEP_OUT and _is_bare(topic):
        problems[Condition.WORDS] = say(
            "This would keep everything out. Name words, pairs, outlets, kinds or a weight."
        )
    return CheckedDraft(draft=draft, topic=None if problems else topic, problems=problems)


def draft_of(topic: Topic, gazetteer: Gazetteer) -> Draft:
    """Return a filter as a person would have typed it."""
    return Draft(
        topic=topic.id,
        name=topic.name,
        effect=topic.effect,
        words=topic.words,
        pairs="\n".join(_places_typed(topic, gazetteer)),
        outlets="\n".join(topic.outlets),
        kinds=topic.kinds,
        weight=topic.weight,
    )


def _words(typed: str, known: Topic | None) -> str:
    """Return a rule of words as it is stored; one that was not touched stays, however long it became.

    Raises:
        InvalidInputError: It is no rule, or too large.
    """
    if known is not None and typed.strip() == known.words:
        return known.words
    return written(parse_words(typed)) if typed.strip() else ""


def _is_bare(topic: Topic) -> bool:
    has_condition = topic.words or topic.outlets or topic.kinds or topic.weight > 0
    return not has_condition and topic.scope is Scope.ANYWHERE


def _with_places(topic: Topic, typed: str, gazetteer: Gazetteer) -> Topic:
    lines = [line.strip() for line in typed.replace(";", "\n").splitlines() if line.strip()]
    words = {line.casefold() for line in lines}
    usual = Scope.FOLLOWED if topic.effect is Effect.LET_IN else Scope.ANYWHERE
    bare = replace(topic, scope=usual, pairs=(), countries=())
    if not lines:
        return bare
    if words == {ANY}:
        return replace(bare, scope=Scope.ANYWHERE)
    if words == {FOLLOWED}:
        return replace(bare, scope=Scope.FOLLOWED)
    if len(lines) > MOST_PLACES:
        raise InvalidInputError(user_text=told("A filter names {most} pairs and countries at most.", most=MOST_PLACES))
    found = [_place(line, gazetteer) for line in lines]
    pairs = {place.key: place for place in reversed(found) if isinstance(place, Dyad)}
    return replace(
        bare,
        scope=Scope.NAMED,
        pairs=tuple(reversed(pairs.values())),
        countries=tuple(dict.fromkeys(place for place in found if not isinstance(place, Dyad))),
    )


def _place(line: str, gazetteer: Gazetteer) -> Dyad | CountryCode:
    """Return the country or pair of a line; a country's name may itself have a hyphen or an "and".

    Raises:
        InvalidInputError: It is neither.
    """
    try:
        return country_named(gazetteer, line)
    except InvalidInputError:
        pass
    try:
        return pair_named(gazetteer, line)
    except InvalidInputError:
        raise InvalidInputError(
            user_text=told(
                "“{typed}” is no pair and no country. Examples: US – China, or Taiwan, or any", typed=line[:40]
            )
        ) from None


def _places_typed(topic: Topic, gazetteer: Gazetteer) -> Iterator[str]:
    usual = Scope.FOLLOWED if topic.effect is Effect.LET_IN else Scope.ANYWHERE
    if topic.scope is not Scope.NAMED:
        if topic.scope is not usual:
            yield ANY if topic.scope is Scope.ANYWHERE else FOLLOWED
        return
    yield from (pair_words(gazetteer, pair) for pair in topic.pairs)
    yield from (gazetteer.country(code).name for code in topic.countries)


def _outlets(typed: str) -> tuple[str, ...]:
    """Return the outlets of a text, one a line or between commas; an address stands for its host.

    Raises:
        InvalidInputError: They are too many or too long.
    """
    parts = (" ".join(part.split()) for part in typed.replace(",", "\n").replace(";", "\n").splitlines())
    found = dict.fromkeys(_outlet(part) for part in parts if part)
    if len(found) > MOST_OUTLETS:
        raise InvalidInputError(user_text=told("A filter names {most} outlets at most.", most=MOST_OUTLETS))
    return tuple(found)


def _outlet(part: str) -> str:
    if len(part) > MOST_OUTLET and "://" not in part:
        raise InvalidInputError(
            user_text=told("“{typed}…” is too long for an outlet. Examples: Reuters, or dw.com", typed=part[:40])
        )
    if "://" not in part:
        return part
    try:
        host = urlsplit(part).hostname
    except ValueError:
        host = None
    if not host or len(host) > MOST_OUTLET:
        raise InvalidInputError(
            user_text=told("“{typed}” is no address of an outlet. Example: https://www.dw.com", typed=part[:40])
        )
    return host.removeprefix("www.")
