"""`onrecord forget`: remove an article, an address or a source from everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.confirming import Yes, require_person
from flows.cli.options import Warehouse, find_published_file, load_settings
from flows.errors import OnRecordError

if TYPE_CHECKING:
    from flows.forget import Request


def forget(
    key: Annotated[
        str, typer.Argument(metavar="ARTICLE|ADDRESS|SOURCE", help="Id of an article, an address, or name of a source.")
    ],
    reason: Annotated[str, typer.Option("--reason", "-r", help="Why, in your words; the record keeps it.")] = "asked",
    is_agreed: Yes = False,
    warehouse: Warehouse = None,
) -> None:
    """Remove an article, an address or a source from everything, so that it is never read again.

    It leaves the tables, the kept versions, the raw archive, the ledger, the quarantine and the site. A record stays
    that it was asked, with a digest in place of the key. It cannot be undone.

    \b
    Examples:
      onrecord forget https://courier.test/2026/11/a-name --reason "request of 12 November"
      onrecord forget 3f9a77c1d2e4b506                              the article of that id
      onrecord forget courier.test --yes                            everything of a source
    """
    from datetime import UTC, datetime

    from flows.forget import find_request
    from flows.forget import forget as remove
    from flows.ledger import Ledger
    from flows.load.verify import verify_published
    from flows.runs.warehouse_lock import lock_warehouse
    from flows.settings import HOME

    settings = load_settings(warehouse=warehouse)
    find_published_file(settings.warehouse)
    with lock_warehouse(settings.warehouse), Ledger.open(settings.warehouse, HOME / "sql") as ledger:
        found = verify_published(settings.warehouse.absolute(), ledger)
        if not found.is_usable:
            raise OnRecordError(f"{found.change}. Put a copy of a published file in its place first.")
        request = find_request(settings.warehouse, ledger, key)
        if request.is_done:
            print(f"Already forgotten: it was asked on {str(request.asked_at)[:10]}, and nothing is left.")
            return
        require_person("forget", is_agreed=is_agreed)
        print(_describe(request))
        if not is_agreed:
            typer.confirm("Remove it for good?", abort=True)
        remove(settings, ledger, request, reason, datetime.now(UTC))
    print("Forgotten. What was given away before (exports, copies of the file) is not reached from here.")


def _describe(request: Request) -> str:
    count = len(request.found.articles)
    articles = "1 article" if count == 1 else f"{count:,} articles"
    return (
        f"{request.kind} {request.key}: {articles} of the published file and the kept versions, with all that was "
        "derived from them, their pages and feeds in the raw archive, and the folders of all runs."
    )
