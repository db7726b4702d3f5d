"""The settings and their sources: flag, then environment, then `onrecord.toml`, then default.

Flags are passed to `load` as `given`. Nothing is read at import: a run gets its settings, and never looks them up.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from flows.enums import Severity
from flows.errors import UsageError
from flows.setting_checks import find_nearest, list_names, require_time_zone
from flows.settings_sections import MIB as MIB
from flows.settings_sections import Fetching as Fetching
from flows.settings_sections import Limits as Limits
from flows.settings_sections import Source as Source


def find_home(package: Path) -> Path:
    """The folder of `sql/`, `seeds/`, `expectations/` and `models/`, for the package `flows` in the folder `package`.

    An installed wheel carries them as `flows/data`; in a checkout they lie beside the package.
    """
    data = package / "data"
    return data if data.is_dir() else package.parent


HOME = find_home(Path(__file__).resolve().parent)
"""The folder of `sql/`, `seeds/`, `expectations/` and `models/` in force."""

CONFIG_FILE = Path("onrecord.toml")
NO_CONTACT = "requests carry no contact address for the servers' owners: set `contact` in the section [fetching]"


class Settings(BaseSettings):
    """All settings; `onrecord doctor` prints the values in force."""

    model_config = SettingsConfigDict(
        env_prefix="ONRECORD_",
        env_nested_delimiter="__",
        # An empty path would mean the current folder.
        env_ignore_empty=True,
        toml_file=CONFIG_FILE,
        extra="forbid",
        frozen=True,
    )

    warehouse: Path = Field(default=Path("warehouse"), description="Folder of the warehouse")
    model: str = Field(
        default=str(HOME / "models" / "en_onrecord_sm"),
        description="spaCy pipeline: a folder, or the name of an installed one such as en_core_web_sm",
    )
    seeds: Path = Field(default=HOME / "seeds", description="Folder of the reference tables")
    languages: Annotated[frozenset[str], NoDecode] = Field(
        default=frozenset({"en"}), description="Languages that are extracted, ISO 639-1"
    )
    time_zone: str = Field(default="UTC", description="Time zone of the date of a night and of the schedule")
    task_runner: Literal["processes", "threads"] = Field(
        default="processes", description="How shards run in parallel: processes (one machine) or threads (one process)"
    )
    workers: int = Field(default=2, ge=1, le=4096, description="Shards that are extracted in parallel")
    dask_scheduler: str | None = Field(
        default=None,
        description="Address of a Dask scheduler, such as tcp://10.0.0.5:8786; its workers then extract the shards",
    )
    dask_folder: str | None = Field(
        default=None,
        description="Folder or address (s3://…) through which the run and the Dask workers exchange files; "
        "default: `shared` in the warehouse, for machines that all see it",
    )
    shard_words: int = Field(default=25_000, ge=1, le=1_000_000, description="Words of the articles in a shard")
    refresh: int = Field(
        default=0,
        ge=0,
        le=100_000,
        description="Articles with the oldest extractor that every night extracts again, beside its own",
    )
    full_check_days: int = Field(
        default=7,
        ge=0,
        description="Days after which the SQL checks read all rows again, not tonight's alone; 0: always",
    )
    keep_versions: int = Field(default=14, ge=1, description="Published files that are kept")
    keep_runs: int = Field(default=14, ge=1, description="Run folders that are kept")
    alert_to: SecretStr = Field(
        default=SecretStr(""), description="Where alerts go: Apprise addresses (mail, webhook …), separated by spaces"
    )
    alert_at_least: Severity = Field(
        default=Severity.WARNING, description="Mildest severity that is notified: critical, warning or info"
    )
    heartbeat_url: SecretStr = Field(
        default=SecretStr(""),
        description="Address that every published night calls, so that a monitor can notice a missing night",
    )
    site_whole_texts: bool = Field(
        default=False, description="Whether the site shows whole articles, not only the sentences around quotes"
    )
    site_fewest_articles: int = Field(
        default=20,
        ge=1,
        description="Articles of a night, and twice as many before it, from which the front page says who rose",
    )
    fetching: Fetching = Field(
        default=Fetching(), description="Politeness towards servers, and limits on their answers"
    )
    limits: Limits = Field(default=Limits(), description="Limits of one input")
    sources: dict[str, Source] = Field(default={}, description="Where articles come from every night")

    @field_validator("languages", mode="before")
    @classmethod
    def _split_list(cls, value: object) -> object:
        """Accept `en,tr` in the environment, besides the JSON of every other list."""
        if not isinstance(value, str):
            return value
        return json.loads(value) if value.startswith("[") else [code.strip() for code in value.split(",")]

    @field_validator("time_zone")
    @classmethod
    def _require_time_zone(cls, value: str) -> str:
        require_time_zone(value)
        return value

    @property
    def zone(self) -> ZoneInfo:
        """The time zone that determines the date of a night."""
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
    """The settings in force. `given` are flags; None means that a flag was not given.

    Raises `UsageError` that names the setting, the error and the possible sources of the value.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{CONFIG_FILE} is not valid TOML: {error}") from None
    except ValidationError as error:
        problems = "; ".join(_describe_problem(tuple(map(str, e["loc"])), e["type"], e["msg"]) for e in error.errors())
        raise UsageError(f"A setting is wrong (flag, ONRECORD_… variable or {CONFIG_FILE}): {problems}") from None
    except SettingsError as error:
        raise UsageError(f"A setting is not valid JSON: {error}.") from None


def find_stray_variables(environment: Mapping[str, str]) -> dict[str, str | None]:
    """Variables with our prefix that match no setting and so change nothing, each with the closest match."""
    prefix = "ONRECORD_"
    known = {name.upper() for name in list_names(Settings, "__")}
    given = {name.upper().removeprefix(prefix) for name in environment if name.upper().startswith(prefix)}
    strays = sorted(name for name in given - known if not name.startswith("SOURCES__"))  # sources' names are free
    matches = {name: find_nearest(name, known) for name in strays}
    return {prefix + name: meant and prefix + meant for name, meant in matches.items()}


def _describe_problem(place: tuple[str, ...], kind: str, said: str) -> str:
    name = ".".join(place) or "settings"
    if kind != "extra_forbidden":
        return f"{name}: {said}"
    known = [f"sources.{place[1]}.{one}" for one in Source.model_fields] if place[0] == "sources" else []
    meant = find_nearest(name, known or list_names(Settings, "."))
    hint = f"did you mean {meant}?" if meant else "`onrecord init` lists all settings"
    return f"{name}: unknown setting; {hint}"
