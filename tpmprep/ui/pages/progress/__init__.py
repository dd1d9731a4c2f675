"""The page Progress: how ready one is, and what raises it most."""

from tpmprep.ui.kit.host import PageSpec

PAGE = PageSpec("progress", "Progress", "trending-up", 6, "tpmprep.ui.pages.progress.page:ProgressPage")
