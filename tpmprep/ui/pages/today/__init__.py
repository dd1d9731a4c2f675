"""The page Today: what to do now in the minutes there are."""

from tpmprep.ui.kit.host import PageSpec

PAGE = PageSpec("today", "Today", "sun", 1, "tpmprep.ui.pages.today.page:TodayPage")
