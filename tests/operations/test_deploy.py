"""The files for operators in `deploy/`, and the Dockerfile: they name what is there, and nothing else."""

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import _parser
from bot.operations.ending import LONGEST_STOP_S
from bot.operations.metrics import Metrics
from config.settings import Settings, environment_name
from data.vitals import StoreVitals

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
SETTINGS = {environment_name(name) for name in Settings.model_fields}
SERIES = re.compile(r"\b(?:backchannel|process)_[a-z_]+")


def rendered() -> str:
    """Return what a bot exports once something of each kind has happened."""
    metrics = Metrics()
    metrics.lagged(0.1)
    metrics.used_store("read", 0.1)
    metrics.answered("/events", "done", 0.1)
    metrics.delivered("sent")
    metrics.read_article("read")
    metrics.looked_at_feed("new")
    metrics.asked_discord(429)
    metrics.limited("search", "user")
    metrics.backed_up(datetime(2024, 1, 1, tzinfo=UTC))
    vitals = StoreVitals(pending=0, oldest_s=0, games=0)
    told = metrics.rendered(guilds=1, tick_ages_s={"digests": 1.0}, store=vitals, roles=("poster",), is_posting=True)
    return told.decode()


def exported() -> dict[str, set[str]]:
    """Return every series that is exported, with its labels' names."""
    told = rendered()
    series: dict[str, set[str]] = {}
    for name, labels in re.findall(r"^([a-z_]+)(?:\{(.*)\})? ", told, flags=re.MULTILINE):
        series.setdefault(name, set()).update(re.findall(r"(\w+)=\"", labels))
    return series


def expressions(node: Any) -> Iterator[str]:
    """Yield every query of a dashboard."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "expr":
                yield value
            else:
                yield from expressions(value)
    elif isinstance(node, list):
        for one in node:
            yield from expressions(one)


def dashboard() -> Any:
    return json.loads((DEPLOY / "grafana-dashboard.json").read_text(encoding="utf-8"))


def rules() -> list[str]:
    told = (DEPLOY / "prometheus-rules.yml").read_text(encoding="utf-8")
    return re.findall(r"^ +expr: (.+)$", told, flags=re.MULTILINE)


def test_dashboard_and_alarms_name_series_that_are_exported() -> None:
    asked = [*expressions(dashboard()), *rules()]
    assert len(asked) > 25
    named = {name for text in asked for name in SERIES.findall(text)}
    assert named - set(exported()) == set()


def test_every_series_of_ours_stands_on_the_dashboard() -> None:
    shown = {name for text in expressions(dashboard()) for name in SERIES.findall(text)}
    ours = {name for name in exported() if name.startswith("backchannel_") and not name.endswith("_created")}
    families = {re.sub(r"_(bucket|sum|count)$", "", name) for name in ours}
    assert families - {re.sub(r"_(bucket|sum|count)$", "", name) for name in shown} == set()


def test_labels_that_are_asked_for_are_there() -> None:
    known = {"le", "job", "instance", "severity", *(label for labels in exported().values() for label in labels)}
    for text in [*expressions(dashboard()), *rules()]:
        for labels in re.findall(r"by \(([^)]*)\)", text):
            assert {label.strip() for label in labels.split(",")} <= known, text


def test_panels_lie_side_by_side_and_have_numbers_of_their_own() -> None:
    panels = dashboard()["panels"]
    assert len({one["id"] for one in panels}) == len(panels)
    taken: set[tuple[int, int]] = set()
    for one in panels:
        place = one["gridPos"]
        cells = {(place["x"] + x, place["y"] + y) for x in range(place["w"]) for y in range(place["h"])}
        assert not cells & taken, one["title"]
        assert max(x for x, _ in cells) < 24
        taken |= cells


def test_each_alarm_has_a_name_of_its_own_and_a_sentence() -> None:
    told = (DEPLOY / "prometheus-rules.yml").read_text(encoding="utf-8")
    names = re.findall(r"- alert: (\w+)", told)
    assert len(names) == len(set(names)) == len(rules()) == told.count("summary: ") == told.count("severity: ")


def test_every_series_is_documented_and_every_documented_one_exported() -> None:
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    documented, before = set(), ""
    for cell in re.findall(r"^\| (`[^|]*backchannel_[^|]*)\|", page, flags=re.MULTILINE):
        for name in re.findall(r"`([^`]+)`", cell):
            before = name.replace("…", "backchannel", 1) if name.startswith("…") else name
            documented.add(before)
    families = set(re.findall(r"^# TYPE (backchannel_\w+)", rendered(), flags=re.MULTILINE))
    assert documented == {name for name in families if not name.endswith("_created")}


def unit() -> dict[str, list[str]]:
    """Return the unit's settings by name, each with all its values."""
    found: dict[str, list[str]] = {}
    for line in (DEPLOY / "backchannel.service").read_text(encoding="utf-8").splitlines():
        name, is_set, value = line.partition("=")
        if is_set and not line.startswith("#"):
            found.setdefault(name, []).append(value)
    return found


def test_the_unit_starts_a_command_that_there_is_with_settings_that_there_are() -> None:
    told = unit()
    words = shlex.split(told["ExecStart"][0])
    assert words[1:3] == ["-m", "bot"]
    _parser().parse_args(words[3:])
    names = {value.partition("=")[0] for value in told["Environment"]}
    assert names - SETTINGS == {"PYTHONDONTWRITEBYTECODE", "MPLCONFIGDIR"}
    assert not names & {"DISCORD_TOKEN", "BACKCHANNEL_LANGUAGE_MODEL_KEY"}


def test_the_unit_takes_rights_away_and_lets_the_bot_end() -> None:
    told = unit()
    expected = {"NoNewPrivileges": "yes", "ProtectSystem": "strict", "DynamicUser": "yes", "CapabilityBoundingSet": ""}
    assert {name: told[name][0] for name in expected} == expected
    assert float(told["TimeoutStopSec"][0]) > LONGEST_STOP_S + 5
    (store,) = (value for value in told["Environment"] if value.startswith("BACKCHANNEL_DATABASE_URL="))
    assert f"////var/lib/{told['StateDirectory'][0]}/" in store


def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("no systemd-analyze on this machine")
    told = (DEPLOY / "backchannel.service").read_text(encoding="utf-8")
    copy = tmp_path / "backchannel.service"
    copy.write_text(told.replace("/opt/backchannel/.venv/bin/python", "/bin/sh"), encoding="utf-8")
    done = subprocess.run(  # noqa: S603 (the system's own program)
        [program, "verify", str(copy)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_image_is_built_from_the_lock_and_runs_without_rights() -> None:
    told = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    steps = [line.split(None, 1) for line in told.splitlines() if line and not line.startswith(("#", " "))]
    assert any(word == "RUN" and "--require-hashes -r requirements/run.txt" in rest for word, rest in steps)
    users = [rest for word, rest in steps if word == "USER"]
    assert users == ["10001"]
    assert "--uid 10001" in told
    for word, rest in steps:
        if word == "COPY" and not rest.startswith("--from"):
            assert (ROOT / rest.split()[0]).exists(), rest
    (environment,) = (rest for word, rest in steps if word == "ENV")
    names = {one.partition("=")[0] for one in shlex.split(environment)}
    assert names - SETTINGS == {"PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "MPLCONFIGDIR", "HOME"}
    assert [json.loads(rest) for word, rest in steps if word == "CMD"] == [["python", "-m", "bot"]]


def test_what_the_image_copies_is_not_left_out_of_the_build() -> None:
    let_in = {
        line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line.startswith("!")
    }
    copied = re.findall(r"^COPY (?!--from)(\S+)", (ROOT / "Dockerfile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert set(copied) == let_in
