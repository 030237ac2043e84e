"""Colours, signs and Discord's limits: the one table that every card is built from."""

from enum import IntEnum
from typing import Final


class Accent(IntEnum):
    """Accent of a card's container. It repeats what the eyebrow says; nothing depends on it."""

    NEWS = 0x2BA39B
    """Summary, sources, timeline, digest, setup."""
    QUIZ = 0x9B84EC
    """Everything of the game."""
    DESK = 0x80889A
    """Settings, confirmation, empty state."""
    CARE = 0xE0A33A
    """Abstention, missing permission, pause."""
    FAULT = 0xD0604A
    """Errors."""


NBSP: Final = "\N{NO-BREAK SPACE}"
ELLIPSIS: Final = "…"
MIDDOT: Final = " · "
"""Between the parts of one line."""
TO: Final = "→"
BOTH: Final = "⇄"
DASH: Final = "–"

MAX_COMPONENTS: Final = 40
MAX_TEXT: Final = 4000
PLANNED_TEXT: Final = 3000
"""Characters that a card plans for; the rest is for escapes and long names."""
MAX_BODY_BYTES: Final = 10_000
PLANNED_BYTES: Final = 9000
MAX_ROW: Final = 5
MAX_LABEL: Final = 80
OWN_LABEL: Final = 20
"""Characters of a label of our own words; options of a quiz may be longer."""
MAX_OPTIONS: Final = 25
MAX_OPTION: Final = 100
MAX_PLACEHOLDER: Final = 150
MAX_CUSTOM_ID: Final = 100
MAX_URL: Final = 512
MAX_DESCRIPTION: Final = 1024
MAX_ALT: Final = 400
"""Characters of a picture's alternative text that a card plans for."""
MAX_INPUT: Final = 4000

TITLE: Final = 90
STEM: Final = 200
FOOT: Final = 200
EVENT_SENTENCE: Final = 160
POINT: Final = 320
EXPLANATION: Final = 240
QUOTE: Final = 300

BAROMETER: Final = "barometer.png"
"""The file name of a barometer's chart."""
TIMELINE: Final = "timeline.png"
"""The file name of a time line's picture."""
