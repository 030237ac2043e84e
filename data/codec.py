"""Values of the model as JSON text, and back without loss.

The form follows the dataclasses' fields and type hints: a dataclass is an object of its fields, an enum its value, a
date ISO 8601, a tuple a list, a frozenset a sorted list. Fields added later with a default may be missing in what was
written before. Text may hold NUL and lone surrogates; two halves of a pair become the character they make.
It knows no table and no single class of the model.
"""

import json
import types
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_origin

T = TypeVar("T")

_PLAIN = (str, int, float, bool)


def dumps(value: object) -> str:
    """Return a value as compact JSON in ASCII.

    Args:
        value: A dataclass instance, enum, date, time, datetime, plain value, or a tuple or frozenset of these.

    Raises:
        TypeError: Something in it has no form here.
        ValueError: A float in it is not finite.
    """
    return json.dumps(_encode(value), separators=(",", ":"), allow_nan=False)


def loads(kind: type[T], text: str) -> T:
    """Return the value that `dumps` wrote.

    Args:
        kind: Its type: a dataclass, or a form such as `tuple[SomeDataclass, ...]`.
        text: What `dumps` returned.

    Raises:
        ValueError: The text is not JSON, or not of this type.
    """
    try:
        return cast("T", _decoder(cast("Any", kind))(json.loads(text)))
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError(f"not a stored {kind}: {fault}") from fault


def _encode(value: object) -> object:
    """Return what `json` can write."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, _PLAIN):
        return value
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_encode(one) for one in value]
    if isinstance(value, frozenset):
        return sorted(_encode(one) for one in value)  # type: ignore[type-var]  # sets hold strings or enums of strings
    if is_dataclass(value):
        return {one.name: _encode(getattr(value, one.name)) for one in fields(value)}
    raise TypeError(f"{type(value).__name__} can't be stored")


@cache
def _decoder(kind: Any) -> Callable[[Any], Any]:
    """Return the function that reads one type's JSON form."""
    kind = _without_new_type(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {typing.Union, types.UnionType}:
        return _optional(arguments)
    if origin is tuple:
        return _tuple(arguments)
    if origin is frozenset:
        (item,) = arguments
        return lambda found: frozenset(map(_decoder(item), found))
    if isinstance(kind, type):
        return _class(kind)
    raise TypeError(f"{kind} can't be stored")


def _without_new_type(kind: Any) -> Any:
    """Return what a `NewType` is made of."""
    while isinstance(kind, typing.NewType):
        kind = kind.__supertype__
    return kind


def _optional(arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    """Return the reader of `X | None`."""
    inner = [one for one in arguments if one is not types.NoneType]
    if len(inner) != 1 or len(arguments) != 2:
        raise TypeError(f"a union of {arguments} can't be stored")
    read = _decoder(inner[0])
    return lambda found: None if found is None else read(found)


def _tuple(arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    """Return the reader of `tuple[X, ...]` or `tuple[X, Y]`."""
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        read = _decoder(arguments[0])
        return lambda found: tuple(map(read, found))
    readers = tuple(map(_decoder, arguments))
    return lambda found: tuple(read(one) for read, one in zip(readers, found, strict=True))


def _class(kind: type[Any]) -> Callable[[Any], Any]:
    """Return the reader of a dataclass, an enum, a moment or a plain value."""
    if is_dataclass(kind):
        return _dataclass(kind)
    if issubclass(kind, datetime | date | time):
        return kind.fromisoformat
    if kind is float:
        return float
    if issubclass(kind, Enum):
        return kind
    if kind in _PLAIN:
        return _exactly(kind)
    raise TypeError(f"{kind.__name__} can't be stored")


def _exactly(kind: type[Any]) -> Callable[[Any], Any]:
    """Return a reader that takes a plain value of this type only."""

    def read(found: Any) -> Any:
        if type(found) is not kind:
            raise TypeError(f"{kind.__name__} expected, {type(found).__name__} found")
        return found

    return read


def _dataclass(kind: type[Any]) -> Callable[[Any], Any]:
    """Return the reader of a dataclass, whose fields may name their types as text."""
    hints = typing.get_type_hints(kind)
    readers = {one.name: _decoder(hints[one.name]) for one in fields(kind)}

    def read(found: Any) -> Any:
        return kind(**{name: read_field(found[name]) for name, read_field in readers.items() if name in found})

    return read
