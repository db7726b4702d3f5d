"""`onrecord site`: the pages for people who look rather than type."""

from __future__ import annotations

import webbrowser
from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.options import Warehouse, find_published_file, load_settings
from flows.errors import name_unwritable

if TYPE_CHECKING:
    from flows.settings import Settings


def site(
    is_opened: Annotated[
        bool, typer.Option("--open", help="Serve it on this machine, open a browser, and stay until Ctrl-C.")
    ] = False,
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="Port to serve on; 0: any free one.")] = 0,
    warehouse: Warehouse = None,
) -> None:
    """Build the site of the warehouse, or bring it up to date. Nothing of the warehouse changes.

    \b
    Examples:
      onrecord site            build it; any web server can host the folder
      onrecord site --open     look at it, search included
    """
    from flows.site.serve import HOST, make_server
    from flows.site.store import SITE

    settings = load_settings(warehouse=warehouse)
    find_published_file(settings.warehouse)
    # The server comes first: a port that is taken is told before the pages are built.
    with make_server(settings.warehouse / SITE, port) if is_opened else nullcontext() as server:
        _build(settings)
        if server:
            _show(f"http://{HOST}:{server.server_address[1]}/")
            server.serve_forever()


def _build(settings: Settings) -> None:
    """Build the site and print what was written."""
    from flows.ledger import FILE, Ledger
    from flows.site.build import build_site
    from flows.site.store import SITE

    folder = settings.warehouse
    with (
        name_unwritable(folder / SITE),
        Ledger.read(folder) if (folder / FILE).exists() else nullcontext() as ledger,
    ):
        built = build_site(folder, ledger, is_whole=settings.site_whole_texts, fewest=settings.site_fewest_articles)
    print(f"{built.folder / 'index.html'}: {built.count_files:,} files, {built.count_written:,} written")
    if built.search:
        print(built.search)


def _show(address: str) -> None:
    print(f"{address} (Ctrl-C ends it)", flush=True)
    webbrowser.open(address)
