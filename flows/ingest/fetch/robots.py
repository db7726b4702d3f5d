"""What a host allows, by its robots.txt (RFC 9309)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from protego import Protego

from flows.enums import Outcome
from flows.ingest.fetch.allowed_addresses import skip
from flows.ingest.fetch.client import Permit, Response
from flows.ingest.units import Refused
from flows.records import digest

# RFC 9309 asks to read at least 500 KiB; what is behind does not count.
_ROBOTS_BYTES = 512 * 1024
_AGENT = "OnRecord"
# RFC 9309: not to be used for longer than a day.
_KEPT = timedelta(hours=24)

Get = Callable[[str, Permit], Awaitable[Response | str]]


@dataclass(frozen=True)
class _Rules:
    """A host's rules; `text` is None where it has none, `error` says why they could not be had."""

    text: str | None
    error: str | None = None


class Robots:
    """The rules of each host, asked for once a day through `get` and kept in `folder`."""

    def __init__(self, get: Get, folder: Path, now: Callable[[], datetime]) -> None:
        self._get = get
        self._folder = folder
        self._now = now
        self._known: dict[tuple[str, bool], asyncio.Task[Protego | str | None]] = {}

    async def require(self, url: str, permit: Permit) -> float:
        """The delay in seconds that the host asks for (0 if none).

        Raises:
            Refused: `robots`, where the host's robots.txt forbids `url`; `robots_error` (failed), where it could not be
                read because of an error: then nothing may be fetched.
        """
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        key = (origin, permit.allow_private)
        if key not in self._known:
            self._known[key] = asyncio.create_task(self._rules(origin, permit))
        rules = await self._known[key]
        if isinstance(rules, str):
            reason = f"robots.txt of {origin} could not be read ({rules}), so nothing is fetched there"
            raise Refused("robots_error", reason, outcome=Outcome.FAILED)
        if rules is not None and not rules.can_fetch(url, _AGENT):
            raise skip("robots", "robots.txt forbids it")
        return float(rules.crawl_delay(_AGENT) or 0.0) if rules is not None else 0.0

    async def _rules(self, origin: str, permit: Permit) -> Protego | str | None:
        found = self._kept(origin)
        if found is None:
            found = await self._fetched(origin, permit)
            self._keep(origin, found)
        if found.error is not None:
            return found.error
        return Protego.parse(found.text) if found.text else None

    async def _fetched(self, origin: str, permit: Permit) -> _Rules:
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

    def _kept(self, origin: str) -> _Rules | None:
        try:
            kept = json.loads(self._path(origin).read_text("utf-8"))
            age = self._now() - datetime.fromisoformat(kept["fetched_at"])
            return _Rules(kept["text"]) if abs(age) < _KEPT and kept["origin"] == origin else None
        except (OSError, ValueError, KeyError, TypeError):
            # A file that is not there, or was cut short: ask again.
            return None

    def _keep(self, origin: str, rules: _Rules) -> None:
        if rules.error is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            kept = {"origin": origin, "text": rules.text, "fetched_at": self._now().isoformat()}
            self._path(origin).write_text(json.dumps(kept), "utf-8")
