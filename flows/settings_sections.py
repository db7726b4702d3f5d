"""The sections of `onrecord.toml`: the limits of one input, the sources, the politeness towards servers."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from flows import __version__
from flows.enums import SourceKind
from flows.setting_checks import require_expression, require_no_credentials, require_selector

MIB = 1024 * 1024


class Limits(BaseModel):
    """Limits of one input. An input above a limit is quarantined with rule `too_large`; nothing is cut silently."""

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
    title_chars: int = Field(
        default=1_000, ge=1, description="Characters of a title; a longer one is dropped and counted"
    )
    url_chars: int = Field(
        default=2_048, ge=1, description="Characters of an address; a longer one is dropped and counted"
    )
    shard_bytes: int = Field(
        default=64 * MIB,
        ge=1,
        description="Characters of text in memory after which a shard is written, however few its articles",
    )


class Source(BaseModel):
    """A source of articles: a section `[sources.NAME]` of `onrecord.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: SourceKind = Field(description="What the addresses or paths lead to")
    urls: tuple[str, ...] = Field(default=(), description="Addresses of feeds, sitemaps or pages")
    paths: tuple[str, ...] = Field(default=(), description="Files, folders or globs of articles or WARC files")
    language: str | None = Field(default=None, description="Language of its articles; else detected from their text")
    limit: int = Field(
        default=100, ge=1, le=50_000, description="Articles read in a night, in the order in which they are listed"
    )
    headers: dict[str, str] = Field(
        default={},
        description="HTTP headers to send, each with the name of the environment variable that holds its value",
    )
    drop_blocks: str | None = Field(
        default=None, description="Regular expression; elements whose class or id matches do not belong to an article"
    )
    drop_selectors: str | None = Field(
        default=None,
        description="CSS selectors, separated by commas; the selected elements do not belong to an article",
    )
    drop_lines: str | None = Field(
        default=None, description="Regular expression; lines that contain a match do not belong to an article"
    )
    title_from: Literal["h1", "og", "json-ld", "title"] | None = Field(
        default=None, description="Where its pages state their headline; without it, the printed headline counts"
    )
    allow_private: bool = Field(default=False, description="Whether its addresses may lead into a private network")

    @field_validator("urls")
    @classmethod
    def _reject_credentials(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        require_no_credentials(value)
        return value

    @field_validator("drop_blocks", "drop_lines")
    @classmethod
    def _require_expression(cls, value: str | None) -> str | None:
        require_expression(value or "")
        return value

    @field_validator("drop_selectors")
    @classmethod
    def _require_selector(cls, value: str | None) -> str | None:
        if value is not None:
            require_selector(value)
        return value

    @model_validator(mode="after")
    def _require_targets(self) -> Source:
        wanted = "paths" if self.kind in (SourceKind.FILES, SourceKind.WARC) else "urls"
        if not getattr(self, wanted):
            raise ValueError(f"a source of kind {self.kind.value!r} needs {wanted}")
        return self


class Fetching(BaseModel):
    """Politeness towards servers, and limits on their answers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    contact: str | None = Field(default=None, description="Address of a page or mailbox, sent with every request")
    delay: float = Field(default=1.0, ge=0, le=600, description="Minimum seconds between requests to one host")
    max_delay: float = Field(
        default=30.0, ge=0, description="Seconds; a host whose robots.txt asks for a longer delay is skipped"
    )
    concurrency: int = Field(default=8, ge=1, le=64, description="Hosts that are requested in parallel")
    timeout: float = Field(default=30.0, gt=0, le=600, description="Seconds until an answer must be complete")
    max_bytes: int = Field(default=16 * MIB, ge=1024, description="Bytes of one answer after decompression")
    max_redirects: int = Field(default=5, ge=0, le=20, description="Redirects that are followed")
    retries: int = Field(default=2, ge=0, le=10, description="Retries after a transient error")
    backoff: float = Field(
        default=1.0, ge=0, le=60, description="Seconds before the first retry; doubles with each retry"
    )
    max_wait: float = Field(
        default=60.0, ge=0, description="Maximum seconds that a server may ask to wait (Retry-After)"
    )
    allow_loopback: bool = Field(
        default=False, description="Whether requests to this machine itself are allowed (tests)"
    )

    @property
    def user_agent(self) -> str:
        """The User-Agent header of every request."""
        return f"OnRecord/{__version__}" + (f" (+{self.contact})" if self.contact else "")
