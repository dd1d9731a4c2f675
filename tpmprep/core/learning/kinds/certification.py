"""The step kind: a certification."""

from tpmprep.core.learning.faces import StepField, StepKind

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
        ("valid_years", "Valid for"),
        ("renewal", "Renewal"),
        ("eligibility", "Who may sit it"),
    ),
    own=(
        StepField("exam_on", "Exam booked for", "day", coming="Exam", listed=True),
        StepField("exam_place", "Where", hint="At home, proctored; test centre …"),
        StepField("voucher", "Voucher or order number"),
        StepField("voucher_until", "Voucher valid until", "day", coming="Voucher ends"),
        StepField("pass_score", "Pass mark you aim at", "number", hint="700", high=10000),
        StepField("mocks", "Mock exams", "scores", hint="2026-03-12 72"),
        StepField(
            "result",
            "Result",
            "choice",
            choices=(
                "passed",
                "not passed",
                "waiting for the result",
            ),
            listed=True,
        ),
        StepField("score", "Your score", "number", high=10000),
        StepField("passed_on", "Passed on", "day"),
        StepField("expires_on", "Runs out on", "day"),
        StepField(
            "renewal_log", "Credits for renewal", "text", hint="Day, activity, hours, proof: one a line"
        ),
        StepField("credential_id", "Credential id"),
        StepField("credential_link", "Link to the credential", "link"),
    ),
)
