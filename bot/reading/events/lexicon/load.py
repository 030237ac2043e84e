"""Reads the lexicon's tables into look-ups. Knows their file format and nothing of parses."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from bot.model.plover import EventType
from bot.reading.events.lexicon.entries import Entry
from bot.reading.events.lexicon.spelling import canonical

_QUADS = ("verbal_coop", "material_coop", "verbal_conf", "material_conf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All that the coder knows of words.

    Attributes:
        verbs: Lemma → meanings, most specific first.
        nouns: Lemma → act classes ("talks", "sanction").
        parties: Lemma → party classes ("armed", "court").
        class_names: Names of all act and party classes; in a condition they are no words.
        kills: Lemma → classes of subjects under which nothing is an event.
        compounds: "air strike" → its one class; "" for compounds that are no act.
        measures: Nouns to be read through ("a wave of arrests").
        phasal: Noun of beginning or ending → verb class of the grid.
        nominal: Event noun outside the classes → type.
        cells: (noun class, verb class) → type, or None where the pair is no event.
        classes: Weak verb, with its particle if any → verb classes of the grid.
        matrix: Part of speech → lemma → kinds of matrix ("agree", "refuse" …).
        words: Named word lists: modals, adverbs, copulas, media, verbs of happening.
        predicate_adjectives: Adjective after a copula → type.
        predicate_phrases: "on strike" → type.
        namings: Word that a verb of naming joins to a party or a deed ("called it a crime") → type.
    """

    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, frozenset[str]]
    parties: Mapping[str, frozenset[str]]
    class_names: frozenset[str]
    kills: Mapping[str, frozenset[str]]
    compounds: Mapping[str, str]
    measures: frozenset[str]
    phasal: Mapping[str, str]
    nominal: Mapping[str, EventType]
    cells: Mapping[tuple[str, str], EventType | None]
    classes: Mapping[str, frozenset[str]]
    matrix: Mapping[str, Mapping[str, frozenset[str]]]
    words: Mapping[str, frozenset[str]]
    predicate_adjectives: Mapping[str, EventType | None]
    predicate_phrases: Mapping[str, EventType | None]
    namings: Mapping[str, EventType]

    def kinds(self, part: str, lemma: str) -> frozenset[str]:
        """Return the matrix kinds of a lemma; empty where it is no matrix."""
        return self.matrix[part].get(lemma, frozenset())


@cache
def load_lexicon() -> Lexicon:
    """Read the tables beside this module; cached."""
    nouns, grid, matrix, verbs, predicates = (
        _table(name) for name in ("nouns", "grid", "matrix", "verbs", "predicates")
    )
    phrases = {name: [*verbs.get(name, ()), *lines] for name, lines in _idioms().items()}
    cells = {(noun, verb): _type(name) for noun, row in grid["cells"].items() for verb, name in row.items()}
    return Lexicon(
        verbs=_verbs({**verbs, **phrases}, grid["verbs"], cells),
        nouns=_inverted(nouns["acts"]),
        parties=_inverted(nouns["parties"]),
        class_names=frozenset(nouns["acts"]) | frozenset(nouns["parties"]),
        kills=_inverted(nouns["kills"]),
        compounds=nouns["compounds"],
        measures=frozenset(nouns["measures"]["nouns"]),
        phasal={noun: name for name, words in nouns["phasal"].items() for noun in words},
        nominal={canonical(noun): EventType(name) for name, words in nouns["nominal"].items() for noun in words},
        cells=cells,
        classes=_inverted(grid["verbs"]),
        matrix={part: _inverted(matrix[part]) for part in ("verbs", "adjectives", "nouns")},
        words=_words(matrix),
        predicate_adjectives={word: _type(name) for word, name in predicates["adjectives"].items()},
        predicate_phrases={phrase: _type(name) for phrase, name in predicates["phrases"].items()},
        namings={canonical(word): EventType(name) for name, words in predicates["namings"].items() for word in words},
    )


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Idiom:
    """Entries that behave alike, with a sentence that shows them at work."""

    type: EventType
    entries: tuple[str, ...]
    example: str


def idioms() -> Iterator[Idiom]:
    """Yield the rows of the idiom tables, quad by quad."""
    for name in _QUADS:
        for kind, rows in _table(f"idioms/{name}").items():
            for row in rows:
                yield Idiom(type=EventType(kind), entries=tuple(row["entries"]), example=row["example"])


def _idioms() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for idiom in idioms():
        found.setdefault(idiom.type.value, []).extend(idiom.entries)
    return found


def _type(name: str) -> EventType | None:
    return EventType(name) if name else None


def _inverted(classes: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, words in classes.items():
        for word in words:
            found.setdefault(canonical(word), set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


def _words(matrix: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    groups = ("modals", "adverbs", "copulas", "media", "happen", "naming", "blaming")
    return {f"{group}.{name}": frozenset(words) for group in groups for name, words in matrix[group].items()}


def _verbs(
    plain: Mapping[str, list[str]],
    classes: Mapping[str, list[str]],
    cells: Mapping[tuple[str, str], EventType | None],
) -> dict[str, tuple[Entry, ...]]:
    """Join plain entries and the grid's; a stable sort keeps the files' order among equals, traps before all."""
    found: dict[str, list[Entry]] = {}
    for name in ("NONE", *(kind.value for kind in EventType)):
        for line in plain[name]:
            lemma, entry = _entry(line, None if name == "NONE" else EventType(name))
            found.setdefault(lemma, []).append(entry)
    for (noun, verb), kind in cells.items():
        for phrase in classes[verb]:
            lemma, _, second = canonical(phrase).partition(" ")
            asks_too = verb != "seek" and phrase in classes["seek"]
            entry = Entry(type=kind, second=second, obj=frozenset({noun}), is_grid=True, not_for=asks_too)
            found.setdefault(lemma, []).append(entry)
    return {lemma: tuple(sorted(rows, key=lambda e: -e.specificity)) for lemma, rows in found.items()}


def _entry(line: str, kind: EventType | None) -> tuple[str, Entry]:
    lemma, *rest = line.split()
    seconds = [part for part in rest if "=" not in part]
    wanted = {key: frozenset(value.split(",")) for key, value in (part.split("=") for part in rest if "=" in part)}
    entry = Entry(
        type=kind,
        second=" ".join(seconds),
        preps=wanted.pop("prep", frozenset()),
        pobj=wanted.pop("pobj", frozenset()),
        obj=wanted.pop("obj", frozenset()),
        no=wanted.pop("no", frozenset()),
        subj=wanted.pop("subj", frozenset()),
        notsubj=wanted.pop("notsubj", frozenset()),
        is_negated=bool(wanted.pop("not", frozenset())),
    )
    if wanted:
        raise ValueError(f"unknown condition {sorted(wanted)} in the entry {line!r}")
    return canonical(lemma), entry
