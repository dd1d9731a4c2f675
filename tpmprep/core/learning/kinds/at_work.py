"""The step kind: at work."""

from tpmprep.core.learning.faces import StepKind

KIND = StepKind(
    name="at_work",
    title="At work",
    icon="briefcase",
    about="A duty taken on in the present job.",
    fields=(("with_whom", "With whom"),),
)
