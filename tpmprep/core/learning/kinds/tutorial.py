"""The step kind: a guided tutorial, most often in a cloud."""

from tpmprep.core.learning.account import ACCOUNT
from tpmprep.core.learning.faces import StepField, StepKind

KIND = StepKind(
    name="tutorial",
    title="Tutorial",
    icon="code",
    about="A guided piece of work, done once from start to end.",
    fields=(("account", "Account needed"), ("cost_note", "What it can cost")),
    own=(
        StepField("provider", "Provider", hint="AWS, Azure, Google Cloud, Docker …"),
        StepField("service", "Service", hint="EC2, Blob Storage, Cloud Run …", listed=True),
        StepField("link", "Link to your work", "link"),
        *ACCOUNT,
        StepField(
            "sections_done", "Sections done", "number", within="sections_total", high=10000, listed=True
        ),
        StepField("sections_total", "Sections in all", "number", high=10000, listed=True),
    ),
)
