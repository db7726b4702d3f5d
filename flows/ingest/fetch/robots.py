"""What a host allows, by its robots.txt (RFC 9309)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from flows.ingest.fetch.address import refuse
from flows.ingest.fetch.client import Response

# RFC 9309 asks to read at least 500 KiB; what is behind does not count.
_ROBOTS_BYTES = 512 * 1024
_AGENT = "OnRecord"


@dataclass(frozen=True)
class _Rules:
    rules: Protego | None
    error: str | None = None


class Robots:
    """The rules of each host, asked for once a night through `get`."""

    def __init__(self, get: Callable[[str], Awaitable[Response | str]]) -> None:
        self._get = get
        self._known: dict[str, _Rules] = {}

    async def require(self, url: str) -> float:
        """The delay in seconds that the host asks for (0 if none).

        Raises:
            Refused: `robots`, where the host's robots.txt forbids `url`, or could not be read because of an error.
        """
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._known:
            self._known[origin] = await self._fetched(origin)
        known = self._known[origin]
        if known.error is not None:
            raise refuse(
                "robots", f"robots.txt of {origin} could not be read ({known.error}), so nothing is fetched there"
            )
        if known.rules is None:
            return 0.0
        if not known.rules.can_fetch(url, _AGENT):
            raise refuse("robots", "robots.txt forbids it")
        return float(known.rules.crawl_delay(_AGENT) or 0.0)

    async def _fetched(self, origin: str) -> _Rules:
        answer = await self._get(f"{origin}/robots.txt")
        if isinstance(answer, str):
            return _Rules(None, answer)
        if answer.status >= 500 or answer.status == 429:
            return _Rules(None, f"status {answer.status}")
        if answer.status >= 400 or not answer.body:
            return _Rules(None)
        return _Rules(Protego.parse(answer.body[:_ROBOTS_BYTES].decode("utf-8", "replace")))
