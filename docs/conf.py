"""The documentation site: the pages of this folder, as `make site-docs` builds them into build/docs/.

A broken link, a missing heading and a page outside the table of contents are warnings, and a warning is an error.
Nothing is fetched, while building or while reading: theme, search and fonts are files of the site or of the reader.
"""

project = "On Record"
author = "the authors of On Record"
extensions = ["myst_parser"]
myst_heading_anchors = 3
highlight_language = "text"

html_theme = "furo"
html_title = "On Record"
html_copy_source = False
html_show_copyright = False
# Most systems have one of these; none is loaded from elsewhere.
_FONTS = {
    "font-stack": "system-ui, 'Segoe UI', 'Liberation Sans', sans-serif",
    "font-stack--monospace": "ui-monospace, 'DejaVu Sans Mono', monospace",
}
html_theme_options = {"light_css_variables": _FONTS, "dark_css_variables": _FONTS}
