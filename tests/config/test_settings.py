import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.model.errors import StartupError
from bot.model.processes import EVERY_ROLE, Role, ShardRange
from config.settings import Settings, environment_name, load_settings

TABLE = Path(__file__).parents[2] / "docs" / "settings.md"


@pytest.fixture(autouse=True)
def _bare_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(environment_name(name), raising=False)


def test_the_table_of_settings_is_the_model() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \|$", TABLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    documented = {name: default.strip("`") for name, default, _ in rows}
    actual = {
        environment_name(name): "none" if field.default is None else str(field.default)
        for name, field in Settings.model_fields.items()
    }
    assert documented == actual


def test_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "backchannel.toml").write_text("tick_s = 30\nlog_level = 'ERROR'\n", encoding="utf-8")
    monkeypatch.setenv("BACKCHANNEL_TICK_S", "45")
    settings = load_settings()
    assert settings.tick_s == 45
    assert settings.log_level == "ERROR"


def test_a_token_in_dotenv_is_read_and_not_shown(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKEN=a.secret.token\n", encoding="utf-8")
    settings = load_settings()
    assert settings.discord_token == SecretStr("a.secret.token")
    assert "secret" not in repr(settings)


def test_a_language_models_key_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKCHANNEL_LANGUAGE_MODEL_KEY", "a.secret.key")
    settings = load_settings()
    assert settings.language_model_url is None
    assert settings.language_model_key == SecretStr("a.secret.key")
    assert "secret" not in repr(settings)


def test_an_empty_token_is_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "")
    assert load_settings().discord_token is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BACKCHANNEL_TICK_S", "7"),
        ("BACKCHANNEL_TICK_S", "soon"),
        ("BACKCHANNEL_DATABASE_URL", "mysql://x"),
        ("BACKCHANNEL_LOG_FORMAT", "xml"),
        ("BACKCHANNEL_LANGUAGE_MODEL_URL", "ftp://models"),
        ("BACKCHANNEL_LANGUAGE_MODEL_TIMEOUT_S", "1000"),
        ("BACKCHANNEL_ROLES", "postmaster"),
        ("BACKCHANNEL_SHARDS", "0-16/16"),
    ],
)
def test_a_wrong_value_is_named_but_not_repeated(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(StartupError) as caught:
        load_settings()
    assert name in caught.value.user_text
    assert value not in caught.value.user_text.replace(name, "")


SHARED = "postgresql+asyncpg://user:password@host/database"


def test_a_process_has_every_role_and_all_shards() -> None:
    settings = load_settings()
    assert (settings.role_set, settings.shard_range) == (EVERY_ROLE, None)


def test_roles_and_shards_are_read_where_the_store_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKCHANNEL_DATABASE_URL", SHARED)
    monkeypatch.setenv("BACKCHANNEL_ROLES", "gateway,poster")
    monkeypatch.setenv("BACKCHANNEL_SHARDS", "0-7/16")
    settings = load_settings()
    assert settings.role_set == {Role.GATEWAY, Role.POSTER}
    assert settings.shard_range == ShardRange(first=0, last=7, count=16)
    assert load_settings(roles="reader").role_set == {Role.READER}  # the command line goes first


@pytest.mark.parametrize(
    ("name", "value"), [("BACKCHANNEL_ROLES", "poster"), ("BACKCHANNEL_SHARDS", "0-7/16")], ids=["roles", "shards"]
)
def test_a_store_in_a_file_takes_one_process(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(StartupError) as caught:
        load_settings()
    assert name in caught.value.user_text
    assert "need PostgreSQL" in caught.value.user_text


def test_a_store_in_a_file_takes_a_number_of_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKCHANNEL_SHARDS", "0-3/4")
    assert load_settings().shard_range == ShardRange(first=0, last=3, count=4)


def test_a_broken_toml_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "backchannel.toml").write_text("tick_s = = 3", encoding="utf-8")
    with pytest.raises(StartupError, match=r"backchannel\.toml"):
        load_settings()
