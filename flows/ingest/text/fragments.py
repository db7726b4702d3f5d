"""Turns HTML fragments into text: the body of a record, of a feed item, of an export."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring

_MARKUP = re.compile(
    r"<(?:p|br|div|span|a|h[1-6]|ul|ol|li|article|section|blockquote|strong|em|b|i|figure|img|table)\b[^<>]*>",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(r"\A\s*(?:<!--.*?-->\s*)?(?:<!doctype|<html|<head|<body|<\?xml)\b", re.IGNORECASE | re.DOTALL)
_BLOCKS = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "article", "section",
                     "blockquote", "table", "tr", "pre", "header", "footer", "main", "dl", "dt", "dd"})  # fmt: skip
_DROPPED = ("script", "style", "noscript", "iframe", "template", "figcaption", "svg", "form", "button")
# Characters that lxml refuses; a reference such as `&#1;` brings them in.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Marks of the private use area, which no text needs.
_PARAGRAPH, _LINE = "\ue01d", "\ue01e"
_BREAKS = re.compile(rf"\s*{_LINE}\s*{_LINE}[\s{_LINE}]*|[\s{_LINE}]*{_PARAGRAPH}[\s{_PARAGRAPH}{_LINE}]*")


def is_document(text: str) -> bool:
    """Whether a text is a whole HTML document."""
    return _DOCUMENT.match(text) is not None


def is_fragment(text: str) -> bool:
    """Whether a text is an HTML fragment: it has tags of prose."""
    return "<" in text and _MARKUP.search(text) is not None


def fragment_to_text(html: str) -> str:
    """The text of a fragment, with a blank line between blocks; empty if it has none."""
    try:
        root = fragment_fromstring(_CONTROL.sub("", html), create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return ""
    etree.strip_elements(root, *_DROPPED, etree.Comment, with_tail=False)
    _mark_breaks(root)
    text = " ".join(root.text_content().replace("\xa0", " ").split(" "))
    parts = (" ".join(part.replace(_LINE, " ").split()) for part in _BREAKS.split(text))
    return "\n\n".join(part for part in parts if part)


def _mark_breaks(root: HtmlElement) -> None:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "br":
            element.tail = _LINE + _CONTROL.sub("", element.tail or "")
        elif element.tag in _BLOCKS:
            element.text = _PARAGRAPH + _CONTROL.sub("", element.text or "")
            element.tail = _PARAGRAPH + _CONTROL.sub("", element.tail or "")
