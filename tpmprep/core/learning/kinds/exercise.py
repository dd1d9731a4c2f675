"""The step kind: exercise."""

from tpmprep.core.learning.faces import StepKind

KIND = StepKind(
    name="exercise",
    title="Exercise",
    icon="pencil",
    about="A short piece of practice with a result on paper.",
    fields=(),
)
