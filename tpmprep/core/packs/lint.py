"""What a pack must hold true beyond its schema: references, prerequisites, kinds, and good item writing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tpmprep.core.cards.kind import NOTE_KINDS
from tpmprep.core.intake.apply import item_draft
from tpmprep.core.learning.steps import KINDS as STEP_KINDS
from tpmprep.core.packs.faces import PackFault, PackReport
from tpmprep.core.quiz.body import body_of
from tpmprep.core.quiz.kind import ITEM_KINDS
from tpmprep.core.quiz.lint import lint_item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tpmprep.core.intake import drafts
    from tpmprep.core.packs.folder import PackFolder

LONGEST_BRIEF = 120
NOT_READ = "is not read: lists lie in concepts, notes, items, questions and paths, and end in .yaml"


def lint_pack(pack: PackFolder) -> PackReport:
    """All errors and warnings of a pack that was read."""
    errors = list(pack.faults)
    warnings = [PackFault(name, 1, "", NOT_READ) for name in pack.unread]
    shelf = pack.shelf
    for local, field, why in (
        *_ids(shelf),
        *_references(shelf),
        *_circles(shelf),
        *_repeats(shelf),
        *_kinds(shelf),
        *_closures(shelf),
    ):
        errors.append(_at(pack, local, field, why))
    for local, field, why in (*_briefs(shelf), *_writing(shelf)):
        warnings.append(_at(pack, local, field, why))
    return PackReport(tuple(errors), tuple(warnings))


def _at(pack: PackFolder, local: str, field: str, why: str) -> PackFault:
    file, line = pack.places.get(local, ("pack.yaml", 1))
    return PackFault(file, line, f"{local}: {field}", why)


Fault = tuple[str, str, str]


def _ids(shelf: drafts.Shelf) -> Iterator[Fault]:
    """No id names two things: neither milestones nor the decks made of domains are told by their file."""
    taken = {
        thing.id
        for things in (shelf.concepts, shelf.notes, shelf.items, shelf.questions, shelf.steps, shelf.paths)
        for thing in things
    }
    inner = [(domain.id, "id", f"deck.{domain.id.lower()}") for domain in shelf.domains]
    inner += [(path.id, "milestones", stage.id) for path in shelf.paths for stage in path.milestones]
    for local, field, name in inner:
        if name in taken:
            yield local, field, f"'{name}' names something else too"
        taken.add(name)


def _references(shelf: drafts.Shelf) -> Iterator[Fault]:
    domains = {domain.id for domain in shelf.domains}
    concepts = {concept.id for concept in shelf.concepts}
    categories = {category.id for category in shelf.categories}
    for concept in shelf.concepts:
        yield from _missing(concept.id, "domain", (concept.domain,), domains)
        yield from _missing(concept.id, "after", concept.after, concepts)
    naming: tuple[drafts.Note | drafts.Item | drafts.Question | drafts.Step, ...] = (
        *shelf.notes,
        *shelf.items,
        *shelf.questions,
        *shelf.steps,
    )
    for thing in naming:
        yield from _missing(thing.id, "concepts", thing.concepts, concepts)
    for step in shelf.steps:
        for part in step.outline:
            yield from _missing(step.id, f"outline, {part.title}", part.concepts, concepts)
    for thing in naming[: len(shelf.notes) + len(shelf.items)]:
        if not thing.concepts:
            yield thing.id, "concepts", "names no concept"
    for question in shelf.questions:
        yield from _missing(question.id, "category", (question.category,), categories)


def _missing(local: str, field: str, named: Iterable[str], known: set[str]) -> Iterator[Fault]:
    for name in named:
        if name not in known:
            yield local, field, f"nothing is called '{name}'"


def _kinds(shelf: drafts.Shelf) -> Iterator[Fault]:
    for note in shelf.notes:
        kind = NOTE_KINDS.get(note.kind)
        if kind is None:
            yield note.id, "kind", f"no note kind '{note.kind}'"
            continue
        yield from ((note.id, fault.field, fault.why) for fault in kind.check(note.fields()))
    for item in shelf.items:
        item_kind = ITEM_KINDS.get(item.kind)
        if item_kind is None:
            yield item.id, "kind", f"no item kind '{item.kind}'"
            continue
        draft = item_draft(item)
        body = body_of(draft.options, draft.number)
        yield from ((item.id, fault.field, fault.why) for fault in item_kind.check(body))
        if draft.options and draft.number is not None:
            yield item.id, "number", "stands beside options; an item asks for one of the two"
    for step in shelf.steps:
        if STEP_KINDS.get(step.kind) is None:
            yield step.id, "kind", f"no step kind '{step.kind}'"


def _closures(shelf: drafts.Shelf) -> Iterator[Fault]:
    """Every path holds, before each step, its prerequisites (one of each choice)."""
    steps = {step.id: step for step in shelf.steps}
    for step in shelf.steps:
        for choice in step.needs:
            for need in choice:
                if need not in steps:
                    yield step.id, "needs", f"no step '{need}'"
    for path in shelf.paths:
        before: set[str] = set()
        for use in (use for stage in path.milestones for use in stage.steps):
            if use.use not in steps:
                yield path.id, "steps", f"no step '{use.use}'"
                continue
            for choice in steps[use.use].needs:
                if not before.intersection(choice):
                    yield path.id, "steps", f"'{use.use}' stands before what it needs: {' or '.join(choice)}"
            before.add(use.use)


def _repeats(shelf: drafts.Shelf) -> Iterator[Fault]:
    for path in shelf.paths:
        used = Counter(use.use for stage in path.milestones for use in stage.steps)
        for name in (name for name, times in used.items() if times > 1):
            yield path.id, "steps", f"'{name}' stands in it twice"


def _circles(shelf: drafts.Shelf) -> Iterator[Fault]:
    """Concepts left once all are taken away that wait for nothing left, again and again."""
    left = {concept.id: set(concept.after) for concept in shelf.concepts}
    while free := [local for local, before in left.items() if not before & left.keys()]:
        for local in free:
            del left[local]
    for local in left:
        yield local, "after", "it comes after itself, round a circle"


def _briefs(shelf: drafts.Shelf) -> Iterator[Fault]:
    for concept in shelf.concepts:
        words = len(concept.brief.split())
        if words > LONGEST_BRIEF:
            yield concept.id, "brief", f"{words} words; {LONGEST_BRIEF} can be read in a minute"


def _writing(shelf: drafts.Shelf) -> Iterator[Fault]:
    for item in shelf.items:
        for fault in lint_item(item_draft(item)):
            yield item.id, fault.rule, fault.says
