"""The step kind: project."""

from tpmprep.core.learning.faces import StepKind

KIND = StepKind(
    name="project",
    title="Project",
    icon="hammer",
    about="Something of your own, built and shown.",
    fields=(("repository", "Repository"),),
)
