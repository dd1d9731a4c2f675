"""The step kind: an exercise."""

from tpmprep.core.learning.faces import StepField, StepKind

KIND = StepKind(
    name="exercise",
    title="Exercise",
    icon="pencil",
    about="A short piece of practice with a result on paper.",
    fields=(),
    own=(
        StepField("result", "What came out", "text"),
        StepField("link", "Link to the result", "link"),
        StepField("checked_by", "Looked at by"),
        StepField("again", "What to do better next time"),
    ),
)
