"""`onrecord site`: the pages for people who look rather than type."""

from __future__ import annotations

import webbrowser
from typing import Annotated

import typer

from flows.cli.options import Warehouse, find_published_file, load_settings


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
    from flows.ledger import FILE, Ledger
    from flows.site.build import build_site
    from flows.site.serve import HOST, make_server

    settings = load_settings(warehouse=warehouse)
    folder = settings.warehouse
    find_published_file(folder)
    ledger = Ledger.read(folder) if (folder / FILE).exists() else None
    try:
        built = build_site(folder, ledger, is_whole=settings.site_whole_texts)
    finally:
        if ledger:
            ledger.close()
    print(f"{built.folder / 'index.html'}: {built.count_files:,} files, {built.count_written:,} written")
    if built.search:
        print(built.search)
    if is_opened:
        with make_server(built.folder, port) as server:
            _show(f"http://{HOST}:{server.server_address[1]}/")
            server.serve_forever()


def _show(address: str) -> None:
    print(f"{address} (Ctrl-C ends it)", flush=True)
    webbrowser.open(address)
