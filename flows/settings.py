"""What a user may set, and where each value comes from: flag, then environment, then `onrecord.toml`, then default.

Flags are passed to `load` as `given`. Read nothing at import: a run is told its settings, it never looks them up.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator
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

HOME = Path(__file__).resolve().parent.parent
"""The folder of `sql/`, `seeds/`, `expectations/` and `models/`."""

CONFIG_FILE = Path("onrecord.toml")
VERSION = "0.1"
MIB = 1024 * 1024
NO_CONTACT = "servers are not told whom to write to about the requests: set `contact` in the section [fetching]"
_USER_INFO = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*@")


def require_no_credentials(urls: Iterable[str]) -> None:
    """Raises ValueError where one of the addresses holds a user name or password; the message does not show it."""
    if any(_USER_INFO.match(url) for url in urls):
        raise ValueError(
            "an address holds a user name or password, which would be kept with its articles: take it out, and send it "
            'as a header from the environment (in the section of the source: headers = { Authorization = "VARIABLE" })'
        )


class Limits(BaseModel):
    """Bounds of one input. Whatever is over them is quarantined with rule `too_large`; nothing is cut silently."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    record_bytes: int = Field(
        default=8 * MIB, ge=1, description="Bytes of a line of .jsonl or .csv; the longest articles are under 1 MiB"
    )
    page_bytes: int = Field(
        default=16 * MIB, ge=1, description="Bytes of a .txt or .html file; news pages with scripts inline reach 2 MiB"
    )
    document_bytes: int = Field(
        default=64 * MIB, ge=1, description="Bytes of a .json file; it takes about 6 times as much memory to read"
    )
    text_chars: int = Field(
        default=1_000_000, ge=1, description="Characters of an article's text; spaCy refuses longer ones"
    )
    title_chars: int = Field(default=1_000, ge=1, description="Characters of a title; a longer one is dropped, counted")
    url_chars: int = Field(
        default=2_048, ge=1, description="Characters of an address; a longer one is dropped, counted"
    )
    shard_bytes: int = Field(
        default=64 * MIB, ge=1, description="Characters of text held before a shard is written, however few articles"
    )


class Source(BaseModel):
    """Where articles come from every night: a section `[sources.NAME]` of `onrecord.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["feed", "sitemap", "page", "files", "warc"] = Field(description="What the addresses or paths lead to")
    urls: tuple[str, ...] = Field(default=(), description="Addresses of feeds, sitemaps or pages")
    paths: tuple[str, ...] = Field(default=(), description="Files, folders or globs of articles or WARC files")
    language: str | None = Field(default=None, description="Language of its articles; else told from their text")
    limit: int = Field(default=100, ge=1, le=50_000, description="Articles taken in a night, the first listed first")
    headers: dict[str, str] = Field(
        default={}, description="HTTP headers to send, each with the environment variable that holds its value"
    )
    drop_blocks: str | None = Field(
        default=None, description="Regular expression; elements whose class or id it finds are no part of an article"
    )
    drop_selectors: str | None = Field(
        default=None, description="CSS selectors, with commas between; elements they select are no part of an article"
    )
    drop_lines: str | None = Field(
        default=None, description="Regular expression; lines in which it is found are no part of an article"
    )
    title_from: Literal["h1", "og", "json-ld", "title"] | None = Field(
        default=None, description="Where its pages state the headline that counts; else the confirmed printed one"
    )
    allow_private: bool = Field(default=False, description="Whether its addresses may lead into a private network")

    @field_validator("urls")
    @classmethod
    def _hold_no_credentials(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        require_no_credentials(value)
        return value

    @field_validator("drop_blocks", "drop_lines")
    @classmethod
    def _is_an_expression(cls, value: str | None) -> str | None:
        try:
            re.compile(value or "")
        except re.error as error:
            raise ValueError(f"{value!r} is not a regular expression: {error}") from None
        return value

    @field_validator("drop_selectors")
    @classmethod
    def _selects(cls, value: str | None) -> str | None:
        try:
            if value is not None:
                from lxml.cssselect import CSSSelector

                CSSSelector(value)
        # What is no selector, and what selects no element of the page (`::before`).
        except (SyntaxError, RuntimeError) as error:
            raise ValueError(f"{value!r} is no CSS selector: {error}") from None
        return value

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Source:
        wanted = "paths" if self.kind in ("files", "warc") else "urls"
        if not getattr(self, wanted):
            raise ValueError(f"a source of kind {self.kind!r} needs {wanted}")
        return self


class Fetching(BaseModel):
    """Manners towards the servers that are asked, and bounds on what they answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    contact: str | None = Field(default=None, description="Address of a page or mailbox, sent with every request")
    delay: float = Field(default=1.0, ge=0, le=600, description="Seconds between requests to one host, at least")
    max_delay: float = Field(default=30.0, ge=0, description="Seconds; a host that asks for more is not asked")
    concurrency: int = Field(default=8, ge=1, le=64, description="Hosts that are asked at once")
    timeout: float = Field(default=30.0, gt=0, le=600, description="Seconds until an answer is whole")
    max_bytes: int = Field(default=16 * MIB, ge=1024, description="Bytes of one answer, unpacked")
    max_redirects: int = Field(default=5, ge=0, le=20, description="Redirects that are followed")
    retries: int = Field(default=2, ge=0, le=10, description="Further tries after a transient error")
    backoff: float = Field(default=1.0, ge=0, le=60, description="Seconds before the first further try; doubles")
    max_wait: float = Field(default=60.0, ge=0, description="Seconds that a server may ask to wait (Retry-After)")
    allow_loopback: bool = Field(default=False, description="Whether this machine itself may be asked (tests)")

    @property
    def user_agent(self) -> str:
        """What a server reads of who asks."""
        return f"OnRecord/{VERSION}" + (f" (+{self.contact})" if self.contact else "")


class Settings(BaseSettings):
    """Everything that a user may set; `onrecord doctor` prints the values in force."""

    model_config = SettingsConfigDict(
        env_prefix="ONRECORD_",
        env_nested_delimiter="__",
        # A path that is empty would be the current folder.
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
    time_zone: str = Field(default="UTC", description="Time zone in which a night is named and scheduled")
    task_runner: Literal["processes", "threads"] = Field(
        default="processes", description="How shards run at once: processes (one machine) or threads (one process)"
    )
    workers: int = Field(default=2, ge=1, le=64, description="Shards that are extracted at once")
    shard_size: int = Field(default=50, ge=1, le=10_000, description="Articles in a shard")
    keep_versions: int = Field(default=14, ge=1, description="Published files that are kept")
    keep_runs: int = Field(default=14, ge=1, description="Run folders that are kept")
    alert_to: SecretStr = Field(
        default=SecretStr(""), description="Where alerts go: Apprise addresses (mail, webhook …), separated by spaces"
    )
    alert_at_least: Severity = Field(default=Severity.WARNING, description="Mildest severity that is told")
    heartbeat_url: SecretStr = Field(
        default=SecretStr(""), description="Address that a published night calls, so that a missing night is noticed"
    )
    fetching: Fetching = Field(default=Fetching(), description="Manners towards servers, and bounds on their answers")
    limits: Limits = Field(default=Limits(), description="Bounds of one input")
    sources: dict[str, Source] = Field(default={}, description="Where articles come from every night")

    @field_validator("languages", mode="before")
    @classmethod
    def _are_listed(cls, value: object) -> object:
        """In the environment a list is written `en,tr`, or as JSON like every other."""
        if not isinstance(value, str):
            return value
        return json.loads(value) if value.startswith("[") else [code.strip() for code in value.split(",")]

    @field_validator("time_zone")
    @classmethod
    def _is_a_time_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(f"{value!r} is not a time zone; write it like Europe/Istanbul") from None
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
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{CONFIG_FILE} is not valid TOML: {error}") from None
    except ValidationError as error:
        problems = "; ".join(_problem(tuple(map(str, e["loc"])), e["type"], e["msg"]) for e in error.errors())
        raise UsageError(f"A setting is wrong (flag, ONRECORD_… variable or {CONFIG_FILE}): {problems}") from None
    except SettingsError as error:
        raise UsageError(f"A setting is not valid JSON: {error}.") from None


def stray_variables(environment: Mapping[str, str]) -> dict[str, str | None]:
    """Variables with our prefix that set nothing (the settings pass over them), each with the one that may be meant."""
    prefix = "ONRECORD_"
    known = {name.upper() for name in _names(Settings, "__")}
    given = {name.upper().removeprefix(prefix) for name in environment if name.upper().startswith(prefix)}
    strays = sorted(name for name in given - known if not name.startswith("SOURCES__"))  # sources' names are free
    nearest = {name: _nearest(name, known) for name in strays}
    return {prefix + name: meant and prefix + meant for name, meant in nearest.items()}


def _problem(place: tuple[str, ...], kind: str, said: str) -> str:
    name = ".".join(place) or "settings"
    if kind != "extra_forbidden":
        return f"{name}: {said}"
    known = [f"sources.{place[1]}.{one}" for one in Source.model_fields] if place[0] == "sources" else []
    meant = _nearest(name, known or _names(Settings, "."))
    hint = f"did you mean {meant}?" if meant else "`onrecord init` writes them all"
    return f"{name}: there is no such setting; {hint}"


def _names(model: type[BaseModel], mark: str) -> Iterator[str]:
    """The names of the settings, those of a section after the section's."""
    for name, one in model.model_fields.items():
        yield name
        if isinstance(one.annotation, type) and issubclass(one.annotation, BaseModel):
            yield from (f"{name}{mark}{inner}" for inner in _names(one.annotation, mark))


def _nearest(name: str, known: Iterable[str]) -> str | None:
    return next(iter(get_close_matches(name, list(known), n=1, cutoff=0.75)), None)
