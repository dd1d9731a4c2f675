"""The step kind: coding class."""

from tpmprep.core.learning.faces import StepKind

KIND = StepKind(
    name="class",
    title="Coding class",
    icon="graduation-cap",
    about="A class with lessons and exercises.",
    fields=(("certificate", "Certificate"),),
)
