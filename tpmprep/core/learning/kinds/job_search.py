"""The step kind: job search."""

from tpmprep.core.learning.faces import StepKind

KIND = StepKind(
    name="job_search",
    title="Job search",
    icon="search",
    about="One part of finding and winning the job.",
    fields=(("rhythm", "Rhythm"),),
)
