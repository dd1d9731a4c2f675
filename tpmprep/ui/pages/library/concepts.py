"""Owns the tab of concepts: domains at the left, their concepts at the right, by tier and whether met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHeaderView, QStackedWidget, QTableView, QWidget

from tpmprep.core.catalog.faces import ConceptRow
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import SegmentedChips
from tpmprep.ui.kit.empty import EmptyState
from tpmprep.ui.kit.fields import combo
from tpmprep.ui.kit.layout import panel, row, stack
from tpmprep.ui.kit.rows import ColumnSpec, RowsModel, table
from tpmprep.ui.pages.library.words import say, tier_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from tpmprep.core.catalog.faces import DomainRow

NARROW = 848
DOMAINS_WIDTH = 384
SIDE, GAP = 16, 24
ROWS_MEASURED = 50


@dataclass(frozen=True)
class Domain:
    """A line of the list of domains; ``name`` is empty for all of them."""

    title: str
    name: str
    met: int
    count: int


class Concepts(QWidget):
    """``chosen`` carries the id of a concept, ``packs_wanted`` comes where there is nothing yet."""

    chosen = Signal(int)
    packs_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[ConceptRow, ...] = ()
        self._domain = ""
        self._quiet = False
        self.domain_rows = RowsModel(
            [
                ColumnSpec[Domain](say("Domain"), lambda line: line.title),
                ColumnSpec[Domain](
                    say("Met"), lambda line: say("{met} of {all}", met=line.met, all=line.count), number=True
                ),
            ]
        )
        self.domains = table(self.domain_rows, say("Domains"))
        self.domains.setSortingEnabled(False)
        self.domains.horizontalHeader().hide()
        self.domains.setFixedWidth(theme.px(DOMAINS_WIDTH))
        _first_stretches(self.domains)
        self.domains.selectionModel().currentRowChanged.connect(lambda now, _was: self._on_domain(now.row()))
        self.domain_box = combo(say("Domain"), [])
        self.domain_box.currentIndexChanged.connect(self._on_domain)
        self.domain_box.hide()
        self.tier = SegmentedChips(
            [("", say("All tiers")), *((tier, tier_name(tier)) for tier in ("core", "useful", "rare"))],
            chosen=[""],
        )
        self.met = SegmentedChips(
            [("", say("Met or not")), ("new", say("Not met")), ("met", say("Met"))], chosen=[""]
        )
        for chips in (self.tier, self.met):
            chips.changed.connect(lambda _chosen: self._show())
        self.model = RowsModel(
            [
                ColumnSpec[ConceptRow](say("Concept"), lambda line: line.title),
                ColumnSpec[ConceptRow](say("Tier"), lambda line: tier_name(line.tier)),
                ColumnSpec[ConceptRow](
                    say("Met"),
                    lambda line: say("met") if line.met else say("not yet"),
                    drawing=lambda line: ("circle-check", "good") if line.met else ("circle", "muted"),
                ),
            ]
        )
        self.table = table(self.model, say("Concepts"))
        _first_stretches(self.table)
        self.table.activated.connect(lambda index: self.chosen.emit(self.model.row(index).id))
        self._lay()

    def show_rows(self, domains: Sequence[DomainRow], rows: Sequence[ConceptRow]) -> None:
        """Shows these domains and concepts; the chosen domain stays."""
        self._rows = tuple(rows)
        self._stack.setCurrentIndex(1 if rows else 0)
        met, count = sum(d.met for d in domains), sum(d.concepts for d in domains)
        lines = [Domain(say("All domains"), "", met, count)]
        lines += [Domain(d.title, d.title, d.met, d.concepts) for d in domains]
        kept = self._domain
        self._quiet = True
        self.domain_rows.set_rows(lines)
        self.domain_box.clear()
        for line in lines:
            words = say("{title}, {met} of {all} met", title=line.title, met=line.met, all=line.count)
            self.domain_box.addItem(words, line.name)
        at = next((n for n, line in enumerate(lines) if line.name == kept), 0)
        self.domains.selectRow(at)
        self.domain_box.setCurrentIndex(at)
        self._quiet = False
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list of domains becomes a box where it is narrow; both rows of chips are one where they fit."""
        super().resizeEvent(event)
        wide = event.size().width() >= theme.px(NARROW)
        self.domains.setVisible(wide)
        self.domain_box.setVisible(not wide)
        room = event.size().width() - SIDE - GAP - (theme.px(DOMAINS_WIDTH) + GAP if wide else 0)
        fits = self.tier.sizeHint().width() + self.met.sizeHint().width() + 2 * GAP <= room
        ways = QBoxLayout.Direction
        self._chips.setDirection(ways.LeftToRight if fits else ways.TopToBottom)
        self._chips.setStretchFactor(self.met, int(fits))
        self._chips.setSpacing(GAP if fits else 12)

    def _lay(self) -> None:
        self._chips = stack(self.tier, self.met, spacing=12)
        right = stack(self.domain_box, self._chips, self.table, spacing=12)
        both = row(self.domains, right, margins=(SIDE, 16, GAP, 16), spacing=GAP)
        both.setStretchFactor(right, 1)
        empty = EmptyState(
            "library",
            say("Concepts come with packs of content; each is one idea with an example."),
            say("Look at packs"),
            self.packs_wanted.emit,
            title=say("No concepts yet"),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(panel(both))
        self._stack.setCurrentIndex(1)
        self.setLayout(stack(self._stack))
        self.table.setMinimumHeight(theme.px(160))

    def _on_domain(self, at: int) -> None:
        if at < 0 or self._quiet:
            return
        self._quiet = True
        self._domain = str(self.domain_box.itemData(at))
        self.domains.selectRow(at)
        self.domain_box.setCurrentIndex(at)
        self._quiet = False
        self._show()

    def _show(self) -> None:
        tier, met = (self.tier.chosen() or ("",))[0], (self.met.chosen() or ("",))[0]
        self.model.set_rows(
            [
                line
                for line in self._rows
                if (not self._domain or line.domain == self._domain)
                and (not tier or line.tier == tier)
                and (not met or line.met == (met == "met"))
            ]
        )


def _first_stretches(view: QTableView) -> None:
    """The first column takes what the others leave, so that nothing scrolls sideways."""
    head = view.horizontalHeader()
    head.setStretchLastSection(False)
    head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    head.setResizeContentsPrecision(ROWS_MEASURED)  # each row measured costs, and their words are few
    head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
