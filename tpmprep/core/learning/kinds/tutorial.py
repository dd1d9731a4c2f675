"""The step kind: tutorial."""

from tpmprep.core.learning.faces import StepKind

KIND = StepKind(
    name="tutorial",
    title="Tutorial",
    icon="code",
    about="A guided piece of work, done once from start to end.",
    fields=(("account", "Account needed"),),
)
