"""Owns the reading of lists as people write them: two spaces deep, without a blank line before."""

from __future__ import annotations

import re

_ITEM = re.compile(r"( *)([-*+]|\d{1,9}[.)])( {1,4})(?=\S)")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_LINE = re.compile(r" {0,3}([-*_])(?: *\1){2,} *$")
_STEP = 4


def even_lists(text: str) -> str:
    """Markdown whose lists are four spaces deep per level and begin after a blank line."""
    if not re.search(r"^ *(?:[-*+]|\d{1,9}[.)]) ", text, re.MULTILINE):
        return text
    state = _Lists()
    return "\n".join(out for line in text.split("\n") for out in state.take(line))


class _Lists:
    """Where the reading stands: open levels as (indent, indent of content), fence, line before."""

    def __init__(self) -> None:
        self._levels: list[tuple[int, int]] = []
        self._fence = ""
        self._before = ""

    def take(self, line: str) -> list[str]:
        out = self._within_fence(line) or self._outside(line.expandtabs(_STEP))
        self._before = line
        return out

    def _within_fence(self, line: str) -> list[str]:
        opened = _FENCE.match(line)
        if self._fence:
            if line.rstrip() == self._fence:
                self._fence = ""
            return [line]
        if opened:
            self._fence = opened[1]
            self._levels.clear()
            return [line]
        return []

    def _outside(self, line: str) -> list[str]:
        item = None if _LINE.match(line) else _ITEM.match(line)
        if item:
            return self._item(line, item)
        indent = len(line) - len(line.lstrip(" "))
        if not self._levels or not line.strip():
            return [line]
        if indent == 0:
            if not self._before.strip():
                self._levels.clear()
            return [line]
        depth = sum(1 for _at, content in self._levels if content <= indent)
        if depth == 0:
            return [line]
        extra = indent - self._levels[depth - 1][1]
        return [" " * (_STEP * depth + extra) + line.lstrip(" ")]

    def _item(self, line: str, item: re.Match[str]) -> list[str]:
        indent, mark = len(item[1]), item[2]
        if not self._levels and (indent >= _STEP or not self._may_begin(mark)):
            return [line]
        begins = not self._levels and bool(self._before.strip())
        while self._levels and indent < self._levels[-1][1]:
            self._levels.pop()
        depth = len(self._levels)
        self._levels.append((indent, item.end()))
        mark = mark.replace(")", ".")
        body = f"{' ' * _STEP * depth}{mark} {line[item.end() :]}"
        return ["", body] if begins else [body]

    def _may_begin(self, mark: str) -> bool:
        return not self._before.strip() or mark in {"-", "*", "+", "1.", "1)"}
