"""The page Library: everything there is: concepts, packs, import and export, the trash."""

from tpmprep.ui.kit.host import PageSpec

PAGE = PageSpec("library", "Library", "library", 10, "tpmprep.ui.pages.library.page:LibraryPage")
