"""A small chronology of two countries, with invented people, as text and as a value."""

from bot.model.countries import Gazetteer
from bot.model.ids import CountryCode
from bot.model.offices import Office, OfficeRole, Offices, Term
from bot.model.packs import Pack
from data.reference import load_gazetteer
from data.reference.offices import read_bound
from data.starter.form import read_pack

HEAD = """\
[pack]
id = "nor-chl"
pair = ["NOR", "CHL"]
title = "Norway – Chile"
version = 1
"""
ENTRY = """
[[event]]
id = "2001-05-14-visit"
date = "2001-05-14/2001-05-16"
type = "CONSULT"
mode = "visit"
source = ["Ane Dahl | President | NOR"]
target = ["CHL"]
place = "Santiago"
headline = "Ane Dahl visits Chile with a trade delegation"
context = "Ane Dahl was the first head of state of Norway to come to Chile, and both signed for a ferry line."
about = ["trade", "diplomatic"]
significance = 4
sources = [
  { title = "State visits", publisher = "Fjord Archive", url = "https://fjord.example/visits", primary = true },
  { title = "A visit", publisher = "Andes Post", url = "https://andes.example/1" },
]
checked = 2024-03-14
"""
TREATY = """
[[event]]
id = "1999-02-treaty"
date = "1999-02"
type = "SUPPORT"
source = ["NOR"]
target = ["CHL"]
reciprocal = true
headline = "Norway and Chile sign a fisheries treaty"
context = "The treaty shared the catch of the southern ocean between Norway and Chile for twenty years."
about = ["resource"]
significance = 5
sources = [{ title = "Treaty 12", publisher = "Fjord Archive", url = "https://fjord.example/12" }]
checked = 2024-03-14
"""
TEXT = HEAD + ENTRY + TREATY


def gazetteer() -> Gazetteer:
    """The tables, with the invented people in office."""
    known = load_gazetteer()
    office = Office(
        id="nor-president", country=CountryCode("NOR"), body="", title="President", role=OfficeRole.HEAD, to=None,
        is_shared=False, is_secondary=False, source="invented", checked=None,
    )  # fmt: skip
    term = Term(
        name="Ane Dahl", office=office, since=read_bound("2000-01-01"), until=read_bound("2004-01-01"), is_acting=False
    )
    return Gazetteer(
        countries=known.countries, bodies=known.bodies, persons=known.persons, places=known.places,
        offices=Offices([*known.offices.terms, term]),
    )  # fmt: skip


GAZETTEER = gazetteer()


def pack(text: str = TEXT) -> Pack:
    """The chronology, or another text's."""
    return read_pack(text, GAZETTEER.countries)
