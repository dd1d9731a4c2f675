"""Says one sentence to every method of every service, and types it into every field of the window."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from tests.ui.kit.audit import settle
from tpmprep.core.ground.later import Later
from tpmprep.ui.kit.host import Place
from tpmprep.ui.shell import failures

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tpmprep.core.services import Services
    from tpmprep.ui.shell.window import Window

CANARY = "canary sings of 4711"
ROOMS = ("cards", "quiz", "interview", "learning", "aim", "flows")
PLAIN: dict[str, Any] = {
    "str": CANARY,
    "str | None": CANARY,
    "float": 1.0,
    "float | None": 1.0,
    "bool": True,
    "date | None": None,
    "tuple[str, ...]": (CANARY,),
    "tuple[int, ...]": (),
    "Sequence[str]": (CANARY,),
    "Mapping[str, str]": {CANARY: CANARY, "front": CANARY, "back": CANARY, "text": CANARY},
    "dict[str, object]": {"words": CANARY},
    "bytes": CANARY.encode(),
    "What": "interview",
    "Status": "doing",
    "ExerciseKind": "card",
}
OPENING = (".new", ".search", ".answer", ".open", ".edit")
KINDS = {"NoteDraft": "basic", "ItemDraft": "single_choice"}


def tell_all(services: Services, folder: Path, numbers: tuple[int, ...]) -> list[str]:
    """Calls every method with the sentence and some ids; returns what a person could copy of each failure."""
    details = []
    named = folder / f"{CANARY}.csv"
    named.write_text(f"thing,{CANARY}\n{CANARY},{CANARY}\n", encoding="utf-8")
    for name, method in _methods(services):
        for number in numbers:
            try:
                method(*_given(inspect.signature(method), number, named))
            except Exception as error:
                failures.note(error)
                details.append(f"{name}\n{failures.details(error)}")
    return details


def type_everywhere(window: Window) -> int:
    """Types the sentence into every field that is there, page by page; returns how many there were."""
    typed = 0
    for name in window.specs:
        window.go(Place(name))
        settle(window)
        typed += _type(window)
        for action in OPENING:
            for key in [key for key in window.page_keys.keys if key.action.endswith(action)]:
                key.run()
                settle(window)
                typed += _type(window)
    return typed


def _type(window: Window) -> int:
    fields = [
        field
        for field in window.findChildren(QWidget)
        if isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit)
        and field.isVisible()
        and field.isEnabled()
        and not field.isReadOnly()
    ]
    for field in fields:
        put = field.setText if isinstance(field, QLineEdit) else field.setPlainText
        put(CANARY)
    settle(window)
    return len(fields)


def _methods(services: Services) -> Iterator[tuple[str, Any]]:
    for field in dataclasses.fields(services):
        service = getattr(services, field.name)
        service = service.room() if isinstance(service, Later) else service
        for name, method in inspect.getmembers(service, inspect.ismethod):
            if not name.startswith("_") and field.name not in {"changes", "clock"}:
                yield f"{field.name}.{name}", method


def _given(signature: inspect.Signature, number: int, file: Path) -> list[Any]:
    wanted = [
        part for part in signature.parameters.values()
        if part.kind is part.POSITIONAL_OR_KEYWORD and part.default is part.empty
    ]  # fmt: skip
    return [_value(str(part.annotation), number, file) for part in wanted]


def _value(annotation: str, number: int, file: Path) -> Any:
    if annotation in {"int", "int | None"}:
        return number
    if annotation in {"Sequence[int]", "Collection[int]"}:
        return (number,)
    if annotation.startswith("Path"):
        return file
    if annotation in PLAIN:
        return PLAIN[annotation]
    return _made(_class(annotation), number, file)


def _made(found: Any, number: int, file: Path) -> Any:
    if found is None:
        return CANARY
    if not dataclasses.is_dataclass(found):
        return next(iter(found))
    make: Any = found
    return make(**{part.name: _field(found, part, number, file) for part in dataclasses.fields(found)})


def _field(owner: Any, part: dataclasses.Field[Any], number: int, file: Path) -> Any:
    if part.name == "kind":
        return KINDS.get(owner.__name__, CANARY)
    annotation = str(part.type)
    known = annotation in PLAIN or annotation in {"int", "Mapping[str, str]"}
    if part.default is not dataclasses.MISSING and not annotation.startswith(("str", "tuple[str")):
        return part.default
    return _value(annotation, number, file) if known else ()


def _class(name: str) -> Any:
    for room in (*ROOMS, "recall", "quiz"):
        found = getattr(importlib.import_module(f"tpmprep.core.{room}.faces"), name, None)
        if isinstance(found, type):
            return found
    return None
