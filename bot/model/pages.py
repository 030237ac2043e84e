"""What a page shows, line by line: the values by which an article is told from a page that has none."""

from dataclasses import dataclass
from enum import StrEnum


class LineKind(StrEnum):
    """What a line of a page is."""

    HEADING = "heading"
    TEXT = "text"
    LINK = "link"
    CONTROL = "control"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLine:
    """One block of a page as it is seen.

    Attributes:
        text: Its words, on one line; never empty.
        kind: LINK where most of it is links; CONTROL for buttons, fields and their labels.
        is_frame: It belongs to the site (menu, foot, side bar, comments) and not to this page.
    """

    text: str
    kind: LineKind
    is_frame: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """A page as it is seen.

    Attributes:
        lines: In the page's order; may be empty.
        title: What the page calls itself in its head, "" where it doesn't.
        fallback: What it says to a browser without scripts, "" where nothing.
        has_password: It has a field for a password.
        has_player: It shows a video or plays a sound.
    """

    lines: tuple[PageLine, ...]
    title: str = ""
    fallback: str = ""
    has_password: bool = False
    has_player: bool = False
