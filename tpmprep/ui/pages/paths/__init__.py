"""The page Paths: learning paths, their steps and evidence."""

from tpmprep.ui.kit.host import PageSpec

PAGE = PageSpec("paths", "Paths", "route", 5, "tpmprep.ui.pages.paths.page:PathsPage")
