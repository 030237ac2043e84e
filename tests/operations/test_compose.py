"""The compose file and the Procfile against the program: no container runs in a test, so each word is looked up."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.__main__ import _parser
from bot.model.processes import EVERY_ROLE, Role, roles_named
from config.settings import Settings, environment_name

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
BOTS = {name: service for name, service in SERVICES.items() if name != "postgres"}
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def role_of(command: list[str]) -> frozenset[Role]:
    """Return the roles that a command line gives a process, as the program reads it."""
    assert command[:3] == ["python", "-m", "bot"]
    named = _parser().parse_args(command[3:]).role
    return EVERY_ROLE if named is None else roles_named(named)


def test_every_role_has_a_service_of_its_name() -> None:
    assert {name: role_of(service["command"]) for name, service in BOTS.items()} == {
        role.value: frozenset({role}) for role in Role
    }


def test_the_procfile_begins_with_the_worker_and_has_every_role() -> None:
    lines = (ROOT / "Procfile").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "worker: python -m bot"
    found = {name: role_of(shlex.split(command)) for name, _, command in (line.partition(": ") for line in lines)}
    assert found == {"worker": EVERY_ROLE, **{role.value: frozenset({role}) for role in Role}}


@pytest.mark.parametrize("name", BOTS)
def test_a_service_is_set_up_with_settings_that_there_are(name: str) -> None:
    known = {environment_name(field): field for field in Settings.model_fields}
    environment = BOTS[name]["environment"]
    assert environment.keys() <= known.keys()
    assert ("DISCORD_TOKEN" in environment) is (name != Role.READER)
    filled = {key: re.sub(r"\$\{\w+(:[?-][^}]*)?\}", "secret1", value) for key, value in environment.items()}
    filled["BACKCHANNEL_SHARDS"] = ""
    values = {known[key]: value for key, value in filled.items() if value}
    assert Settings.model_validate({**values, "roles": name}).role_set == {Role(name)}


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_has_no_right_that_it_does_not_need(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert "ports" not in service  # nothing is reached from outside
    assert ("cap_add" in service) is (name == "postgres")


def test_no_secret_stands_in_the_file() -> None:
    secrets = [
        value
        for service in SERVICES.values()
        for key, value in service["environment"].items()
        if "PASSWORD" in key or "TOKEN" in key
    ]
    assert len(secrets) == 3
    assert all(re.fullmatch(r"\$\{\w+:\?[^}]+\}", value) for value in secrets)


def test_the_store_is_the_service_and_the_database_that_there_are() -> None:
    postgres = SERVICES["postgres"]["environment"]
    for service in BOTS.values():
        address = service["environment"]["BACKCHANNEL_DATABASE_URL"]
        found = re.fullmatch(r"postgresql\+asyncpg://(\w+):(\$\{POSTGRES_PASSWORD:[^}]+\})@(\w+)/(\w+)", address)
        assert found is not None
        assert found.groups() == (
            postgres["POSTGRES_USER"],
            postgres["POSTGRES_PASSWORD"],
            "postgres",
            postgres["POSTGRES_DB"],
        )
        assert service["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    assert "--encoding=UTF8" in postgres["POSTGRES_INITDB_ARGS"]


def test_the_image_is_the_repositorys_own_and_its_health_is_asked_where_it_is_served() -> None:
    for service in BOTS.values():
        assert (ROOT / service["build"] / "Dockerfile").is_file()
        assert service["environment"]["BACKCHANNEL_HEALTH_PORT"] == "8080"
        assert "healthcheck" not in service  # the Dockerfile's, which asks that port
    assert "HEALTHCHECK" in DOCKERFILE
    assert "USER 10001" in DOCKERFILE


def test_a_bot_writes_nowhere_but_where_it_may() -> None:
    """The root can't be written: Python leaves no caches there, and the store is elsewhere."""
    assert "PYTHONDONTWRITEBYTECODE=1" in DOCKERFILE
    assert all(service["tmpfs"] == ["/tmp", "/store"] for service in BOTS.values())  # noqa: S108 (the container's own)
    assert "VOLUME /store" in DOCKERFILE  # each container would leave an unnamed one behind, were it not covered
