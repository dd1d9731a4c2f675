"""The step kind: a duty at work."""

from tpmprep.core.learning.faces import StepField, StepKind

KIND = StepKind(
    name="at_work",
    title="At work",
    icon="briefcase",
    about="A duty taken on in the present job.",
    fields=(("with_whom", "With whom"),),
    own=(
        StepField(
            "duty",
            "What you took on",
            "text",
            hint="The duty in your own words, without names that must stay inside",
        ),
        StepField("for_whom", "For whom", hint="Team, customers, manager", listed=True),
        StepField("measure", "What is measured", hint="Open review time"),
        StepField("before", "Before", hint="5 days"),
        StepField("after", "After", hint="1 day"),
        StepField("agreed_with", "Agreed with", hint="Who said yes to it"),
        StepField("feedback", "What they want to keep", "text", hint="Ask what you should keep doing"),
    ),
)
