"""Checks of single settings, and the closest match of a misspelt one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel

_USER_INFO = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*@")


def require_no_credentials(urls: Iterable[str]) -> None:
    """Raises `ValueError` if an address contains a user name or password; the message does not show it."""
    if any(_USER_INFO.match(url) for url in urls):
        raise ValueError(
            "an address contains a user name or password, which would be stored with its articles: remove it, and send "
            'it as a header from the environment (in the source\'s section: headers = { Authorization = "VARIABLE" })'
        )


def require_expression(pattern: str) -> None:
    """Raises `ValueError` if `pattern` is not a regular expression."""
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is not a regular expression: {error}") from None


def require_selector(selector: str) -> None:
    """Raises `ValueError` if `selector` is not a CSS selector for elements of a page."""
    from lxml.cssselect import CSSSelector

    try:
        CSSSelector(selector)
    # A malformed selector raises the first, one that selects no element of the page (`::before`) the second.
    except (SyntaxError, RuntimeError) as error:
        raise ValueError(f"{selector!r} is not a CSS selector: {error}") from None


def require_time_zone(name: str) -> None:
    """Raises `ValueError` if `name` is not a time zone of the IANA database."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{name!r} is not a time zone; write it like Europe/Istanbul") from None


def list_names(model: type[BaseModel], mark: str) -> Iterator[str]:
    """The names of the settings in `model`; a section's own settings follow its name, joined by `mark`."""
    for name, field in model.model_fields.items():
        yield name
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from (f"{name}{mark}{inner}" for inner in list_names(field.annotation, mark))


def find_nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is closest to a misspelt one; None if none is close."""
    return next(iter(get_close_matches(name, list(known), n=1, cutoff=0.75)), None)
