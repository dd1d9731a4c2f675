"""Owns how safe HTML is set in type for QTextDocument: code, quotes, call-outs and tables like in a book."""

from __future__ import annotations

import re

from tpmprep.ui.kit import theme

_TABLE = re.compile(r"<table>(?:(?!<table>).)*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[hd])([^<>]*)>(.*?)</t[hd]>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_NUMBER = re.compile(r"(?:[~≈<>≤≥±+\-–]?\s?[€$£]?\d[\d.,:]*\s?(?:%|€|[a-zA-Z]{1,4}(?!\w))?\s*){1,4}")
_CODE = re.compile(r'(?:<div class="code">)?<pre>(.*?)</pre>(?:\s*</div>)?', re.DOTALL)
_END = re.compile(r"\s+(?=(?:</code>)?\s*$)")
_QUOTE = re.compile(r"<blockquote>(?:(?!<blockquote>).)*?</blockquote>", re.DOTALL)
_LATER = re.compile(r"(?<=</p>)\s*(?=<p>\[!\w+\])")
_CALLOUT = re.compile(r"<blockquote>\s*<p>\[!(\w+)\]\s*")
_TONES = {
    "note": "accent",
    "info": "accent",
    "tip": "good",
    "example": "accent",
    "important": "warn",
    "warning": "warn",
    "caution": "bad",
}
_UNIT_GAP = re.compile(r"(?<=\d) (?=(?:%|ms|s|min|h|d|km|kB|MB|GB|TB|€)(?![\w]))")


def typeset(html: str) -> str:
    """HTML from ``markup.to_html`` dressed in the theme in force; nothing unsafe is added."""
    html = _UNIT_GAP.sub("\u00a0", html)
    html = _TABLE.sub(lambda found: _table(found[0]), html)
    html = _CODE.sub(lambda found: _boxed(f"<pre>{_END.sub('', found[1])}</pre>", "raised"), html)
    html = _QUOTE.sub(lambda found: _LATER.sub("</blockquote><blockquote>", found[0]), html)
    html = _CALLOUT.sub(_callout, html)
    html = html.replace("<blockquote>", _quote("line_strong"))
    return html.replace("</blockquote>", "</td></tr></table>")


def sheet(size: int) -> str:
    """The style sheet of a document whose body is ``size`` pixels at 100 % zoom."""
    c = theme.tokens().colours()
    px = theme.px
    heads = "".join(
        f"h{n} {{ font-size: {px(size + more)}px; font-weight: 600; margin-top: {px(above)}px;"
        f" margin-bottom: {px(8)}px; }}\n"
        for n, more, above in ((1, 12, 28), (2, 6, 24), (3, 2, 20), (4, 0, 16), (5, 0, 12), (6, 0, 12))
    )
    return (
        heads
        + f"""
body {{ color: {c["text"]}; }}
p {{ line-height: 125%; margin-top: 0; margin-bottom: {px(12)}px; }}
li {{ line-height: 125%; margin-top: 0; margin-bottom: {px(6)}px; }}
ul, ol {{ margin-top: 0; margin-bottom: {px(12)}px; }}
strong, b, dt {{ font-weight: 600; }}
a {{ color: {c["accent"]}; text-decoration: none; }}
pre {{ font-family: 'JetBrains Mono'; font-size: {px(size - 2)}px; line-height: 118%;
  margin: 0; white-space: pre-wrap; }}
code {{ font-family: 'JetBrains Mono'; font-size: {px(size - 1)}px; background-color: {c["raised"]}; }}
pre code {{ background-color: transparent; font-size: {px(size - 2)}px; }}
.gap, .shown {{ color: {c["accent"]}; font-weight: 600; }}
.muted, .c, .c1, .cm, .ch, .cs, .cp {{ color: {c["muted"]}; }}
.k, .kd, .kn, .kr, .kc, .kt, .ow, .nt {{ color: {c["accent"]}; }}
.s, .s1, .s2, .sb, .sd, .se, .sr, .si, .sh {{ color: {c["good"]}; }}
.m, .mi, .mf, .mh, .mb, .il {{ color: {c["warn"]}; }}
.nf, .nc, .fm, .nd {{ font-weight: 600; }}
.err, .gd {{ color: {c["bad"]}; }} .gi {{ color: {c["good"]}; }}
"""
    )


def _table(html: str) -> str:
    rows = [_CELL.findall(found) for found in _ROW.findall(html)]
    if not rows or not rows[0]:
        return html
    sides = _sides(rows)
    last = len(rows) - 1
    body = "".join(_row(row, sides, last=at == last) for at, row in enumerate(rows))
    space = theme.px(12)
    return (
        f'<table width="100%" cellspacing="0" cellpadding="0" border="0" '
        f'style="border-collapse:collapse;margin-top:{space - 8}px;margin-bottom:{space}px">{body}</table>'
    )


def _sides(rows: list[list[tuple[str, str, str]]]) -> list[str]:
    """Where each column stands: as written, else right where it holds numbers only; the first names rows."""
    body = [row for row in rows if row and row[0][0] == "td"]
    sides = []
    for at, (_tag, attributes, _inner) in enumerate(rows[0]):
        written = re.search(r"text-align:\s*(left|right|center)", attributes)
        cells = [_TAG.sub("", row[at][2]).strip() for row in body if at < len(row)]
        numbers = bool(cells) and all(_NUMBER.fullmatch(cell) for cell in cells if cell not in {"", "–", "-"})
        sides.append(written[1] if written else "right" if at and numbers and any(cells) else "left")
    return sides


def _row(row: list[tuple[str, str, str]], sides: list[str], *, last: bool) -> str:
    c = theme.tokens().colours()
    line = "" if last else f"border-bottom:1px solid {c['line']};"
    cells = []
    for at, (tag, _attributes, inner) in enumerate(row):
        side = sides[at] if at < len(sides) else "left"
        if tag == "th":
            look = f"color:{c['muted']};font-size:{theme.px(13)}px;font-weight:600;padding:6px 16px 8px 16px;"
            look += f"border-bottom:1px solid {c['line_strong']};"
        else:
            look = f"font-size:{theme.px(15)}px;padding:10px 16px 10px 16px;{line}"
        cells.append(f'<td align="{side}" valign="middle" style="{look}">{inner}</td>')
    return f"<tr>{''.join(cells)}</tr>"


def _boxed(inner: str, token: str) -> str:
    colour = theme.tokens().colours()[token]
    return (
        f'<table width="100%" cellspacing="0" cellpadding="{theme.px(12)}" border="0" bgcolor="{colour}"'
        f' style="margin-top:4px;margin-bottom:{theme.px(14)}px"><tr><td>{inner}</td></tr></table>'
    )


def _quote(edge: str, fill: str = "") -> str:
    c = theme.tokens().colours()
    back = f' bgcolor="{c[fill]}"' if fill else ""
    return (
        f'<table width="100%" cellspacing="0" cellpadding="0" border="0"{back}'
        f' style="margin-top:4px;margin-bottom:{theme.px(14)}px"><tr>'
        f'<td width="3" style="background-color:{c[edge]}"></td>'
        f'<td style="padding:{theme.px(8)}px 16px {theme.px(8)}px 16px">'
    )


def _callout(found: re.Match[str]) -> str:
    kind = found[1].lower()
    tone = _TONES.get(kind, "accent")
    colour = theme.tokens().colours()[tone]
    title = f'<span style="color:{colour};font-weight:600">{kind.capitalize()}</span><br>'
    return _quote(tone, f"{tone}_tint") + f"<p>{title}"
