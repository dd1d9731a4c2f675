"""The step kind: certification."""

from tpmprep.core.learning.faces import StepKind

KIND = StepKind(
    name="certification",
    title="Certification",
    icon="award",
    about="An exam or course with a certificate.",
    fields=(
        ("code", "Exam"),
        ("exam_minutes", "Exam minutes"),
        ("questions", "Questions"),
        ("pass_mark", "Pass mark"),
        ("fee", "Fee"),
        ("format", "Format"),
        ("valid_years", "Valid for years"),
        ("renewal", "Renewal"),
        ("eligibility", "Who may sit it"),
    ),
)
