"""`onrecord init`: a commented settings file to start from."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from flows.errors import UsageError

_HEAD = """\
# Settings of On Record. Each line that is commented out shows a default; take the mark off to change it.
# What is given on the command line wins, then the environment (ONRECORD_WAREHOUSE …), then this file.
"""
_SOURCES = """
# Where articles come from every night. `onrecord sources add https://…` writes such a section for a site, and
# `onrecord sources test NAME` shows what it would take.
#
# [sources.courier]
# kind = "feed"                  # feed, sitemap, page, files or warc
# urls = ["https://courier.test/feed.xml"]
"""


def init(
    is_forced: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Write a commented onrecord.toml into this folder.

    \b
    Examples:
      onrecord init
      onrecord sources add https://courier.test
    """
    from flows.settings import CONFIG_FILE

    if CONFIG_FILE.exists() and not is_forced:
        raise UsageError(f"{CONFIG_FILE} is there already: edit it, or write over it with --force.")
    CONFIG_FILE.write_text(settings_text(), "utf-8")
    typer.echo(f"wrote {CONFIG_FILE}; next: onrecord sources add URL, then onrecord run")


def settings_text() -> str:
    """The settings file: every setting with its description and default, made from the settings themselves."""
    from flows.settings import Fetching, Limits, Settings, Source

    plain = {name: one for name, one in Settings.model_fields.items() if name not in ("fetching", "limits", "sources")}
    return (
        _HEAD
        + "".join(_setting(name, one) for name, one in plain.items())
        + "\n# Manners towards the servers that are asked, and bounds on their answers.\n[fetching]\n"
        + "".join(_setting(name, one) for name, one in Fetching.model_fields.items())
        + "\n# Bounds of one input; what is over them is quarantined.\n[limits]\n"
        + "".join(_setting(name, one) for name, one in Limits.model_fields.items())
        + _SOURCES
        + "".join(
            f"# # {one.description}\n# # {name} = {_toml(one.get_default())}\n"
            for name, one in Source.model_fields.items()
            if name not in ("kind", "urls")
        )
    )


def _setting(name: str, one: Any) -> str:
    return f"\n# {one.description}\n# {name} = {_toml(one.get_default())}\n"


def _toml(value: Any) -> str:
    """A value as TOML writes it; what has no default is an empty text."""
    import json

    if isinstance(value, frozenset | set | tuple):
        return "[" + ", ".join(_toml(one) for one in sorted(value)) + "]"
    if isinstance(value, dict):
        return "{}"
    if value is None:
        return '""'
    if hasattr(value, "get_secret_value"):
        return json.dumps(value.get_secret_value())
    return json.dumps(value if isinstance(value, bool | int | float) else str(value), ensure_ascii=False)
