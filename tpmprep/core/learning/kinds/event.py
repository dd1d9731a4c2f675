"""The step kind: a community or an event."""

from tpmprep.core.learning.faces import StepField, StepKind

KIND = StepKind(
    name="event",
    title="Community or event",
    icon="users",
    about="People to meet: a community, a mentor, a conference.",
    fields=(("rhythm", "Rhythm"),),
    own=(
        StepField("name", "Which one", hint="Name of the event, group or person", listed=True),
        StepField("on", "Day", "day", coming="Event", listed=True),
        StepField("place", "Place or link", hint="Town, or online"),
        StepField("people", "Whom you met", "text", hint="Name, what they do, what you talked about"),
        StepField("follow_up", "What you do next"),
        StepField("follow_up_on", "Follow up on", "day", coming="Follow up"),
    ),
)
