"""A card as a message: its frame, its measure against Discord's limits, and its text form for the outbox.

Cards never listen: each button is answered by a route (`bot.cards.routes`) that knows it by its custom id, so a card
is not kept in memory after it was sent, and its buttons work after a restart.
"""

import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypedDict

import discord
from discord import ui

from bot.cards import tokens
from bot.cards.tokens import Accent
from bot.model.errors import BackchannelError

NO_MENTIONS: Final = discord.AllowedMentions.none()
"""On every send: a card never pings anyone."""

Row = ui.ActionRow[Any]
Part = ui.Item[Any]


class CardLimitError(BackchannelError):
    """A card would be refused by Discord; `problems` says by which limits."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file that goes with a card, which names it as `address`."""

    name: str
    data: bytes

    @property
    def address(self) -> str:
        """How the card's components call it."""
        return f"attachment://{self.name}"


class Card(ui.LayoutView):
    """A Components V2 message that is shown and forgotten."""

    def __init__(self, attached: Sequence[Attached] = ()) -> None:
        super().__init__(timeout=None)
        self.attached = tuple(attached)

    def is_finished(self) -> bool:
        """Return True: discord.py stores no view that is finished, and cards are answered by routes."""
        return True

    def to_components(self) -> list[dict[str, Any]]:
        """Return the components as they go to Discord."""
        return [item.to_component_dict() for item in self.children]


class Outgoing(TypedDict):
    """What every way of sending takes: `await channel.send(**outgoing(card))`."""

    view: Card
    allowed_mentions: discord.AllowedMentions


class Sent(Outgoing):
    """What every way of sending a new message takes, for a card that may have files."""

    files: list[discord.File]


class Edited(Outgoing):
    """What every way of editing a message takes, for a card that may have files; those it had before go."""

    attachments: list[discord.File]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSize:
    """What Discord counts on a card."""

    components: int
    """Nested ones and the container among them."""
    characters: int
    """Of all TextDisplays together."""
    body_bytes: int


def card(accent: Accent, *parts: Part, attached: Sequence[Attached] = ()) -> Card:
    """Return a card of one container, with the files that it names."""
    view = Card(attached)
    view.add_item(ui.Container(*parts, accent_colour=int(accent)))
    return view


def text(*lines: str) -> Part:
    """Return a TextDisplay of lines; empty ones are left out."""
    return ui.TextDisplay("\n".join(line for line in lines if line))


def picture(image: Attached, alt: str) -> Part:
    """Return a gallery of one picture with its alternative text."""
    return ui.MediaGallery(discord.MediaGalleryItem(image.address, description=alt))


def rule() -> Part:
    """Return the line between two parts of a card."""
    return ui.Separator(visible=True, spacing=discord.SeparatorSpacing.small)


def air() -> Part:
    """Return the gap between two paragraphs, or before buttons."""
    return ui.Separator(visible=False, spacing=discord.SeparatorSpacing.small)


def spaced(parts: Iterable[Part]) -> list[Part]:
    """Return parts with air between them."""
    result: list[Part] = []
    for part in parts:
        result += [air(), part] if result else [part]
    return result


def measure(view: Card) -> CardSize:
    """Measure a card.

    Returns:
        Its size, if Discord takes it.

    Raises:
        CardLimitError: It breaks a limit.

    Source: https://discord.com/developers/docs/components/reference
    """
    components = view.to_components()
    flat = list(_walk(components))
    size = CardSize(
        components=len(flat),
        characters=_characters(components),
        body_bytes=_body_bytes(components),
    )
    problems = [
        *_over("components", size.components, tokens.MAX_COMPONENTS),
        *_over("characters", size.characters, tokens.MAX_TEXT),
        *_over("bytes", size.body_bytes, tokens.MAX_BODY_BYTES),
        *(problem for part in flat for problem in _problems(part)),
        *_doubled([part["custom_id"] for part in flat if "custom_id" in part]),
    ]
    if problems:
        raise CardLimitError(tuple(problems))
    return size


def outgoing(view: Card) -> Outgoing:
    """Return the arguments that send or edit a card without files: measured, and without mentions.

    Raises:
        CardLimitError: Discord would refuse it.
    """
    assert not view.attached, "a card with files is sent by `sent` or `edited`"
    measure(view)
    return Outgoing(view=view, allowed_mentions=NO_MENTIONS)


def sent(view: Card) -> Sent:
    """Return the arguments that send a card with the files that it names.

    Raises:
        CardLimitError: Discord would refuse it.
    """
    measure(view)
    return Sent(view=view, allowed_mentions=NO_MENTIONS, files=_files(view))


def edited(view: Card) -> Edited:
    """Return the arguments that put a card in place of another.

    Raises:
        CardLimitError: Discord would refuse it.
    """
    measure(view)
    return Edited(view=view, allowed_mentions=NO_MENTIONS, attachments=_files(view))


def _files(view: Card) -> list[discord.File]:
    return [discord.File(io.BytesIO(each.data), each.name) for each in view.attached]


def first_fitting(*makes: Callable[[], Card]) -> Card:
    """Return the first of several forms of a card that keeps to what we plan for, else the last.

    Args:
        makes: The fullest form first, the sparest last.
    """
    for make in makes[:-1]:
        view = make()
        components = view.to_components()
        if _characters(components) <= tokens.PLANNED_TEXT and _body_bytes(components) <= tokens.PLANNED_BYTES:
            return view
    return makes[-1]()


def to_payload(view: Card) -> str:
    """Return a card's components as JSON text, to be stored and sent later.

    Raises:
        CardLimitError: Discord would refuse it.
    """
    measure(view)
    return json.dumps(view.to_components(), ensure_ascii=False, separators=(",", ":"))


class _StoredCard(Card):
    """A card whose components are sent as they were stored, whatever discord.py would make of them."""

    def __init__(self, components: list[dict[str, Any]]) -> None:
        super().__init__()
        self._components = components

    def to_components(self) -> list[dict[str, Any]]:
        return self._components

    def has_components_v2(self) -> bool:
        return True


def line_card(*lines: str) -> Card:
    """Return a message of bare lines, without a frame."""
    view = Card()
    view.add_item(text(*lines))
    return view


def from_payload(payload: str, *, note: str = "", ping: int | None = None, has_pictures: bool = True) -> Card:
    """Return the card of a stored text, ready to be sent.

    Args:
        payload: As `to_payload` gave it.
        note: A line added to its foot, that it came late; "" for none.
        ping: Role that is named above it; that it is told of it, too, is the sending's.
        has_pictures: Whether the pictures that it shows go with it; without them their place is taken out.

    Raises:
        ValueError: It is no JSON list of components.
    """
    components = json.loads(payload)
    if not isinstance(components, list) or not all(isinstance(part, dict) and "type" in part for part in components):
        raise ValueError("the stored card is no list of components")
    if not has_pictures:
        components = _without_pictures(components)
    if note:
        components[0]["components"].append(text(f"-# {note}").to_component_dict())
    if ping is not None:
        components.insert(0, text(f"<@&{ping}>").to_component_dict())
    return _StoredCard(components)


def _without_pictures(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    gallery = discord.ComponentType.media_gallery.value
    kept = [part for part in components if part["type"] != gallery]
    return [
        {**part, "components": _without_pictures(part["components"])} if "components" in part else part for part in kept
    ]


def _walk(components: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    for part in components:
        yield part
        yield from _walk(part.get("components", ()))
        if "accessory" in part:
            yield part["accessory"]


def _characters(components: Iterable[dict[str, Any]]) -> int:
    return sum(len(part.get("content", "")) for part in _walk(components))


def _body_bytes(components: list[dict[str, Any]]) -> int:
    return len(json.dumps(components, ensure_ascii=False, separators=(",", ":")).encode())


def _over(name: str, length: int, limit: int) -> list[str]:
    return [f"{length} {name}, {limit} at most"] if length > limit else []


def _doubled(custom_ids: list[str]) -> list[str]:
    return [f"custom id {name!r} twice" for name in sorted(set(custom_ids)) if custom_ids.count(name) > 1]


def _problems(part: dict[str, Any]) -> Iterable[str]:
    """Yield what is wrong with one component, apart from its children."""
    if part["type"] == discord.ComponentType.text_display.value and not part["content"].strip():
        yield "an empty TextDisplay"
    if part["type"] == discord.ComponentType.action_row.value:
        count = len(part["components"])
        yield from _over("components in a row", count, tokens.MAX_ROW)
        if not count:
            yield "an empty row"
    for key, limit in (
        ("custom_id", tokens.MAX_CUSTOM_ID),
        ("label", tokens.MAX_LABEL),
        ("placeholder", tokens.MAX_PLACEHOLDER),
        ("url", tokens.MAX_URL),
    ):
        yield from _over(f"characters of {key}", len(part.get(key) or ""), limit)
    for item in part.get("items", ()):
        yield from _over(
            "characters of a picture's description", len(item["description"] or ""), tokens.MAX_DESCRIPTION
        )
    options = part.get("options")
    if options is not None:
        yield from _over("options", len(options), tokens.MAX_OPTIONS)
        if not options:
            yield "a select without options"
        for option in options:
            for key in ("label", "value", "description"):
                yield from _over(f"characters of an option's {key}", len(option.get(key) or ""), tokens.MAX_OPTION)
        yield from _doubled([option["value"] for option in options])
