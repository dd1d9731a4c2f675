"""The page Welcome: the first 60 seconds: what is ahead, when, how long a day."""

from tpmprep.ui.kit.host import PageSpec

PAGE = PageSpec("welcome", "Welcome", "graduation-cap", 0, "tpmprep.ui.pages.welcome.page:WelcomePage")
