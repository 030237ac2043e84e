"""The clause that a question is made from: its parts, told and asked in the past."""

from dataclasses import dataclass

from bot.model.statement import StatementPart


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause's parts.

    Attributes:
        subject: As printed, with a leading "the" in lower case.
        is_plural: Whether the subject takes "were".
        lemma: The verb's base form; "" where an auxiliary bears the tense (`aux`).
        aux: "" for a simple past, "had" or "was"/"were" where `rest` begins with a participle, "due" for the future.
        past: Simple past or participle with which the predicate begins.
        rest: What follows the verb, without dates; with a leading blank, or empty.
        has_date: Whether a date could not be taken out of it.
        adverb: What stands before the verb, "" for nothing.
        parts: What `rest` is made of, where that is known.
        joined: Verbs joined to the clause's own, as they stand in `rest` and as they stand behind "did":
            ("and met", "and meet").
    """

    subject: str
    is_plural: bool
    lemma: str
    aux: str
    past: str
    rest: str
    has_date: bool
    adverb: str = ""
    parts: tuple[StatementPart, ...] = ()
    joined: tuple[tuple[str, str], ...] = ()

    def told(self, subject: str | None = None, *, is_plural: bool | None = None) -> str:
        """Return the clause in the past: "China turned down …", "Blinken was due to visit …"."""
        return f"{self.subject if subject is None else subject} {self.predicate(is_plural=is_plural)}"

    def predicate(self, *, is_plural: bool | None = None) -> str:
        """Return what the subject did, in the past."""
        be = "were" if (self.is_plural if is_plural is None else is_plural) else "was"
        adverb = f"{self.adverb} " if self.adverb else ""
        if self.aux == "due":
            return f"{be} due to {adverb}{self.lemma}{self.rest}"
        if self.lemma == "be":
            return f"{be}{self.rest}"
        if self.aux in {"was", "were"}:
            return f"{be} {adverb}{self.past}{self.rest}"
        return f"{self.aux} {adverb}{self.past}{self.rest}".strip()

    def asked(self, subject: str, rest: str | None = None) -> str:
        """Return the clause as the tail of a question: "did China turn down …", "was Blinken due to visit …".

        Args:
            subject: The words for the subject.
            rest: Instead of the clause's own rest.
        """
        rest = self.bare(self.rest if rest is None else rest)
        be = "were" if self.is_plural else "was"
        adverb = f"{self.adverb} " if self.adverb else ""
        if self.aux == "due":
            return f"{be} {subject} due to {adverb}{self.lemma}{rest}"
        if self.lemma == "be":
            return f"{be} {subject}{rest}"
        if self.aux in {"was", "were"}:
            return f"{be} {subject} {adverb}{self.past}{rest}"
        if self.aux == "had":
            return f"had {subject} {adverb}{self.past}{rest}"
        return f"did {subject} {adverb}{self.lemma}{rest}"

    def bare(self, rest: str) -> str:
        """Return a rest, or a part of it, as it stands behind a base form: "visit China and meet …"."""
        for told, base in () if self.aux else self.joined:
            rest = rest.replace(f" {told} ", f" {base} ")
        return rest
