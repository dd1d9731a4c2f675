"""Reads YAML the strict way: text only, no aliases, no tags, no duplicate keys, each value with its line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from tpmprep.core.packs.faces import PackFault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST_FILE = 1_000_000
DEEPEST = 50
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class FaultError(Exception):
    """A file that cannot be read as strict YAML; carries the fault."""

    def __init__(self, fault: PackFault) -> None:
        super().__init__(fault.why)
        self.fault = fault


@dataclass(slots=True)
class Node:
    """A value with the line it stands on; exactly one of the three is set."""

    line: int
    text: str | None = None
    items: list[Node] | None = None
    pairs: dict[str, Node] | None = None

    def plain(self) -> object:
        """The value without its lines."""
        if self.items is not None:
            return [node.plain() for node in self.items]
        if self.pairs is not None:
            return {key: node.plain() for key, node in self.pairs.items()}
        return self.text

    def at(self, place: tuple[int | str, ...]) -> int:
        """The line of a place inside, as near as it exists."""
        node = self
        for step in place:
            inner: Node | None = None
            if node.pairs is not None:
                inner = node.pairs.get(str(step))
            elif node.items is not None and isinstance(step, int) and step < len(node.items):
                inner = node.items[step]
            if inner is None:
                return node.line
            node = inner
        return node.line


@dataclass(slots=True)
class _Open:
    """A list or mapping being read; ``key`` waits for its value."""

    node: Node
    key: str | None = field(default=None)


def read(file: Path, name: str) -> Node:
    """The tree of a file; raises FaultError with file, line and reason."""
    try:
        if not file.is_file():  # a device or a pipe has no end
            raise _fault(name, 1, "no ordinary file")
        size = file.stat().st_size
        if size > LARGEST_FILE:
            raise _fault(name, 1, f"larger than {LARGEST_FILE:,} bytes")
        return _build(file.read_text("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        raise _fault(name, 1, f"not UTF-8 text ({error.reason})") from error
    except OSError as error:
        raise _fault(name, 1, f"cannot be read ({error.strerror})") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        why = getattr(error, "problem", None) or "not YAML"
        raise _fault(name, 1 if mark is None else mark.line + 1, str(why)) from error


def _build(text: str, name: str) -> Node:
    top: Node | None = None
    stack: list[_Open] = []
    for event in _events(text, name):
        line = _line(event)
        if isinstance(event, yaml.CollectionEndEvent):
            node = stack.pop().node
            if not stack:
                top = node
            continue
        if isinstance(event, yaml.ScalarEvent):
            node = Node(line, text=event.value)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Node(line, items=[])
        else:
            node = Node(line, pairs={})
        if stack:
            _place(stack[-1], node, name)
        if node.text is None:
            stack.append(_Open(node))
            if len(stack) > DEEPEST:
                raise _fault(name, line, f"nested deeper than {DEEPEST} levels")
    if top is None:
        raise _fault(name, 1, "a list or a mapping is expected")
    return top


def _events(text: str, name: str) -> Iterator[yaml.NodeEvent | yaml.CollectionEndEvent]:
    documents = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = _line(event)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _fault(name, line, "only one document a file")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _fault(name, line, "anchors and aliases are not allowed")
        if getattr(event, "tag", None) not in {None, "!"}:
            raise _fault(name, line, "type tags are not allowed")
        if isinstance(event, yaml.NodeEvent | yaml.CollectionEndEvent):
            yield event


def _line(event: yaml.Event) -> int:
    return 1 if event.start_mark is None else event.start_mark.line + 1


def _place(parent: _Open, node: Node, name: str) -> None:
    if parent.node.items is not None:
        parent.node.items.append(node)
        return
    pairs = parent.node.pairs
    if pairs is None:
        return
    if parent.key is None:
        if node.text is None:
            raise _fault(name, node.line, "a key must be text")
        if node.text in pairs:
            raise _fault(name, node.line, f"'{node.text}' is given twice")
        parent.key = node.text
        return
    pairs[parent.key] = node
    parent.key = None


def _fault(name: str, line: int, why: str) -> FaultError:
    return FaultError(PackFault(name, line, "", why))
