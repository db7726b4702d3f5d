"""The pictures of README and docs, drawn from real output.

    python docs/pictures.py               all of them; runs a night on the sample articles
    python docs/pictures.py confidence    the plot of confidence alone, from `seeds/quote_confidence.csv`

`summary.svg` is the end of that night, `explain.svg` an article of it as `onrecord explain` shows it, and `site.png`
the front page of its site, photographed in Chromium.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryDirectory

import svg
from playwright.sync_api import ViewportSize, sync_playwright
from rich.console import Console
from rich.text import Text

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
ARTICLE = "hospital-night-shift.html"
COLUMNS = 100
SCREEN: ViewportSize = {"width": 1100, "height": 900}
EXPLAINED = "[4] "
"""The quote before which the picture of an explained article ends: three show how it reads."""

# Rich's own template loads a font from another site.
FRAME = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, 'DejaVu Sans Mono', monospace; font-size: {char_height}px;
  line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix" xml:space="preserve">
{matrix}
</g>
</g>
</svg>
"""

BANDS = ((0.90, 1.01), (0.70, 0.90), (0.50, 0.70), (0.0, 0.50))
"""Bands of confidence, each from (inclusive) and to (exclusive): an analyst's thresholds."""


def main(pictures: list[str]) -> None:
    """Draw the pictures that are named, or all."""
    write("confidence", draw_confidence(ROOT / "seeds" / "quote_confidence.csv"))
    if pictures != ["confidence"]:
        draw_night()


def write(name: str, drawing: str) -> None:
    """Write `docs/NAME.svg`, without blanks at the ends of lines."""
    lines = [line.rstrip() for line in drawing.strip().splitlines()]
    (DOCS / f"{name}.svg").write_text("\n".join(lines) + "\n", "utf-8")


def draw_night() -> None:
    """Run a night on the sample articles; draw its summary and one article, and photograph its site."""
    with TemporaryDirectory() as made:
        articles = Path(made) / "articles"
        shutil.copytree(ROOT / "seeds" / "articles", articles)
        night = run_command(Path(made), "run", "articles")
        write("summary", draw_terminal("onrecord run articles", after_progress(night)))
        explained = run_command(Path(made), "explain", f"articles/{ARTICLE}")
        shown = takewhile(lambda line: EXPLAINED not in line or line.index(EXPLAINED) > 9, explained.splitlines())
        lines = [line.replace(made, "/home/you") for line in shown]
        write("explain", draw_terminal(f"onrecord explain articles/{ARTICLE}", lines))
        photograph(Path(made) / "warehouse" / "site" / "index.html", DOCS / "site.png")


def photograph(page: Path, picture: Path) -> None:
    """Save the first screen of a page of the site. Raises `SystemExit` if Chromium is not on the PATH."""
    program = shutil.which("chromium") or sys.exit("site.png needs Chromium (Debian: apt-get install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, chromium_sandbox=False)
        view = browser.new_page(viewport=SCREEN, color_scheme="light")
        view.goto(page.as_uri())
        view.screenshot(path=picture)
        browser.close()


def run_command(folder: Path, *arguments: str) -> str:
    """What `onrecord` prints in colour when it is run in `folder`; raises `CalledProcessError` if it fails."""
    environment = os.environ | {
        "FORCE_COLOR": "1",
        "COLUMNS": str(COLUMNS),
        "TERM": "xterm-256color",
        "PYTHONPATH": str(ROOT),
        "PREFECT_HOME": str(folder / "prefect"),
    }
    command = [sys.executable, "-m", "flows", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True).stdout


def after_progress(output: str) -> list[str]:
    """The lines of a night's summary, which begins at the first line that names the product."""
    lines = output.splitlines()
    start = next(number for number, line in enumerate(lines) if "On Record" in line)
    return lines[start:]


def draw_terminal(title: str, lines: Iterable[str]) -> str:
    """Lines with terminal colours, in a drawn terminal."""
    with Path(os.devnull).open("w") as nowhere:
        console = Console(record=True, width=COLUMNS, file=nowhere, force_terminal=True)
        console.print(Text.from_ansi("\n".join(line.rstrip() for line in lines).strip("\n")))
        return console.export_svg(title=title, code_format=FRAME, unique_id=f"on-record-{title.split()[1]}")


def draw_confidence(seed: Path) -> str:
    """A bar for each band of confidence: the share of right rows, beside the share of all rows that the band holds."""
    bands = [band_counts(seed, low, high) for low, high in BANDS]
    total = sum(rows for rows, _ in bands)
    elements: list[svg.Element] = [
        svg.Rect(width=760, height=214, fill="#ffffff", rx=6),
        _text(20, 28, "How often a row of quotes is right, by its confidence", weight="bold"),
    ]
    for place, ((low, high), (rows, right)) in enumerate(zip(BANDS, bands, strict=True)):
        elements += _bar(46 + place * 36, _band_name(low, high), right / rows, rows / total)
    elements.append(
        _text(20, 204, "Measured on the training articles of PolNeAR that the shares were fitted on.", size=12)
    )
    return svg.SVG(viewBox=svg.ViewBoxSpec(0, 0, 760, 214), width=760, height=214, elements=elements).as_str()


def band_counts(seed: Path, low: float, high: float) -> tuple[int, int]:
    """Rows and right rows of the rules and evidence whose confidence is in `[low, high)`."""
    with seed.open(encoding="utf-8", newline="") as file:
        band = [row for row in csv.DictReader(file) if low <= float(row["confidence"]) < high]
    return sum(int(row["count_rows"]) for row in band), sum(int(row["count_right"]) for row in band)


def _band_name(low: float, high: float) -> str:
    if high > 1:
        return f"{low:.2f} and more"
    return f"{low:.2f} to {high - 0.01:.2f}" if low else f"below {high:.2f}"


def _bar(top: int, name: str, right: float, share: float) -> list[svg.Element]:
    width = round(right * 400)
    return [
        _text(20, top + 19, name),
        svg.Rect(x=150, y=top, width=400, height=28, fill="#e7eaee", rx=3),
        svg.Rect(x=150, y=top, width=width, height=28, fill="#2f6f8f", rx=3),
        _text(162, top + 19, f"{right:.0%} right", colour="#ffffff"),
        _text(562, top + 19, f"{share:.0%} of all rows"),
    ]


def _text(x: int, y: int, words: str, *, size: int = 14, colour: str = "#24292f", weight: str = "normal") -> svg.Text:
    return svg.Text(
        x=x,
        y=y,
        text=words,
        fill=colour,
        font_size=size,
        font_family="system-ui, sans-serif",
        style=f"font-weight:{weight}",
    )


if __name__ == "__main__":
    main(sys.argv[1:])
