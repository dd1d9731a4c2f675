"""The step kind: a project of one's own."""

from tpmprep.core.learning.account import ACCOUNT
from tpmprep.core.learning.faces import StepField, StepKind

KIND = StepKind(
    name="project",
    title="Project",
    icon="hammer",
    about="Something of your own, built and shown.",
    fields=(("repository", "Repository"), ("cost_note", "What it can cost")),
    own=(
        StepField("repository", "Repository", "link", hint="https://github.com/you/project", listed=True),
        StepField("address", "Where it runs", "link"),
        StepField("shows", "What it shows", "text", hint="Which skill somebody sees in it, in two sentences"),
        StepField("made_with", "Made with", hint="Python, PostgreSQL, Docker"),
        StepField("numbers", "Result in numbers", hint="p95 420 ms, 93 % coverage"),
        StepField("reviewer", "Looked at by", hint="Who read it, and what they said"),
        *ACCOUNT,
    ),
)
