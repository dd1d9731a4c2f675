"""The step kind: a milestone of the career."""

from tpmprep.core.learning.faces import StepField, StepKind

KIND = StepKind(
    name="milestone",
    title="Milestone",
    icon="flag",
    about="A point in the career to reach.",
    fields=(
        ("level", "Level"),
        ("band", "Pay as one article prints it"),
        ("duties", "Duties"),
        ("usual_years", "Usual years"),
        ("usual_length", "Usual length"),
    ),
    own=(
        StepField("where", "Where", hint="School, company, country", listed=True),
        StepField("expected_on", "Expected by", "day", coming="Milestone", listed=True),
        StepField("title", "Title or subject", hint="As it stands on the paper"),
        StepField("own_band", "Pay where you look", hint="€72,000 – €95,000 a year"),
        StepField("band_source", "Where that comes from", hint="Survey, advert, recruiter; with its year"),
        StepField("result", "Result", "text"),
    ),
)
