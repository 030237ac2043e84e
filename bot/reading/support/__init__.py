"""Whether an article says what somebody else's sentence says: decided by rules, strictly, and never by the words alone.

What can't be decided counts as unsupported: a true sentence that is dropped costs little, a false one that is shown
costs the reader's trust. Knows nothing of where the sentences come from (docs/adr/0013).
"""

from bot.reading.support.check import Checker

__all__ = ["Checker"]
