"""How a concept is shown: beside any page, and in a sitting before it is first tested."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from tpmprep.ui.exercises.links import follow
from tpmprep.ui.exercises.prompt import Prompt
from tpmprep.ui.exercises.view import SIDE, View
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import GAP, KeyButton, button, plain
from tpmprep.ui.kit.host import Key
from tpmprep.ui.kit.layout import Column, clear, label, panel, row, rule, scroll, set_tip, stack, steady, vbox
from tpmprep.ui.kit.rich import RichText

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QPushButton, QVBoxLayout

    from tpmprep.core.catalog.faces import ConceptFace, Hit
    from tpmprep.core.flows.faces import Exercise, Turn
    from tpmprep.ui.exercises.view import Stage
    from tpmprep.ui.kit.host import Host

ICONS = {
    "concept": "lightbulb",
    "note": "layers",
    "card": "layers",
    "item": "list-checks",
    "question": "mic",
    "step": "route",
    "path": "waypoints",
    "story": "message-circle",
}
# what a link takes beside its words: its icon and its sides
LINK_SIDES = 48


class ConceptView(QWidget):
    """Title, brief, example and source of a concept, and with ``related`` all that names it, as links."""

    def __init__(self, host: Host, *, related: bool = True) -> None:
        super().__init__()
        self.host = host
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._domain = label("", "eyebrow", wrap=True)
        self.title = Prompt(20 if related else 26)
        self.brief, self._example = RichText(), RichText()
        self._box = panel(
            stack(label(self.tr("Example"), "accent"), 6, self._example, margins=(16, 12, 16, 12)),
            name="callout",
        )
        self._source = label("", "muted", wrap=True)
        self._links: list[tuple[QPushButton, str]] = []
        self._related: QVBoxLayout = vbox(spacing=4)
        self._more = QWidget()
        self._more.setLayout(stack(rule(), 16, label(self.tr("About this"), "eyebrow"), 8, self._related))
        self._with_related = related
        for text in (self.brief, self._example):
            text.link_activated.connect(partial(follow, host, self))
        parts = (self._domain, 6, self.title, 20, self.brief, 16, self._box, 16, self._source)
        self.lines = stack(*parts, 20, self._more, None, margins=(0, 0, 16, 0))
        self.setLayout(self.lines)

    def show_face(self, face: ConceptFace) -> None:
        """Shows this concept instead."""
        self._domain.setText(face.domain)
        self.title.set_markdown(face.title)
        self.brief.set_markdown(face.brief)
        self._example.set_markdown(face.example)
        self._box.setVisible(bool(face.example))
        self._source.setText(self._words_of_source(face))
        self._source.setVisible(bool(self._source.text()))
        self._more.setVisible(self._with_related and bool(face.related))
        if self._with_related:
            self._list(face.related)

    def _words_of_source(self, face: ConceptFace) -> str:
        said = self.tr("Source: {0}").replace("{0}", face.source) if face.source else ""
        if face.as_of is not None:
            said += self.tr(" (as of {0})").replace("{0}", face.as_of.isoformat())
        return said.strip()

    def _list(self, hits: tuple[Hit, ...]) -> None:
        clear(self._related)
        self._links = []
        for hit in hits:
            go = partial(self.host.open_thing, hit.kind, hit.thing_id)
            made = button(hit.title, "link", icon=ICONS.get(hit.kind, "link"), name=hit.title, then=go)
            made.setMinimumWidth(1)
            self._links.append((made, hit.title))
            self._related.addLayout(row(made, None))
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The links take the width there is."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        """Cuts the words of the links to the width of the lines above them."""
        words = QFontMetrics(theme.font(13, 500))
        room = self.lines.contentsRect().width() - theme.px(LINK_SIDES)
        for made, title in self._links:
            short = words.elidedText(title, Qt.TextElideMode.ElideRight, room)
            made.setText(f"{GAP}{plain(short)}")
            set_tip(made, title if short != title else "")


class ConceptExercise(View):
    """A new concept in a sitting: read it, press Space."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._concept_id = 0
        self._domain = ""
        self.view = ConceptView(stage.host, related=False)
        self.scroller = steady(scroll(self.view), self.view.lines)
        card = panel(stack(self.scroller, margins=(48, 40, 32, 32)))
        self.got_it = KeyButton(self.tr("Got it"), self.tr("Space"), "primary", then=self._on_got_it)
        note = label(self.tr("New: read it once, it will be asked later."), "muted", wrap=True)
        self.setLayout(
            stack(Column(stack(card, 16, row(note, 16, self.got_it))), margins=(SIDE, 0, SIDE, 32))
        )

    def show_turn(self, turn: Turn, exercise: Exercise, *, resumed: bool) -> None:
        """Shows the concept."""
        del turn, resumed
        if exercise.concept is not None:
            self._concept_id, self._domain = exercise.concept.id, exercise.concept.domain
            self.view.show_face(exercise.concept)
            if self.scroller is not None:
                self.scroller.verticalScrollBar().setValue(0)

    def where(self) -> str:
        """The domain."""
        return self._domain

    def keys(self) -> list[Key]:
        """Space."""
        return [Key("concept.got_it", self.tr("Got it"), "Space / Return / Enter", self._on_got_it)]

    def _on_got_it(self) -> None:
        concept_id = self._concept_id
        self.stage.play(lambda sittings: sittings.seen(concept_id))
