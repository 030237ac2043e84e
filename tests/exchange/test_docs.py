"""What docs/exchange.md says of files is what files hold."""

import json
import re
from pathlib import Path
from typing import Any

from bot.exchange import csv_form, json_form
from bot.model.exports import Form, Wish
from bot.model.records import Dataset
from tests.cards import samples as s
from tests.cards.test_records import record

DOCS = (Path(__file__).parents[2] / "docs" / "exchange.md").read_text(encoding="utf-8")


def section(name: str) -> str:
    """Return the part of the page on one form."""
    return re.split(r"\n\*\*(?=[A-Z])", DOCS.split(f"**{name}** ", 1)[1])[0]


def names(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {name for one in value.values() for name in names(one)}
    return {name for one in value for name in names(one)} if isinstance(value, list) else set()


def test_every_column_of_a_table_is_told_in_its_order() -> None:
    told = re.findall(r"`(\w+)`", section("CSV").split("Columns:")[1].split("`proof` is")[0])
    assert tuple(told) == csv_form.COLUMNS


def test_every_field_of_data_is_told() -> None:
    head = json.loads(json_form.head(Wish(form=Form.JSON, pair=s.PAIR), s.NOON) + json_form.tail(0))
    entries = [json.loads(json_form.event_entry(s.stored())), json.loads(json_form.record_entry(record()))]
    told = set(re.findall(r"`(?:\{?)(\w+)", section("JSON"))) | {"first", "last", "kind"}
    assert names([head, *entries]) <= told


def test_every_data_set_and_form_is_told() -> None:
    assert all(f"import {dataset.value}" in DOCS for dataset in Dataset)
    assert "|".join(form.value for form in Form) in DOCS
