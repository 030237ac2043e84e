"""Filters' words: any text is a rule or refused in words, and no rule looks through an entry for long."""

from time import thread_time

from bot.model.errors import InvalidInputError
from bot.model.topics import MOST_WORDS, EntryFacts, Scope, Topic, Topics
from bot.topics.judge import judge
from bot.topics.parse import parse_words, stored_words
from bot.topics.patterns import DOCUMENT_S
from bot.topics.rule import written
from tests.fuzz.target import Target, told

_SLACK_S = 0.8
"""What compiling and folding may take beside the searches, in seconds of work: waiting for a busy machine is none."""
_TEXTS = (
    "Tariffs on trade war sport " * 40,
    "a" * 19_999 + "!",
    "ab" * 9_000 + "\n" + "é外" * 500,
    "",
)


def _check(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    for typed in {text, text[:MOST_WORDS]}:
        _check_text(typed)


def _check_text(text: str) -> None:
    begun = thread_time()
    try:
        rule = parse_words(text)
    except InvalidInputError as refused:
        told(refused)
        assert thread_time() - begun < _SLACK_S, "slow to refuse"
        return
    again = written(rule)
    assert stored_words(again) == rule
    assert thread_time() - begun < _SLACK_S, "slow to parse"
    topic = Topic(name="Fuzz", words=text, scope=Scope.ANYWHERE)
    for entry in _TEXTS:
        begun = thread_time()
        verdict = judge(Topics(followed=(), filters=(topic,)), EntryFacts(title=entry[:200], text=entry, events=()))
        assert thread_time() - begun < DOCUMENT_S + _SLACK_S, "slow to judge"
        (judged,) = verdict.judged
        assert not verdict.undecided
        assert (judged.fits, judged.miss is None) in {(True, True), (False, False)}


FILTERS = Target(
    name="filters",
    seeds=(
        b'tariff* OR "trade war" NOT title:sport',
        "(visa OR “work permit”) -student title:(a b)".encode(),
        b"/" + b"(" * 20 + b"a" + b")+" * 20 + b"/",
        b"/" + b"(" * 12 + b"a|b" + b")+c" * 12 + b"{20}/ /(?:" + b"a?" * 60 + b"){1000}/",
        rb"/ban(s|ned)?\b.{0,20}chips/ OR /(a+)+$/ -/(?:a|b|ab)*c/",
        b"/(?=(a+))a*b/ /[[:alpha:]]{2,5}\\/x/ NOT NOT (a OR (b AND (c OR d)))",
    ),
    words=(
        *(b" OR ", b" AND ", b"NOT ", b"-", b"(", b")", b'"', "”".encode(), b"*", b"/", b"\\", b"title:", b"TITLE:"),
        *(b"((", b"))", b")+", b")*c", b"){20}"),
        *(b"/(a+)+b/", b"(?:", b"(?=", b"(?<!", b"(?R)", b"(?P<x>", b"{2,5}", b"{999}", b"{e<=3}", b"[^", b"[[", b"--"),
        *(b"\\1", b"\\p{L}", b"\\N{", b"\\x", b"|", b"+?", b"^", b"$", "É".encode(), "ß".encode(), "外".encode()),
    ),
    check=_check,
    longest_s=6.0,
)
