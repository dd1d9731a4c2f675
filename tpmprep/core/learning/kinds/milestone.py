"""The step kind: milestone."""

from tpmprep.core.learning.faces import StepKind

KIND = StepKind(
    name="milestone",
    title="Milestone",
    icon="flag",
    about="A point in the career to reach.",
    fields=(("usual_years", "Usual years"),),
)
