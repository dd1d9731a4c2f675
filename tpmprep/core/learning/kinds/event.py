"""The step kind: community or event."""

from tpmprep.core.learning.faces import StepKind

KIND = StepKind(
    name="event",
    title="Community or event",
    icon="users",
    about="People to meet: a community, a mentor, a conference.",
    fields=(("rhythm", "Rhythm"),),
)
