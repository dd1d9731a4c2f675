"""The page Quiz: items to practise, and their editor."""

from tpmprep.ui.kit.host import PageSpec

PAGE = PageSpec("quiz", "Quiz", "list-checks", 3, "tpmprep.ui.pages.quiz.page:QuizPage")
