"""A pack as a folder: which files hold what, read and checked into drafts with the place of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

from pydantic import BaseModel, ValidationError

from tpmprep.core.ground.errors import UserError
from tpmprep.core.intake import drafts
from tpmprep.core.packs.digest import digest_of
from tpmprep.core.packs.faces import PackFault
from tpmprep.core.packs.reader import FaultError, Node, read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pydantic_core import ErrorDetails

# where drafts of each kind lie: a file, or all files of a folder; each holds a list
LISTS: Final[dict[str, type[BaseModel]]] = {
    "domains.yaml": drafts.Domain,
    "categories.yaml": drafts.Category,
    "concepts": drafts.Concept,
    "notes": drafts.Note,
    "items": drafts.Item,
    "questions": drafts.Question,
}
MOST_FILES = 2000
IN_LIST = 2  # a folder of lists and a file in it
NO_MAPPING = "a mapping of fields is expected"
_WHY = {
    "model_type": NO_MAPPING,
    "extra_forbidden": "there is no such field here; is it spelled right?",
    "missing": "this field is missing",
    "literal_error": "it must be {expected}",
    "bool_type": "it must be yes or no",
    "bool_parsing": "it must be yes or no",
    "int_type": "a whole number is expected",
    "int_parsing": "a whole number is expected",
    "string_type": "a text is expected",
    "string_too_long": "it may be {max_length} characters long",
    "tuple_type": "a list is expected",
    "list_type": "a list is expected",
    "less_than_equal": "it may be {le} at most",
    "greater_than_equal": "it must be {ge} at least",
}
# how a text is written that must have a form, by its field; all others are ids
_FORMS = {
    "version": "write it in three numbers, such as 1.0.0",
    "language": "write it as en or pt-BR",
    "url": "a link begins with https://",
}
_ID = "write it with small letters, digits and . _ - alone"
Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(slots=True)
class PackFolder:
    """What was read: the manifest, the drafts, where each stands, every fault, and YAML files left out."""

    manifest: drafts.Manifest | None = None
    shelf: drafts.Shelf = field(default_factory=drafts.Shelf)
    places: dict[str, tuple[str, int]] = field(default_factory=dict)
    faults: list[PackFault] = field(default_factory=list)
    unread: tuple[str, ...] = ()
    digest: str = ""


def read_pack(folder: Path) -> PackFolder:
    """Reads a pack's folder; raises ``pack.missing`` when it has no ``pack.yaml``."""
    if not (folder / "pack.yaml").is_file():
        raise UserError("pack.missing", folder=folder)
    pack = PackFolder()
    found: dict[str, list[BaseModel]] = {"steps": [], "paths": []}
    for name, node in _trees(folder, [folder / "pack.yaml"], pack):
        pack.manifest = _one(drafts.Manifest, name, node, pack)
    for place, shape in LISTS.items():
        key = place.removesuffix(".yaml")
        found[key] = []
        files = [folder / place] if place.endswith(".yaml") else _files(folder / place, pack)
        for name, node in _trees(folder, files, pack):
            found[key] += _many(shape, name, node, pack)
    for name, node in _trees(folder, _files(folder / "paths", pack), pack):
        if node.items is not None:
            found["steps"] += _many(drafts.Step, name, node, pack)
        else:
            path = _one(drafts.Path, name, node, pack)
            found["paths"] += [path] if path else []
    pack.shelf = drafts.Shelf.model_construct(None, **{key: tuple(values) for key, values in found.items()})
    pack.unread = _unread(folder)
    pack.digest = digest_of(folder)
    return pack


def _unread(folder: Path) -> tuple[str, ...]:
    """The YAML files that lie where none is looked for: a misspelt folder, or another ending."""
    lists = {name for name in (*LISTS, "paths") if not name.endswith(".yaml")}
    tops = {"pack.yaml", *LISTS} - lists
    found = (file.relative_to(folder) for file in folder.rglob("*.y*ml"))
    return tuple(
        sorted(
            file.as_posix()
            for file in found
            if file.as_posix() not in tops
            and not (file.suffix == ".yaml" and len(file.parts) == IN_LIST and file.parts[0] in lists)
        )
    )


def _files(folder: Path, pack: PackFolder) -> list[Path]:
    files = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    if len(files) > MOST_FILES:
        pack.faults.append(PackFault(folder.name, 1, "", f"more than {MOST_FILES:,} files"))
    return files[:MOST_FILES]


def _trees(folder: Path, files: list[Path], pack: PackFolder) -> Iterator[tuple[str, Node]]:
    for file in files:
        if not file.exists() and not file.is_symlink():
            continue
        name = file.relative_to(folder).as_posix()
        try:
            yield name, read(file, name)
        except FaultError as error:
            pack.faults.append(error.fault)


def _many(shape: type[BaseModel], name: str, node: Node, pack: PackFolder) -> list[BaseModel]:
    if node.items is None:
        pack.faults.append(PackFault(name, node.line, "", "a list is expected"))
        return []
    made = (_one(shape, name, item, pack) for item in node.items)
    return [draft for draft in made if draft is not None]


def _why(fault: ErrorDetails) -> str:
    """What is wrong with a value, in words for whoever writes packs."""
    if fault["type"] == "string_pattern_mismatch":
        return next((_FORMS[str(at)] for at in fault["loc"][::-1] if at in _FORMS), _ID)
    return _WHY.get(fault["type"], fault["msg"]).format_map(fault.get("ctx", {}))


def _one(shape: type[Shape], name: str, node: Node, pack: PackFolder) -> Shape | None:
    try:
        draft = shape.model_validate(node.plain())
    except ValidationError as error:
        for fault in error.errors():
            place = tuple(fault["loc"])
            pack.faults.append(PackFault(name, node.at(place), ".".join(map(str, place)), _why(fault)))
        return None
    local = getattr(draft, "id", "")
    if local in pack.places:
        first = pack.places[local]
        pack.faults.append(PackFault(name, node.line, "id", f"'{local}' stands in {first[0]}:{first[1]} too"))
    pack.places.setdefault(local, (name, node.line))
    return draft
