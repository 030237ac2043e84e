"""What is gathered of the code, and what becomes of translations when the code says something else."""

import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from bot.languages.harvest import UnmarkedError, carried_over, template_of, texts_of, written

ROOT = Path(__file__).parents[2]
SOURCE = """
a = say("one {a} " "two", a=1)
b = say_n("{n} event", "{n} events", 3, x=1)
c = say_as(
    "button",
    "Open",
)
d = noted("kept")
e = say(TABLE[k])
# Translators: of a door
f = say("shut" if x else "ajar")
g = say("outer {v}", v=say("inner"))
h = print("not this")
i = told("late {a}", a=1)
j = told_n("{n} fault", "{n} faults", 2)
k = told_as("heading", "Not yet")
l = recalled(kept)
"""


def gathered(source: str) -> list[tuple[str | None, tuple[str, ...], str]]:
    return [(one.context, one.forms, one.comment) for one in texts_of(source, "bot/x.py")]


def test_each_marked_text_is_found() -> None:
    assert gathered(SOURCE) == [
        (None, ("one {a} two",), ""),
        (None, ("{n} event", "{n} events"), ""),
        ("button", ("Open",), ""),
        (None, ("kept",), ""),
        (None, ("shut",), "of a door"),
        (None, ("ajar",), "of a door"),
        (None, ("outer {v}",), ""),
        (None, ("inner",), ""),
        (None, ("late {a}",), ""),
        (None, ("{n} fault", "{n} faults"), ""),
        ("heading", ("Not yet",), ""),
    ]


@pytest.mark.parametrize("source", ['say(f"hello {a}")', 'say("a" + b)', 'say_n("one", 3)[0]', 'say_as("x")'])
def test_what_no_catalogue_can_have_is_refused(source: str) -> None:
    with pytest.raises(UnmarkedError):
        gathered(source)


def test_one_text_is_not_said_both_with_and_without_a_plural() -> None:
    with pytest.raises(UnmarkedError):
        template_of(texts_of('say("event")\nsay_n("event", "events", 2)', "bot/x.py"))


def test_translations_survive_what_the_code_drops_and_says_again() -> None:
    before = template_of(texts_of('say("One")\nsay("Two")\nsay_n("{n} a", "{n} b", n)', "bot/x.py"))
    german = carried_over(Catalog(locale="de"), before)
    german["Two"].string = "Zwei"
    german["{n} a"].string = ("{n} A", "{n} B")
    less = carried_over(german, template_of(texts_of('say("One")', "bot/x.py")))
    assert "Zwei" in written(less)
    assert [one.id for one in less if one.id] == ["One"]
    again = carried_over(less, before)
    assert again["Two"].string == "Zwei"
    assert again["{n} a"].string == ("{n} A", "{n} B")
    assert not again.obsolete


def test_two_senses_of_one_word_are_both_kept_when_the_code_drops_them() -> None:
    before = template_of(texts_of('say_as("state", "Open")\nsay_as("button", "Open")', "bot/x.py"))
    german = carried_over(Catalog(locale="de"), before)
    for message in german:
        message.string = {"state": "Offen", "button": "Öffnen"}.get(message.context or "", "")
    less = written(carried_over(german, template_of([])))
    assert "Offen" in less
    assert "Öffnen" in less


def test_the_same_texts_make_the_same_file() -> None:
    template = template_of(texts_of(SOURCE, "bot/x.py"))
    text = written(carried_over(Catalog(locale="ru"), template))
    assert text == written(carried_over(Catalog(locale="ru"), template))
    assert "Date" not in text
    assert "#: bot/x.py\n" in text


def test_the_catalogues_fit_the_code() -> None:
    done = subprocess.run(
        [sys.executable, "tools/catalogues.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
