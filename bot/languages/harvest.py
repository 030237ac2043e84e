"""Gathers the texts of the code for the catalogues, and carries translations over into a newer set of texts.

Texts are found in the code's syntax tree: Babel's own extractor joins the branches of a condition into one text, and
passes a formatted string over, where here both are seen.
"""

import ast
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import write_po

MARKERS = {
    "say": 1, "noted": 1, "told": 1, "say_as": 2, "noted_as": 2, "told_as": 2, "say_n": 2, "told_n": 2,
}  # fmt: skip
"""The functions of `bot.model.language`, with how many literals each begins with."""
_WITH_SENSE = frozenset({"say_as", "noted_as", "told_as"})
_COUNTED = frozenset({"say_n", "told_n"})
_COMMENT = "# Translators:"
_HEAD = "# Texts of Backchannel. What people may correct: docs/languages.md"
_CHANGING = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team|Project-Id|Report-Msgid)',
    re.MULTILINE,
)


class UnmarkedError(Exception):
    """A text is marked in a way that no catalogue can have: a formatted string, or a sum of parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text of the code.

    Attributes:
        forms: English: one, or of one and of many.
        context: The sense, of a word that has several.
        place: The module that says it: "bot/cards/about.py".
        comment: What translators are told.
    """

    forms: tuple[str, ...]
    context: str | None = None
    place: str
    comment: str = ""


def texts_of(source: str, place: str) -> Iterator[Text]:
    """Yield the marked texts of a module, in their order.

    Args:
        source: Python.
        place: The module, relative to the repository, with forward slashes.

    Raises:
        UnmarkedError: One can't be put into a catalogue.
    """
    lines = source.splitlines()
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda one: (one.lineno, one.col_offset)):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        if name not in MARKERS:
            continue
        wanted = call.args[: MARKERS[name]]
        if len(wanted) < MARKERS[name]:
            raise UnmarkedError(f"{place}:{call.lineno}: {name} lacks a text")
        comment = _comment(lines, call.lineno)
        given = [_literals(one, f"{place}:{one.lineno}") for one in wanted]
        if name in _COUNTED:
            yield from (Text(forms=pair, place=place, comment=comment) for pair in zip(*given, strict=True))
        elif name in _WITH_SENSE:
            yield from (Text(forms=(m,), context=c, place=place, comment=comment) for c in given[0] for m in given[1])
        else:
            yield from (Text(forms=(one,), place=place, comment=comment) for one in given[0])


def _literals(node: ast.expr, place: str) -> tuple[str, ...]:
    """Return the texts that an argument may be; none for a name or a table's entry, which is noted elsewhere."""
    match node:
        case ast.Constant(value=str() as text):
            return (text,)
        case ast.IfExp(body=one, orelse=other):
            return (*_literals(one, place), *_literals(other, place))
        case ast.Name() | ast.Subscript() | ast.Attribute() | ast.Call():
            return ()
    raise UnmarkedError(f"{place}: {ast.unparse(node)[:60]} is no literal")


def _comment(lines: list[str], number: int) -> str:
    above = lines[number - 2].strip() if number > 1 else ""
    return above.removeprefix(_COMMENT).strip() if above.startswith(_COMMENT) else ""


def texts_of_folders(root: Path, folders: Iterable[str]) -> Iterator[Text]:
    """Yield the marked texts of all modules below some folders of a repository, by module.

    Raises:
        UnmarkedError: One can't be put into a catalogue.
    """
    for folder in folders:
        for path in sorted((root / folder).rglob("*.py")):
            yield from texts_of(path.read_text(encoding="utf-8"), path.relative_to(root).as_posix())


def template_of(texts: Iterable[Text]) -> Catalog:
    """Return a catalogue of texts without translations; a text that is said in several places stands in it once.

    Raises:
        UnmarkedError: A text is said with a plural in one place and without in another.
    """
    template = Catalog(fuzzy=False, header_comment=_HEAD)
    for text in texts:
        known = template.get(text.forms[0], text.context)
        if known is not None and known.id != (text.forms if len(text.forms) > 1 else text.forms[0]):
            raise UnmarkedError(f"{text.place}: {text.forms[0]!r} has other forms elsewhere")
        template.add(
            text.forms if len(text.forms) > 1 else text.forms[0],
            context=text.context,
            locations=[(text.place, 0)],
            auto_comments=[text.comment] if text.comment else [],
        )
    return template


def carried_over(kept: Catalog, template: Catalog) -> Catalog:
    """Return a language's catalogue for the texts of a template, with the translations that it had.

    What the code says no longer is kept at its end, and taken from there if the code says it again.
    """
    made = Catalog(locale=kept.locale, fuzzy=False, header_comment=_HEAD)
    had = {_key(one): one for one in (*kept.obsolete.values(), *kept) if one.id}
    for message in template:
        if message.id:
            found = had.pop(_key(message), None)
            added = made.add(
                message.id,
                found.string if found is not None and found.pluralizable == message.pluralizable else None,
                locations=message.locations,
                flags=message.flags | ({"fuzzy"} if found is not None and found.fuzzy else set()),
                auto_comments=message.auto_comments,
                user_comments=found.user_comments if found is not None else [],
                context=message.context,
            )
            assert isinstance(added, Message)
    made.obsolete = {str(_key(one)): one for one in had.values() if _is_translated(one)}
    return made


def written(catalogue: Catalog) -> str:
    """Return a catalogue as its file has it: the same for the same texts, with neither time nor line numbers in it."""
    written_to = io.BytesIO()
    write_po(written_to, catalogue, width=120, include_lineno=False, sort_output=False, omit_header=False)
    lines = written_to.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not _CHANGING.match(line))


def _key(message: Message) -> tuple[str | None, object]:
    return message.context, tuple(message.id) if isinstance(message.id, list | tuple) else message.id


def _is_translated(message: Message) -> bool:
    return any(message.string) if isinstance(message.string, tuple | list) else bool(message.string)
