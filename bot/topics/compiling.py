"""What a regular expression would cost to compile, told from its text alone. Pure; knows no server and no filter.

`regex` writes a repeated part out as often as its count says, and more than once for each repeated group round
another: twenty such groups take seconds and gigabytes, and no time limit holds while it compiles.

Source: measured with regex 2026.11.19: at most two microseconds for each part that is written out.
"""

from dataclasses import dataclass
from typing import Final

import regex

MOST_NESTED: Final = 3
"""Groups with a + * or {} within each other."""
MOST_PARTS: Final = 15_000
"""Characters, classes and assertions of an expression, each as often as the counts round it say."""

_TOKEN: Final = regex.compile(
    r"""(?P<part> \\[pPN]\{[^{}]*\} | \\. | \[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\] )
    | (?P<open> \((?:\?(?:<?[=!]|>|-?i:|:))? )
    | (?P<close> \) )
    | (?P<often> (?:[*+?]|\{(?P<least>\d{1,9})(?:,(?P<most>\d{0,9}))?\})[?+]? )
    | (?P<other> . )""",
    regex.VERBOSE | regex.DOTALL,
)
_POSIX: Final = regex.compile(
    r"\[:\^?(?!(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What an expression would cost.

    Attributes:
        parts: Its characters, classes and assertions, each as often as it is written out.
        nested: How many repeated groups stand within each other at most.
        is_sure: False where its brackets don't match, or a class is none that is known here.
    """

    parts: int
    nested: int
    is_sure: bool = True


@dataclass(slots=True)
class _Group:
    """A group that is read; `last` and `last_nested` are those of its latest part, which a count repeats."""

    parts: int = 0
    nested: int = 0
    last: int = 0
    last_nested: int = 0
    ends_in_group: bool = False

    def add(self, parts: int, nested: int = 0, *, is_group: bool = False) -> None:
        self.parts += parts
        self.nested = max(self.nested, nested)
        self.last, self.last_nested, self.ends_in_group = parts, nested, is_group

    def repeat(self, times: int) -> None:
        """Repeat the latest part; one more level of nesting where that is a group."""
        self.last_nested += self.ends_in_group
        self.parts += self.last * (times - 1)
        self.last *= times
        self.nested = max(self.nested, self.last_nested)


def cost_of(text: str) -> Cost:
    """Return what an expression would cost to compile, rather too much than too little."""
    groups, is_sure = [_Group()], True
    for found in _TOKEN.finditer(text):
        if found["open"]:
            groups.append(_Group())
        elif found["close"]:
            inner = groups.pop()
            if not groups:
                return Cost(parts=inner.parts, nested=inner.nested, is_sure=False)
            groups[-1].add(inner.parts + 1, inner.nested, is_group=True)
        elif found["often"]:
            if not found["often"].startswith("?"):
                groups[-1].repeat(_times(found, twice=groups[-1].ends_in_group))
        else:
            is_sure = is_sure and not (found[0].startswith("[") and _POSIX.search(found[0], 1))
            groups[-1].add(1)
    whole = groups[0]
    return Cost(parts=whole.parts, nested=whole.nested, is_sure=is_sure and len(groups) == 1)


def _times(found: "regex.Match[str]", *, twice: bool) -> int:
    if found["least"] is None:
        return 2 if twice else 1
    return max(2 if twice else 1, int(found["least"]), int(found["most"] or 0))
