"""What a user may set, and where each value comes from: flag, then environment, then `onrecord.toml`, then default.

Flags are passed to `load` as `given`. Read nothing at import: a run is told its settings, it never looks them up.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from flows.outcomes import UsageError

HOME = Path(__file__).resolve().parent.parent
"""The folder of `sql/`, `seeds/`, `expectations/` and `models/`."""

CONFIG_FILE = Path("onrecord.toml")


class Settings(BaseSettings):
    """Everything that a user may set; `onrecord doctor` prints the values in force."""

    model_config = SettingsConfigDict(env_prefix="ONRECORD_", toml_file=CONFIG_FILE, extra="forbid", frozen=True)

    warehouse: Path = Field(default=Path("warehouse"), description="Folder of the warehouse")
    model: str = Field(
        default=str(HOME / "models" / "en_onrecord_sm"),
        description="spaCy pipeline: a folder, or the name of an installed one such as en_core_web_sm",
    )
    seeds: Path = Field(default=HOME / "seeds", description="Folder of the reference tables")
    languages: frozenset[str] = Field(default=frozenset({"en"}), description="Languages that are extracted, ISO 639-1")
    time_zone: str = Field(default="UTC", description="Time zone in which a night is named and scheduled")
    task_runner: Literal["processes", "threads"] = Field(
        default="processes", description="How shards run at once: processes (one machine) or threads (one process)"
    )
    workers: int = Field(default=2, ge=1, le=64, description="Shards that are extracted at once")
    shard_size: int = Field(default=50, ge=1, le=10_000, description="Articles in a shard")
    keep_versions: int = Field(default=14, ge=1, description="Published files that are kept")
    keep_runs: int = Field(default=14, ge=1, description="Run folders that are kept")

    @field_validator("time_zone")
    @classmethod
    def _is_a_time_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError(f"{value!r} is not a time zone; write it like Europe/Istanbul")
        return value

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which a night is named."""
        return ZoneInfo(self.time_zone)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load(**given: Any) -> Settings:
    """The settings in force; `given` are flags, of which a None was not given.

    Raises `UsageError` that names the setting, what is wrong with it and where it may have come from.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{CONFIG_FILE} is not valid TOML: {error}") from None
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'settings'}: {e['msg']}" for e in error.errors())
        raise UsageError(f"A setting is wrong (flag, ONRECORD_… variable or {CONFIG_FILE}): {problems}") from None
