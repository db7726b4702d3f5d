"""A page before it is rendered, and how a relation's rows become its contexts."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from flows.site.text import file_stem

Context = dict[str, Any]


def no_more(data: Context) -> Context:
    """The context of a page that needs nothing beyond its rows."""
    return data


@dataclass(frozen=True)
class Page:
    """A file of the site. `data` decides whether it has to be rendered again; `prepare` adds what follows from it."""

    path: str
    template: str
    data: Context = field(repr=False)
    prepare: Callable[[Context], Context] = field(default=no_more, repr=False)

    def fingerprint(self) -> str:
        """A digest of the data: equal digests mean equal pages."""
        told = json.dumps([self.path, self.template, self.data], default=str, sort_keys=True)
        return blake2b(told.encode("utf-8", "replace"), digest_size=10).hexdigest()


def article_path(article_id: str) -> str:
    """Where an article's page lies in the site."""
    return f"articles/{file_stem(article_id)}.html"


def name_path(entity_id: str) -> str:
    """Where the page of a person, body or place lies in the site."""
    return f"names/{file_stem(entity_id)}.html"


def outlet_path(outlet_id: str) -> str:
    """Where an outlet's page lies in the site."""
    return f"outlets/{file_stem(outlet_id)}.html"


def story_path(story_id: str) -> str:
    """Where a story's page lies in the site."""
    return f"stories/{file_stem(story_id)}.html"
