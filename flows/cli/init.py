"""`onrecord init`: write a commented settings file."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from flows.errors import UsageError

_HEAD = """\
# Settings of On Record. Each commented line shows a default; remove the # to change it.
# The command line takes precedence, then the environment (ONRECORD_WAREHOUSE …), then this file.
"""
_SOURCES = """
# The sources of every night. `onrecord sources add https://…` writes a section for a site, and
# `onrecord sources test NAME` shows the articles it would read.
#
# [sources.courier]
# kind = "feed"                  # feed, sitemap, page, files or warc
# urls = ["https://courier.test/feed.xml"]
"""


def init(
    is_forced: Annotated[bool, typer.Option("--force", help="Overwrite an existing file.")] = False,
) -> None:
    """Write a commented onrecord.toml into this folder.

    \b
    Examples:
      onrecord init
      onrecord sources add https://courier.test
    """
    from flows.settings import CONFIG_FILE

    if CONFIG_FILE.exists() and not is_forced:
        raise UsageError(f"{CONFIG_FILE} exists already: edit it, or overwrite it with --force.")
    CONFIG_FILE.write_text(make_settings_text(), "utf-8")
    typer.echo(f"wrote {CONFIG_FILE}; next: onrecord sources add URL, then onrecord run")


def make_settings_text() -> str:
    """The settings file: every setting with its description and default, from `flows.settings`."""
    from flows.settings import Fetching, Limits, Settings, Source

    plain = {name: one for name, one in Settings.model_fields.items() if name not in ("fetching", "limits", "sources")}
    return (
        _HEAD
        + "".join(_format_setting(name, one) for name, one in plain.items())
        + "\n# Politeness towards servers, and limits on their answers.\n[fetching]\n"
        + "".join(_format_setting(name, one) for name, one in Fetching.model_fields.items())
        + "\n# Limits of one input; an input above a limit is quarantined.\n[limits]\n"
        + "".join(_format_setting(name, one) for name, one in Limits.model_fields.items())
        + _SOURCES
        + "".join(
            f"# # {one.description}\n# # {name} = {_format_toml(one.get_default())}\n"
            for name, one in Source.model_fields.items()
            if name not in ("kind", "urls")
        )
    )


def _format_setting(name: str, one: Any) -> str:
    return f"\n# {one.description}\n# {name} = {_format_toml(one.get_default())}\n"


def _format_toml(value: Any) -> str:
    """A value in TOML; an empty string for a setting without a default."""
    import json

    if isinstance(value, frozenset | set | tuple):
        return "[" + ", ".join(_format_toml(one) for one in sorted(value)) + "]"
    if isinstance(value, dict):
        return "{}"
    if value is None:
        return '""'
    if hasattr(value, "get_secret_value"):
        return json.dumps(value.get_secret_value())
    return json.dumps(value if isinstance(value, bool | int | float) else str(value), ensure_ascii=False)
