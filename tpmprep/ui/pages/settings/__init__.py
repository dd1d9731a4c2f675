"""The page Settings: the few settings, keys, and help."""

from tpmprep.ui.kit.host import PageSpec

PAGE = PageSpec("settings", "Settings", "settings", 11, "tpmprep.ui.pages.settings.page:SettingsPage")
