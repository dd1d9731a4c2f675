"""The page Cards: decks, notes and their editor."""

from tpmprep.ui.kit.host import PageSpec

PAGE = PageSpec("cards", "Cards", "layers", 2, "tpmprep.ui.pages.cards.page:CardsPage")
