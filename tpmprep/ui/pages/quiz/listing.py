"""The tab All items: search, filters and the table of items."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from tpmprep.core.quiz.faces import ItemQuery
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.fields import SearchField, combo
from tpmprep.ui.kit.flow import FlowLayout
from tpmprep.ui.kit.layout import holder, label, panel, row, stack
from tpmprep.ui.kit.rows import ROW_ROLE, ColumnSpec, RowsModel, fit_columns, table
from tpmprep.ui.pages.quiz.words import (
    KINDS,
    TIERS,
    counted,
    kind_words,
    result_drawing,
    result_words,
    tier_words,
    when_words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from tpmprep.core.catalog.faces import DomainRow
    from tpmprep.core.quiz.faces import ItemRow

STEM, DOMAIN, KIND, TIER, RESULT, WHEN = range(6)
DOMAIN_WIDTH = 168
WIDTHS = {KIND: 112, TIER: 72, RESULT: 116, WHEN: 104}
ROOM_FOR_KIND, ROOM_FOR_DOMAIN, ROOM_FOR_WHEN = 960, 720, 520


class Listing(QWidget):
    """All items; ``asked`` says the query changed, the rows come by :meth:`show_rows`."""

    asked = Signal()
    opened = Signal(int)
    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.today = datetime.now(UTC).date()
        self.search = SearchField(self.tr("Search items"))
        self.domain = combo(self.tr("Subject"), [(0, self.tr("All subjects"))])
        self.state = combo(self.tr("State"), self._states())
        self.tier = combo(
            self.tr("Tier"), [("", self.tr("Any tier")), *((tier, tier_words(tier)) for tier in TIERS)]
        )
        self.kind = combo(
            self.tr("Kind"), [("", self.tr("Any kind")), *((kind, kind_words(kind)) for kind in KINDS)]
        )
        self.new = button(self.tr("New item"), icon="plus", then=self.wanted.emit)
        self.rows: RowsModel[ItemRow] = RowsModel(self._columns())
        self.table = table(self.rows, self.tr("Quiz items"))
        self.search.leads_to = self.table
        self.count = label("", "muted")
        everything = row(button(self.tr("Show all items"), "link", then=self.clear), None)
        words = label(self.tr("No item fits this search and these filters."), "mutedbody", wrap=True)
        self._nothing = holder(stack(words, 4, everything, None, margins=(16, 16, 16, 16)))
        self._connect()
        self._lay()

    def query(self) -> ItemQuery:
        """What is asked for."""
        return ItemQuery(
            domain_id=self.domain.currentData() or None,
            text=self.search.text().strip(),
            state=self.state.currentData(),
            tier=self.tier.currentData(),
            kind=self.kind.currentData(),
            limit=5_000,
        )

    def is_narrowed(self) -> bool:
        """Whether search or filters leave something out."""
        return self.query() != ItemQuery(limit=5_000)

    def clear(self) -> None:
        """Shows all items."""
        for choice in (self.domain, self.state, self.tier, self.kind):
            choice.blockSignals(True)  # noqa: FBT003 - Qt's call
            choice.setCurrentIndex(0)
            choice.blockSignals(False)  # noqa: FBT003 - Qt's call
        self.search.clear()
        self.asked.emit()

    def show_domains(self, domains: Sequence[DomainRow]) -> None:
        """Offers the domains to choose from, the chosen one kept."""
        chosen = self.domain.currentData()
        self.domain.blockSignals(True)  # noqa: FBT003 - Qt's call
        self.domain.clear()
        self.domain.addItem(self.tr("All subjects"), 0)
        for one in domains:
            self.domain.addItem(one.title, one.id)
        self.domain.setCurrentIndex(max(self.domain.findData(chosen), 0))
        self.domain.blockSignals(False)  # noqa: FBT003 - Qt's call

    def show_rows(self, rows: Sequence[ItemRow], item_id: int = 0) -> None:
        """Shows what was found, the marker on ``item_id`` where it is among them."""
        self.rows.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self.count.setText(counted(len(rows), self.tr("1 item"), self.tr("{0} items")))
        shown = [one.id for one in self.rows.rows()]
        self.table.selectRow(shown.index(item_id) if item_id in shown else 0)
        fit_columns(self.table, WIDTHS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the table leaves out what can be read on the item."""
        super().resizeEvent(event)
        room = self.width() * 100 // theme.current().zoom
        self.table.setColumnHidden(KIND, room < ROOM_FOR_KIND)
        self.table.setColumnHidden(TIER, room < ROOM_FOR_KIND)
        self.table.setColumnHidden(DOMAIN, room < ROOM_FOR_DOMAIN)
        self.table.setColumnHidden(WHEN, room < ROOM_FOR_WHEN)
        self.table.setColumnWidth(DOMAIN, theme.px(DOMAIN_WIDTH))
        fit_columns(self.table, WIDTHS)

    def _states(self) -> list[tuple[str, str]]:
        return [
            ("", self.tr("Any state")),
            ("new", self.tr("Never tried")),
            ("missed", self.tr("Missed")),
            ("right", self.tr("Right last time")),
        ]

    def _columns(self) -> list[ColumnSpec[ItemRow]]:
        order = {tier: at for at, tier in enumerate(TIERS)}
        return [
            ColumnSpec(self.tr("Question"), lambda one: one.title),
            ColumnSpec(self.tr("Subject"), lambda one: one.domain),
            ColumnSpec(self.tr("Kind"), lambda one: kind_words(one.kind)),
            ColumnSpec(
                self.tr("Tier"), lambda one: tier_words(one.tier), key=lambda one: order.get(one.tier, 9)
            ),
            ColumnSpec(
                self.tr("Last result"),
                lambda one: result_words(one.last_score),
                key=lambda one: -1.0 if one.last_score is None else one.last_score,
                drawing=lambda one: result_drawing(one.last_score),
            ),
            ColumnSpec(
                self.tr("When"),
                lambda one: when_words(one.last_at, self.today),
                key=lambda one: 0.0 if one.last_at is None else one.last_at.timestamp(),
            ),
        ]

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self.asked.emit())
        for choice in (self.domain, self.state, self.tier, self.kind):
            choice.setMinimumWidth(96)
            choice.currentIndexChanged.connect(lambda _at: self.asked.emit())
        self.table.clicked.connect(self._on_opened)
        self.table.activated.connect(self._on_opened)
        self.table.setCursor(Qt.CursorShape.PointingHandCursor)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(STEM, QHeaderView.ResizeMode.Stretch)

    def _on_opened(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(ROW_ROLE).id)

    def _lay(self) -> None:
        find = row(spacing=8)
        find.addWidget(self.search, 1)
        find.addWidget(self.new)
        filters = FlowLayout(gap=8)
        for choice in (self.domain, self.state, self.tier, self.kind):
            filters.addWidget(choice)
        inside = stack(self.table, self._nothing, margins=(8, 8, 8, 8))
        inside.setStretchFactor(self.table, 1)
        self.setLayout(
            stack(find, 8, holder(filters), 12, self.count, 8, panel(inside), margins=(0, 0, 12, 24))
        )
