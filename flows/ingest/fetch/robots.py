"""The rules of a host's robots.txt (RFC 9309)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from protego import Protego

from flows.ingest.fetch.client import Permit, Response
from flows.ingest.units import fail, skip
from flows.records import digest

# RFC 9309 requires at least 500 KiB to be read. The rest is ignored.
_ROBOTS_BYTES = 512 * 1024
_AGENT = "OnRecord"
# RFC 9309: a cached copy should not be used for longer than a day.
_MAX_AGE = timedelta(hours=24)

Get = Callable[[str, Permit], Awaitable[Response | str]]


@dataclass(frozen=True)
class _Rules:
    """A host's rules. `text` is None if it has none; `error` says why they could not be fetched."""

    text: str | None
    error: str | None = None


class Robots:
    """The rules of each host, fetched once a day through `get` and kept in `folder`."""

    def __init__(self, get: Get, folder: Path, now: Callable[[], datetime]) -> None:
        self._get = get
        self._folder = folder
        self._now = now
        self._known: dict[tuple[str, bool], asyncio.Task[Protego | str | None]] = {}

    async def require_allowed(self, url: str, permit: Permit) -> float:
        """The delay in seconds that the host asks for (0 if none), if it allows `url`.

        Raises:
            Refused: `robots`, if robots.txt forbids `url`; `robots_error` (failed), if robots.txt could not be read
                because of an error: then nothing may be fetched.
        """
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        key = (origin, permit.allow_private)
        if key not in self._known:
            self._known[key] = asyncio.create_task(self._rules(origin, permit))
        rules = await self._known[key]
        if isinstance(rules, str):
            reason = f"robots.txt of {origin} could not be read ({rules}), so nothing is fetched there"
            raise fail("robots_error", reason)
        if rules is not None and not rules.can_fetch(url, _AGENT):
            raise skip("robots", "robots.txt forbids it")
        return float(rules.crawl_delay(_AGENT) or 0.0) if rules is not None else 0.0

    async def _rules(self, origin: str, permit: Permit) -> Protego | str | None:
        found = self._load(origin)
        if found is None:
            found = await self._download(origin, permit)
            self._save(origin, found)
        if found.error is not None:
            return found.error
        return Protego.parse(found.text) if found.text else None

    async def _download(self, origin: str, permit: Permit) -> _Rules:
        answer = await self._get(f"{origin}/robots.txt", permit)
        if isinstance(answer, str):
            return _Rules(None, answer)
        if answer.status >= 500 or answer.status == 429:
            return _Rules(None, f"status {answer.status}")
        if answer.status >= 400 or not answer.body:
            return _Rules(None)
        return _Rules(answer.body[:_ROBOTS_BYTES].decode("utf-8-sig", "replace"))

    def _path(self, origin: str) -> Path:
        return self._folder / f"{digest('robots', origin)}.json"

    def _load(self, origin: str) -> _Rules | None:
        try:
            kept = json.loads(self._path(origin).read_text("utf-8"))
            age = self._now() - datetime.fromisoformat(kept["fetched_at"])
            return _Rules(kept["text"]) if abs(age) < _MAX_AGE and kept["origin"] == origin else None
        except (OSError, ValueError, KeyError, TypeError):
            # Missing or truncated: fetch it again.
            return None

    def _save(self, origin: str, rules: _Rules) -> None:
        if rules.error is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            kept = {"origin": origin, "text": rules.text, "fetched_at": self._now().isoformat()}
            self._path(origin).write_text(json.dumps(kept), "utf-8")
