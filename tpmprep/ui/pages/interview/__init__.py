"""The page Interview: questions, answer notes, rehearsal, stories."""

from tpmprep.ui.kit.host import PageSpec

PAGE = PageSpec("interview", "Interview", "mic", 4, "tpmprep.ui.pages.interview.page:InterviewPage")
