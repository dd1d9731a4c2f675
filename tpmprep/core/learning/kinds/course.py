"""The step kind: a coding class or another course."""

from tpmprep.core.learning.faces import StepKind

KIND = StepKind(
    name="course",
    title="Coding class",
    icon="graduation-cap",
    about="A class with lessons and exercises.",
    fields=(("certificate", "Certificate"),),
)
