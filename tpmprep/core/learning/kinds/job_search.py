"""The step kind: a part of the job search."""

from tpmprep.core.learning.faces import StepField, StepKind

KIND = StepKind(
    name="job_search",
    title="Job search",
    icon="search",
    about="One part of finding and winning the job.",
    fields=(("rhythm", "Rhythm"),),
    own=(
        StepField("company", "Company", listed=True),
        StepField("role", "Role"),
        StepField("advert", "Advert", "link"),
        StepField(
            "stage",
            "Stage",
            "choice",
            choices=(
                "found",
                "applied",
                "screening",
                "interviews",
                "offer",
                "accepted",
                "declined",
                "closed",
            ),
            listed=True,
        ),
        StepField("contact", "Contact", hint="Name, role, how you met"),
        StepField("next_action", "Next action", hint="Write to the hiring manager"),
        StepField("next_on", "Next action on", "day", coming="Next action", listed=True),
        StepField("pay", "Pay named", hint="Range, currency, who said it"),
        StepField("learned", "What you learned", "text"),
    ),
)
