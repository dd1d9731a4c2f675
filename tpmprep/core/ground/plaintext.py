"""Owns the way from Markdown and HTML to bare words, by one linear pass per rule."""

from __future__ import annotations

import re

_SIGNS = "[]*_`<>#|~&\\!"
_ANY_LEAD = re.compile(r"^[ \t]*(?:[-+>]|\d{1,9}[.)])[ \t]", re.MULTILINE)
_BREAK = re.compile(
    r"</?(?:p|br|div|li|tr|h[1-6]|ul|ol|table|blockquote|td|th)\b[^<>]{0,300}>", re.IGNORECASE
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>|<!--[^<>]{0,500}-->")
_IMAGE = re.compile(r"!\[([^\[\]\n]{0,300})\]\([^()\n]{0,600}\)")
_LINK = re.compile(r"\[([^\[\]\n]{0,500})\]\([^()\n]{0,600}\)")
_FENCE = re.compile(r"^(?:`{3,}|~{3,})[^\n`]{0,80}$", re.MULTILINE)
_TABLE_RULE = re.compile(r"^[ |:\-]{3,400}$", re.MULTILINE)
_LEAD = re.compile(r"^[ \t]{0,40}(?:#{1,6}|[-*+]|\d{1,9}[.)]|>{1,12})[ \t]+", re.MULTILINE)
_EMPHASIS = re.compile(r"(?<!\\)\*{1,3}|~~|`+|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_SPACE = re.compile(r"[ \t]{2,}")


def words(text: str) -> str:
    """The words of ``text`` without marks; lines stay lines, blank ones go."""
    text = text.replace("\r\n", "\n")
    if not any(map(text.__contains__, _SIGNS)) and not _leads(text):
        return text.strip()
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", text))
    if "```" in text or "~~~" in text:
        text = _FENCE.sub("", text)
    if "](" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub(lambda found: found[1] or "(picture)", text))
    if "|" in text:
        text = _TABLE_RULE.sub("", text).replace("|", " ")
    text = _EMPHASIS.sub("", _LEAD.sub("", text))
    text = _ESCAPE.sub(r"\1", text)
    if "&" in text:
        from html import unescape

        text = unescape(text)
    lines = (_SPACE.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _leads(text: str) -> bool:
    found = _ANY_LEAD.search(text) if "\n" in text else _ANY_LEAD.match(text)
    return found is not None
