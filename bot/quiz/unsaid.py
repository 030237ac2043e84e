"""Words that say nothing without their report: goods without a name, papers, gifts, bans of nobody knows what."""

import re
from collections.abc import Iterator

from bot.quiz import lexicon

_BARE_GOODS = re.compile(
    r"\b(?:halt|stop|suspend|cut|cut off|resume|reduce)(?:ped|ed|d)? (?:the |all |its )?"
    r"(?:deliver(?:y|ies)|supplies|shipments?|sales?)\b(?! of\b)",
    re.IGNORECASE,
)
"""Goods without a word for what they are, which the sentence before had: "halted deliveries"."""
_BARE_PAPERS = re.compile(
    r"\b(?:exchanged? (?:the )?(?:papers|documents|instruments|notes|letters)|"
    r"(?:sign|initial|ratify|tear up|tore up)(?:ed)? the (?:paper|papers|document|documents|text))\b"
    r"(?! (?:of|on|about|that)\b)"
)
_HANGING = re.compile(
    r"\bin (?:response|return|retaliation|reply|answer|turn|kind|protest)\b(?! (?:to|for|at|over|against)\b)|"
    r"\bin an? (?:[a-z]+ )?(?:rebuke|row|dispute|quarrel|protest)\b(?! (?:to|for|at|over|about|with|against|of)\b)"
)
"""An answer to nobody knows what, which the sentence before had: "severed relations in response"."""
_UNSENT = re.compile(
    r"\bto (?:send|supply|provide|deliver|give|lend|sell|transfer|hand over)\b"
    r"(?!.* (?:to|into|for(?! fear\b)) )(?! [A-Z])"
)
"""A thing that is sent nobody knows where to, which the sentence before had: "refused to send weapons"."""
_BARE_WAY = re.compile(
    r"(?:\bfrom (?:leaving|entering|flying|landing|sailing|returning|crossing|travell?ing)|"
    r"\b(?:forbade|forbid|prohibited|barred)\b[^.?,]* to (?:leave|enter|return|land|fly))"
    r"(?=[?.,;]|$| (?:in (?:[A-Z]\w+ )?\d|(?:on|at|after)\b|in (?![A-Z])))"
)
"""What people are kept from, without the place: "barred Malaysians from leaving"."""
_MEMBERSHIP = re.compile(
    r"(?<!EU )(?<!NATO )(?<!Union )(?<!WTO )(?<!UN )\b(?:membership|accession) "
    r"(?:talks|negotiations|bid|application|process)\b(?! (?:with|to|of|in (?!(?:[A-Z]\w+ )?\d{4}))\b)"
)
"""Talks on joining nobody knows what: "blocked Croatia's membership talks"."""
_SEVERAL_ENVOYS = re.compile(r"\b(?:its|their|his|her) (?:ambassadors|envoys)\b(?!.* and )")
"""Envoys to several states of which one is told: "its ambassadors to the EU [and to Poland]"."""
_MATTER = (
    r"(?:case|affair|matter|issue|incident|row|dispute|move|decision|deal|episode|killings?|attacks?|arrests?|ruling|"
    r"report|steps?|sale|vote|measures?|remarks|comments|trial|verdict|seizure|raid|shooting|crackdown|coup|crisis)"
)
_AT_END = r"(?=[?.,;]|$| (?:in|on) (?:\d|[A-Z]\w+ \d))"
_UNKNOWN = re.compile(
    r"\b(?:the (?:{plain} ){{0,2}}(?!(?:{known})\b){plain}|(?:the|this|that) [A-Z][\w-]+ {matter}|"
    r"(?:these|those) (?:{plain} ){{0,2}}{plain}){end}".format(
        plain=r"(?!(?:of|on|to|for|in|by|with|at|from|between|that|which|who|and|or|[a-z]+ed|done|made)\b)[a-z’'-]+",
        known="|".join(lexicon.words("lint", "known_by_themselves")),
        matter=_MATTER,
        end=_AT_END,
    )
)
"""Something definite that only the sentence before had told: "over the case", "a reprisal for the Mirage deal"."""
_CUT_AIM = re.compile(rf"\bto [a-z]+ (?:jointly|together|mutually){_AT_END}")
"""What two were to do together, without its object: "agreed to check jointly [whether …]"."""
_MATTERS = re.compile(
    rf"\bto (?:calm|settle|mend|ease|discuss|smooth over|clear up) (?:matters|things|tensions?){_AT_END}"
)
"""Matters that the sentence before had told."""
_ANY_PAPERS = re.compile(
    r"\b(?:(?:a|the) (?:series|number|set|package|raft) of|several|some|two|three|four|five|six|\d+) (?:[a-z]+ )?"
    r"(?:agreements|deals|documents|accords|memorand(?:a|ums))\b(?! (?:on|about|for|to|covering|that)\b)"
)
"""Papers of which not one is told."""
_MORE = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|several|\d+) (?:more|other|further)\b|"
    r"\b(?:another|a further) (?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b"
)
"""A number that adds to one that was told before: "six more Britons"."""
_ANYBODYS = re.compile(
    r"\bon (?:(?:some|several|senior|two|three|four|five|\d+) )*"
    r"(?:officials|individuals|people|companies|firms|entities)"
    r"(?=[?.,;]|$| (?:in|over|for)\b)"
)
"""Measures on people of nobody knows which country: "imposed sanctions on officials"."""
_BARE_TIES = re.compile(
    r"^(?!.*\b[Ww]ith which\b).*\b(?:its|their) (?:diplomatic )?(?:ties|relations|links)\b(?! (?:with|to|between)\b)"
)
"""Ties with nobody knows whom: "cut its ties under pressure from Libya"."""
_FOR_TO = re.compile(
    r"\b[Ff]or which country did .* (?:invitation|call|request|demand|permission|plan|deadline|appeal|offer)s? to [a-z]"
)
"""Who was to do something, asked as if it were done for him: "for which country did they take back an invitation"."""
_CROWDS = re.compile(
    r"\b(?:the|[Tt]hese|[Tt]hose) (?i:Islamists|rebels|militants|insurgents|guerrillas|gunmen|protesters|demonstrators|"
    r"students|separatists|jihadists|fighters|kidnappers|hijackers|pirates|attackers|assailants)\b(?! (?:of|in|from)\b)"
)
"""A crowd that the sentence before had told."""
_BETWEEN = re.compile(r"\bbetween the (?:two |[a-z-]+ )*(?:ministers|leaders|presidents|premiers)\b(?! of\b)")
"""Talks of those whom the sentence before had told: "the meeting between the foreign ministers"."""
_BARE_WORD = re.compile(
    r"\b[a-z]+ (?:described|regarded|considered|deemed|labelled|termed|accused|suspected|convicted|called|known)"
    rf"{_AT_END}"
)
"""Somebody of whom it was told as what he goes: "children described [as abandoned]"."""
_UNSAID = (
    (_BARE_WORD, "it is not said as what somebody goes, or of what he is suspected"),
    (_UNKNOWN, "something definite is not explained"),
    (_CUT_AIM, "it is not said what was to be done together"),
    (_CROWDS, "it is not said who they were"),
    (_FOR_TO, "it is asked as if it were done for somebody"),
    (_BETWEEN, "it is not said who they were"),
    (_MATTERS, "it is not said what the matters were"),
    (_ANY_PAPERS, "it is not said what the papers were"),
    (_BARE_TIES, "it is not said with whom the ties were"),
    (_MORE, "it is not said than what it was more"),
    (_ANYBODYS, "it is not said whose people they were"),
    (_MEMBERSHIP, "it is not said what was to be joined"),
    (_SEVERAL_ENVOYS, "it is not said where else envoys were called from"),
    (_BARE_GOODS, "it is not said what was delivered"),
    (_BARE_PAPERS, "it is not said what the papers were"),
    (_HANGING, "it is not said what it answered"),
    (_UNSENT, "it is not said where to it was sent"),
    (_BARE_WAY, "it is not said what was left or entered"),
)


def unsaid(text: str) -> Iterator[str]:
    """Yield what a stem or an option of a question leaves unsaid; nothing where it stands alone."""
    return (reason for sign, reason in _UNSAID if sign.search(text) is not None)
