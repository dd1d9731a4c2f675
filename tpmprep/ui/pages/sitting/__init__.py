"""The page Sitting: a sitting: the player in the middle of the window."""

from tpmprep.ui.kit.host import PageSpec

PAGE = PageSpec("sitting", "Sitting", "play", 0, "tpmprep.ui.pages.sitting.page:SittingPage")
