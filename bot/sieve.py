"""What a server has of a text already: the text itself, its article at another outlet, or an earlier version of it.

Comparing is work for the reader's process; looking up is the store's. Knows no Discord.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.model.copies import Edit, Likeness, Sketch, Twin
from bot.model.ids import ArticleId, GuildId
from bot.model.reading import ArticleText
from bot.reading_pool import ReadingPool
from bot.sources.likeness import may_be_one
from data import copies
from data.copies import KnownBy, KnownText
from data.fingerprint import canonical_url
from data.reference.sources import load_outlets
from data.store import Store

_COMPARED = 5
"""Articles that a text is compared with word by word, the likeliest by their sketches."""


class FindingKind(StrEnum):
    """What a text is to what a server has."""

    NEW = "new"
    """Nothing of it is here."""
    SAME = "same"
    """It is here, from the same outlet."""
    COPY = "copy"
    """An article of another outlet has its text."""
    EDITED = "edited"
    """It is a newer version of an article from its address."""
    FULLER = "fuller"
    """An article is a shortened form of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found.

    Attributes:
        kind: What the text is to the article.
        known: The article; None for a new text.
        similarity: The share of the text's shingles that the article has, 0 to 1.
        of_known: The share of the article's that the text has.
        is_at_known_address: Whether another article came from the text's address.
    """

    kind: FindingKind
    known: KnownText | None = None
    similarity: float = 0.0
    of_known: float = 0.0
    is_at_known_address: bool = False


class Sieve:
    """Tells what is new from what is known. One is made for each text, which is sketched once for all servers."""

    def __init__(self, store: Store, readers: ReadingPool, text: ArticleText) -> None:
        """Take the store, the process that compares, and the text that comes in."""
        self._store = store
        self._readers = readers
        self._text = text
        self._sketch: Sketch | None = None

    async def sketch(self) -> Sketch:
        """Return the text's sketch.

        Raises:
            BackchannelError: The reader broke.
        """
        if self._sketch is None:
            self._sketch = await self._readers.sketch(self._text.text)
        return self._sketch

    async def look(self, guild: GuildId | None) -> Finding:
        """Say what a server has of the text.

        Raises:
            BackchannelError: The reader broke.
            StoreError: The store can't be used.
        """
        text = self._text
        known = await self._store.read(lambda c: copies.find_known(c, text=text.text, url=text.url, guild=guild))
        if known is None:
            return await self._among_like_ones(guild)
        if known.by is KnownBy.WORDS:
            return self._of_same_words(known)
        if not known.is_whole:  # what was changed since can't be told from a shortened text
            return Finding(kind=FindingKind.SAME, known=known, similarity=1.0)
        change = await self._readers.edit(known.text, text.text)
        if change is Edit.REPLACED:
            return await self._among_like_ones(guild, is_at_known_address=True)
        if change is Edit.NONE or known.guild != guild:
            return Finding(kind=FindingKind.SAME, known=known, similarity=1.0)
        return Finding(kind=FindingKind.EDITED, known=known, is_at_known_address=True)

    def _of_same_words(self, known: KnownText) -> Finding:
        outlets, printed = load_outlets(), known.printed
        here = outlets.key_of(self._text.source, self._text.url)
        is_elsewhere = here not in {"", outlets.key_of(printed.name, printed.url)}
        return Finding(kind=FindingKind.COPY if is_elsewhere else FindingKind.SAME, known=known, similarity=1.0)

    async def _among_like_ones(self, guild: GuildId | None, *, is_at_known_address: bool = False) -> Finding:
        """Look for an article of which the text is a copy, or which is a shortened form of it."""
        new = Finding(kind=FindingKind.NEW, is_at_known_address=is_at_known_address)
        sketch = await self.sketch()
        near = await self._store.read(lambda c: copies.near_sketches(c, sketch, guild=guild))
        likely = [(number, known) for number, known in near if may_be_one(sketch, known)]
        likely.sort(key=lambda one: (-sketch.estimate(one[1]), one[0]))
        numbers = [number for number, _ in likely[:_COMPARED]]
        if not numbers:
            return new
        known = await self._store.read(lambda c: copies.known_texts(c, numbers, guild=guild))
        texts = [one for one in known if one.is_whole]
        said = await self._readers.twins(self._text.text, tuple(one.text for one in texts))
        found = [(twin, like, one) for one, (twin, like) in zip(texts, said, strict=True) if _counts(twin, one, guild)]
        if not found:
            return new
        twin, like, one = max(found, key=lambda each: _closeness(each[1], each[2].article))
        kind = FindingKind.COPY if twin is Twin.COPY else FindingKind.FULLER
        return Finding(
            kind=kind,
            known=one,
            similarity=like.of_new,
            of_known=like.of_known,
            is_at_known_address=is_at_known_address,
        )


def _counts(twin: Twin, one: KnownText, guild: GuildId | None) -> bool:
    """Return whether a twin stands in the way of reading: a fuller text replaces a server's own article only."""
    return twin is Twin.COPY or (twin is Twin.FULLER and one.guild == guild)


def _closeness(like: Likeness, number: ArticleId) -> tuple[float, int]:
    return (like.jaccard, -number)


def is_same_address(one: str | None, other: str | None) -> bool:
    """Return whether two addresses lead to one page; no address is none."""
    return one is not None and other is not None and canonical_url(one) == canonical_url(other)
