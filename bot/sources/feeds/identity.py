"""What makes two entries the same, whatever a feed does to them between two looks.

Feeds give an article a new guid, a later date, another title or a corrected address. An entry is therefore known by up
to three keys – its guid, its link, its title with its date – and is known again by any one of them. A key that stands
for several entries of one document tells nothing (feeds give all entries the site's address as link, or one guid).
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from bot.model.feeds import FeedEntry

Canonical = Callable[[str], str | None]
"""Gives an address as it is compared, without scheme, "www.", fragment and tracking; None for no web address."""

_WORD = re.compile(r"\w+")
_PREFIX = re.compile(
    r"^(?:(?:breaking|updated?|update \d+|corrected|correction|developing|exclusive|live|watch|refile|rpt)"
    r"\s*[-:–—|]\s*)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEntry:
    """An entry before its keys are known; attributes as in `FeedEntry`, `guid` as printed, None for none."""

    guid: str | None
    title: str
    summary: str
    link: str | None
    published: datetime | None
    updated: datetime | None
    outlet: str | None

    @property
    def moment(self) -> datetime | None:
        """When it was published, else when it last changed."""
        return self.published or self.updated


@dataclass(frozen=True, slots=True)
class _Marks:
    guid: str | None
    """Key of its guid; an address is compared as one, and has the key of a link."""
    link: str | None
    dated: str | None
    words: str


def title_words(title: str) -> str:
    """Return a title as it is compared: its words, without "Updated:" and the like before them."""
    return " ".join(_WORD.findall(_PREFIX.sub("", title).casefold()))


def keyed(entries: Sequence[RawEntry], *, canonical: Canonical, home: str | None = None) -> tuple[FeedEntry, ...]:
    """Give the entries of one document their keys; those that are the same become one.

    Args:
        entries: In any order.
        canonical: Gives an address as it is compared.
        home: The site's address, which tells no two entries apart.

    Returns:
        Each entry once, in the order of the first of its kind. Which of several stays, and with which keys, does not
        depend on the order. An entry without guid, link and title is left out.
    """
    site = None if home is None else canonical(home)
    marks = [_marks(entry, canonical, site) for entry in entries]
    vague = _vague(marks)
    groups = _groups([_keys(mark, vague) for mark in marks])
    made = []
    for numbers, keys in groups:
        best = max((entries[number] for number in numbers), key=_freshness)
        dates = [entry.published for number in numbers if (entry := entries[number]).published is not None]
        made.append(
            FeedEntry(
                keys=keys,
                title=best.title,
                summary=best.summary,
                link=best.link,
                published=min(dates, default=None),
                updated=best.updated,
                outlet=best.outlet,
            )
        )
    return tuple(made)


def _marks(entry: RawEntry, canonical: Canonical, site: str | None) -> _Marks:
    link = None if entry.link is None else canonical(entry.link)
    if link is not None and (link == site or _is_root(link)):
        link = None
    guid = (entry.guid or "").strip()
    address = canonical(guid) if guid else None
    words = title_words(entry.title)
    moment = entry.moment
    dated = f"{words}|{'' if moment is None else f'{moment:%Y-%m-%dT%H:%M}'}"
    return _Marks(
        guid=_key("l", address) if address else _key("g", guid) if guid else None,
        link=None if link is None else _key("l", link),
        dated=_key("t", dated) if words else None,
        words=words,
    )


def _is_root(address: str) -> bool:
    parts = urlsplit(f"//{address.removeprefix('//')}")
    return parts.path in {"", "/"} and not parts.query


def _vague(marks: Sequence[_Marks]) -> frozenset[str]:
    """Return the keys that stand for entries which differ in what else they are known by."""
    of: dict[str, set[tuple[str | None, str | None]]] = defaultdict(set)
    for mark in marks:
        if mark.guid is not None:
            of[mark.guid].add(
                (None, None) if mark.guid == mark.link else (mark.link, None if mark.link else mark.words)
            )
        if mark.link is not None and mark.link != mark.guid:
            of[mark.link].add((None, mark.words))
        if mark.dated is not None:
            of[mark.dated].add((mark.guid, mark.link))
    return frozenset(key for key, others in of.items() if len(others) > 1)


def _keys(mark: _Marks, vague: frozenset[str]) -> tuple[str, ...]:
    """Return an entry's keys; where each of them is vague, one of all that is known of it."""
    keys = tuple(dict.fromkeys(key for key in (mark.guid, mark.link, mark.dated) if key is not None))
    sure = tuple(key for key in keys if key not in vague)
    return sure or ((_key("a", "\n".join(keys)),) if keys else ())


def _key(kind: str, value: str) -> str:
    """Return a key as it is stored: 32 hex digits after its kind."""
    return f"{kind}:{hashlib.sha256(value.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"


def _groups(keys: Sequence[tuple[str, ...]]) -> list[tuple[list[int], tuple[str, ...]]]:
    """Return the numbers of entries that share keys, directly or through others, each group with all its keys."""
    parent = list(range(len(keys)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    first: dict[str, int] = {}
    for number, own in enumerate(keys):
        for key in own:
            one, other = sorted((root(number), root(first.setdefault(key, number))))
            parent[other] = one
    numbers: dict[int, list[int]] = defaultdict(list)
    for number, own in enumerate(keys):
        if own:
            numbers[root(number)].append(number)
    return [
        (members, tuple(sorted({key for member in members for key in keys[member]}, key=_strength)))
        for members in numbers.values()
    ]


def _strength(key: str) -> tuple[int, str]:
    return "glta".index(key[0]), key


def _freshness(entry: RawEntry) -> tuple[float, float, float, str, str, str, str, str]:
    """Return what puts the version that a feed changed last first; no order of the document is part of it."""
    published, updated = (0.0 if at is None else at.timestamp() for at in (entry.published, entry.updated))
    words = (entry.link or "", entry.title, entry.summary, entry.guid or "", entry.outlet or "")
    return (max(published, updated), published, updated, *words)
