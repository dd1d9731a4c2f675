"""Owns Markdown: to safe HTML for display, to plain text for search, never slow and never loud."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from tpmprep.core.ground.listing import even_lists

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown import Markdown

MAX_CHARS = 32_000
MAX_WORK = 1_500_000
MAX_COST = 160.0
"""What a text may cost to show, in steps of the view's layout (about half a millisecond each at most)."""

MAX_DEPTH = 12
MAX_INDENT = 80
MAX_RUN = 200

NO_IMAGE = "media:" + "0" * 64 + ".png"
MEDIA = re.compile(r"media:[0-9a-f]{64}\.(?:png|jpg|gif|webp)")
SOUND = re.compile(r"media:[0-9a-f]{64}\.(?:wav|mp3|ogg|opus|m4a)")
LINK = re.compile(r"(?:https?://|concept:)[^\s\"<>]+", re.IGNORECASE)

_GAP, _GAP_END, _SHOWN, _SHOWN_END = "\ue000", "\ue001", "\ue002", "\ue003"
_MARKS = {
    ord(_GAP): "<span class=gap>",
    ord(_GAP_END): "</span>",
    ord(_SHOWN): "<span class=shown>",
    ord(_SHOWN_END): "</span>",
}
_NO_MARKS = dict.fromkeys(_MARKS)
_SPECIAL = re.compile(r"[\[\]*_`<>!&\\(){}~^$:]|\n(?=#|[=\-+* ]+\n)")
_WORDS_ONLY = re.compile(r"[^\W\d_](?:[^\W_]|[ ,.;?%/()'’“”…–—×°€$]){0,2000}")
_RUN = re.compile(r"([^\w\s\-=|.])\1{" + str(MAX_RUN) + "}")
_SIGN = re.compile(r"[^\w\s]|_")
_ENDLESS = re.compile(r"\S{300,}")
_FENCE = re.compile(r"^[ ]*(?:```|~~~)", re.MULTILINE)
_MARKER = re.compile(r"[ \t]*(?:[-*+>]|\d{1,9}[.)])(?=[ \t>]|$)")
_APART = re.compile(r"\n[ \t]*\n|\n[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\w)")
_BOX = re.compile(r"<(/?)(table|blockquote|ul|ol|div|dl)\b")
_ESCAPED = re.compile(r"[\\`*_{}\[\]()>#+\-.!|~]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_TAGS = frozenset(
    {"p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "b", "em", "i", "u", "s", "del", "sub"}
    | {"sup", "code", "pre", "blockquote", "ul", "ol", "li", "div", "span", "a", "img", "dl", "dt", "dd"}
    | {"table", "thead", "tbody", "tr", "th", "td"}
)
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "span": {"class", "style"},
    "div": {"class"},
    "p": {"style"},
    "ol": {"start"},
    "td": {"style", "colspan", "rowspan"},
    "th": {"style", "colspan", "rowspan"},
}
_STYLES = frozenset({"color", "font-weight", "font-style", "text-align"})
_lock = Lock()


def escaped(text: str) -> str:
    """Plain text to put into Markdown: it is shown as it is."""
    return _ESCAPED.sub(r"\\\g<0>", text).replace("&", "&amp;").replace("<", "&lt;").translate(_NO_MARKS)


def gap(hint: str = "") -> str:
    """A hidden cloze to put into Markdown; shown as ``[…]`` or ``[hint]``, in the accent colour."""
    return f"{_GAP}[{hint.translate(_NO_MARKS) or '…'}]{_GAP_END}"


def shown(text: str) -> str:
    """A revealed cloze to put into Markdown; its words appear in the accent colour."""
    return f"{_SHOWN}{text.translate(_NO_MARKS)}{_SHOWN_END}"


def to_html(text: str) -> str:
    """Markdown as HTML that opens nothing, loads nothing and runs nothing.

    Links lead to http, https, ``concept:`` or a sound of the person's own only, images come from
    ``media:<sha256>.<type>`` only.
    Text that would be slow or deep to render comes back as plain paragraphs, escaped.
    """
    text = _CONTROL.sub("", text.replace("\r\n", "\n"))
    if _WORDS_ONLY.fullmatch(text) or not is_renderable(text):
        return plain_html(text)
    try:
        html = _clean(_render(even_lists(text)).translate(_MARKS))
    except (RecursionError, ValueError, AssertionError):
        return plain_html(text)
    return html if _nesting(html) <= MAX_DEPTH else plain_html(text)


def fetch() -> None:
    """Imports in a thread what the first text would wait for."""
    to_html("*a* `b`")


def plain_html(text: str) -> str:
    """Text shown as it is, escaped; blank lines part paragraphs. Cut where it would cost too much."""
    kept = _affordable(text)
    safe = kept.translate(_NO_MARKS)
    safe = safe.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    parts = (part.strip("\n").replace("\n", "<br>") for part in safe.split("\n\n"))
    paragraphs = "\n".join(f"<p>{part}</p>" for part in parts if part.strip())
    return paragraphs + ("\n<p>…</p>" if len(text) > len(kept) else "")


def is_renderable(text: str) -> bool:
    """Whether rendering is sure to be quick and shallow, told from the text in linear time.

    The renderer's inline patterns look ahead from each special character to the end of its block or point:
    the sum of specials times length is an upper measure of that work.
    """
    if len(text) > MAX_CHARS or _RUN.search(text) or cost(text) > MAX_COST:
        return False
    angles = text.count("<") + text.count("&")
    if max(angles, 2 * len(_FENCE.findall(text))) * len(text) > MAX_WORK:
        return False
    work = sum(_weight(block) * len(block) for block in _APART.split(text))
    return work <= MAX_WORK and all(map(_is_shallow, text.split("\n")))


def cost(text: str) -> float:
    """What showing a Markdown text costs at most, told from its letters, lines, cells and code.

    The weights were measured: a line is laid out by itself, a cell is a document of its own, a line of code
    is many coloured pieces, and signs cost more than letters.
    """
    total, fenced = 0.25 * text.count("|") + 0.3 * text.count("<"), False
    for line in text.split("\n"):
        total += _price(line) if line.strip() else 0.0
        if fenced:
            total += 0.6
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
    return total


def to_plain(text: str) -> str:
    """The words of a Markdown text, for search and lists; linear and quick, imports nothing."""
    return _words()(text if text.isascii() else text.translate(_NO_MARKS))


@cache
def _words() -> Callable[[str], str]:
    from tpmprep.core.ground.plaintext import words

    return words


def _price(line: str) -> float:
    """What a line costs by itself: signs and words without an end cost more than words."""
    endless = sum(map(len, _ENDLESS.findall(line)))
    return 0.15 + 0.0027 * len(line) + 0.017 * len(_SIGN.findall(line)) + 0.006 * endless


def _affordable(text: str) -> str:
    """The begin of a text that can be shown at once."""
    kept, total = 0, 0.0
    for line in text[:MAX_CHARS].split("\n"):
        price = _price(line)
        if total + price > MAX_COST:
            return text[: kept + int(len(line) * (MAX_COST - total) / price)]
        kept, total = kept + len(line) + 1, total + price
    return text[:MAX_CHARS]


def _weight(block: str) -> int:
    return len(_SPECIAL.findall(block)) + 4 * block.count("[")


def _is_shallow(line: str) -> bool:
    start = line[:400].expandtabs(4)
    if len(start) - len(start.lstrip(" ")) > MAX_INDENT:
        return False
    depth, at = 0, 0
    while (found := _MARKER.match(start, at)) is not None:
        depth, at = depth + 1, found.end()
        if depth > MAX_DEPTH:
            return False
    return True


def _nesting(html: str) -> int:
    """How deep boxes lie in one another; a table counts three, it costs the view most."""
    depth = deepest = 0
    for closing, tag in _BOX.findall(html):
        step = 3 if tag == "table" else 1
        depth += -step if closing else step
        deepest = max(deepest, depth)
    return deepest


def _render(text: str) -> str:
    with _lock:
        renderer = _renderer()
        renderer.reset()
        return renderer.convert(text)


@lru_cache(maxsize=1)
def _renderer() -> Markdown:
    from markdown import Markdown
    from markdown.extensions.codehilite import CodeHiliteExtension
    from markdown.extensions.fenced_code import FencedCodeExtension
    from markdown.extensions.sane_lists import SaneListExtension
    from markdown.extensions.tables import TableExtension

    code = CodeHiliteExtension(guess_lang=False, css_class="code")
    return Markdown(extensions=[FencedCodeExtension(), TableExtension(), SaneListExtension(), code])


def _clean(dirty: str) -> str:
    import nh3

    return nh3.clean(
        dirty,
        tags=set(_TAGS),
        clean_content_tags={"script", "style", "title", "textarea", "iframe", "object", "svg", "math"},
        attributes=_ATTRIBUTES,
        attribute_filter=_allowed,
        filter_style_properties=set(_STYLES),
        url_schemes={"http", "https", "concept", "media"},
        link_rel=None,
        strip_comments=True,
    )


def _allowed(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "href":
        return value if LINK.fullmatch(value) or SOUND.fullmatch(value) else None
    if attribute == "src":
        return value if MEDIA.fullmatch(value) else NO_IMAGE
    if attribute in {"colspan", "rowspan", "start"}:
        return value if value.isascii() and value.isdigit() and len(value) <= 4 else None
    if attribute == "class" and not all(part.isascii() and part.isalnum() for part in value.split()):
        return None
    return value
