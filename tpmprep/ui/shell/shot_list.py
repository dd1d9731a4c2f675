"""Which pictures there are: every page and its main states, and how each is reached by its keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from tpmprep.core.flows.faces import Plan
from tpmprep.core.interview.faces import QuestionQuery
from tpmprep.core.quiz.faces import ItemQuery
from tpmprep.ui.kit.host import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from tpmprep.core.flows.faces import ExerciseKind
    from tpmprep.ui.shell.window import Window

    Act = Callable[[Window], None]


def press(window: Window, *sequences: str) -> None:
    """Does what the keys do, the page's own before the window's; raises LookupError for a key without use."""
    for sequence in sequences:
        name = window.pages.current_name()
        keys = [*window.pages.page(name).keys(), *window.own_keys.keys]
        found = next((key for key in keys if sequence in key.keys.split(" / ")), None)
        if found is None:
            message = f"{sequence} does nothing on {name}"
            raise LookupError(message)
        found.run()


def _go(window: Window, page: str, kind: str = "", tab: str = "") -> None:
    window.go(Place(page, kind, _some(window, kind) if kind else 0, tab))


def _some(window: Window, kind: str) -> int:
    """The thing of a kind that shows most."""
    services = window.services
    if kind == "path":
        return services.learning.paths()[0].id
    if kind == "step":
        step = services.learning.next_step()
        first = step or services.learning.path(services.learning.paths()[0].id).milestones[0].steps[0]
        return first.id
    if kind == "note":
        from tpmprep.core.cards.faces import NoteQuery

        return services.cards.notes(NoteQuery())[0].id
    if kind == "item":
        return services.insight.first_item() or 0
    if kind == "story":
        stories = services.interview.stories()
        return stories[-1].id if stories else 0
    rows = services.interview.questions(QuestionQuery(state="answered"))
    return rows[0].id if rows else services.interview.questions(QuestionQuery())[0].id


def _thing(window: Window, kind: ExerciseKind) -> int:
    """The first thing of a kind that today's plan holds, else any."""
    things = (pair for block in window.services.insight.today().blocks for pair in block.things)
    found = (thing for name, thing in things if name == kind and _has_keys(window, name, thing))
    return next(found, 0) or _some(window, kind)


def _has_keys(window: Window, kind: str, thing: int) -> bool:
    """Whether a picture can be taken of its answer by key 1: of a number it cannot."""
    return kind != "item" or window.services.quiz.item(thing).number is None


def _start(window: Window, page: str, plan: Plan) -> None:
    """Starts a sitting where a person would: the rail keeps showing that page."""
    _go(window, page)
    window.start(plan)


def _item_of(window: Window, kind: str) -> None:
    """A sitting of the first item of a kind."""
    item = window.services.quiz.items(ItemQuery(kind=kind))[0].id
    _start(window, "quiz", Plan("Practice", 5, (("item", item),)))
    turn = window.services.sittings.resume()
    while turn is not None and turn.exercise is not None and turn.exercise.kind == "concept":
        press(window, "Space")
        turn = window.services.sittings.resume()


def _exercise(window: Window, kind: ExerciseKind, *keys: str) -> None:
    """A sitting of one thing, its concept met before, and then the keys."""
    plan = Plan("Today", 30, ((kind, _thing(window, kind)),))
    _start(window, "today", plan)
    turn = window.services.sittings.resume()
    while turn is not None and turn.exercise is not None and turn.exercise.kind == "concept" != kind:
        press(window, "Space")
        turn = window.services.sittings.resume()
    press(window, *keys)


def _concept(window: Window) -> None:
    window.go(Place("library", tab="concepts"))
    window.open_thing("concept", window.services.catalog.concepts()[3].id)


def _page_keys(window: Window) -> None:
    _exercise(window, "item")
    press(window, "?")


def _palette(window: Window) -> None:
    _go(window, "today")
    press(window, "Ctrl+K")


def _paths(window: Window) -> None:
    _go(window, "paths")
    while window.pages.page("paths").step_back():
        pass


def _new_concept(window: Window) -> None:
    met = {row.id for row in window.services.catalog.concepts() if row.met}
    rows = [row for row in window.services.catalog.concepts() if row.id not in met]
    concept = (rows or list(window.services.catalog.concepts()))[0].id
    _start(window, "today", Plan("Today", 30, (("concept", concept),)))


SHOTS: Final[tuple[tuple[str, Act], ...]] = (
    ("today", partial(_go, page="today")),
    ("cards", partial(_go, page="cards")),
    ("cards-notes", partial(_go, page="cards", tab="notes")),
    ("cards-editor", partial(_go, page="cards", kind="note")),
    ("quiz", partial(_go, page="quiz", tab="practise")),
    ("quiz-items", partial(_go, page="quiz", tab="items")),
    ("quiz-editor", partial(_go, page="quiz", kind="item", tab="edit")),
    ("interview", partial(_go, page="interview", tab="practise")),
    ("interview-questions", partial(_go, page="interview", kind="question")),
    ("interview-stories", partial(_go, page="interview", kind="story")),
    ("paths", _paths),
    ("paths-certificates", partial(_go, page="paths", tab="certificates")),
    ("paths-path", partial(_go, page="paths", kind="path")),
    ("paths-step", partial(_go, page="paths", kind="step")),
    ("progress", partial(_go, page="progress")),
    ("library-concepts", partial(_go, page="library", tab="concepts")),
    ("library-packs", partial(_go, page="library", tab="packs")),
    ("library-exchange", partial(_go, page="library", tab="exchange")),
    ("library-trash", partial(_go, page="library", tab="trash")),
    ("settings-study", partial(_go, page="settings", tab="study")),
    ("settings-look", partial(_go, page="settings", tab="look")),
    ("settings-keys", partial(_go, page="settings", tab="keys")),
    ("settings-backups", partial(_go, page="settings", tab="backups")),
    ("settings-profile", partial(_go, page="settings", tab="profile")),
    ("help", partial(_go, page="settings", tab="help")),
    ("about", partial(_go, page="settings", tab="about")),
    ("sitting-concept", _new_concept),
    ("sitting-card", lambda window: _exercise(window, "card")),
    ("sitting-card-answer", lambda window: press(window, "Space")),
    ("sitting-item", lambda window: _exercise(window, "item")),
    ("sitting-item-answer", lambda window: press(window, "1", "Return")),
    ("sitting-number", partial(_item_of, kind="numeric")),
    ("sitting-statement", partial(_item_of, kind="true_false")),
    ("sitting-statement-answer", lambda window: press(window, "T", "Return")),
    ("sitting-question", lambda window: _exercise(window, "question")),
    ("sitting-step", lambda window: _exercise(window, "step")),
    ("concept-panel", _concept),
    ("palette", _palette),
    ("key-sheet", _page_keys),
    ("welcome", partial(_go, page="welcome")),
    ("welcome-when", lambda window: press(window, "1")),
    ("welcome-minutes", lambda window: press(window, "1")),
    ("welcome-role", lambda window: press(window, "2")),
    ("welcome-end", lambda window: press(window, "1")),
)
