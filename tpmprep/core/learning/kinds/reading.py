"""The step kind: reading."""

from tpmprep.core.learning.faces import StepKind

KIND = StepKind(
    name="reading",
    title="Reading",
    icon="book-open",
    about="A book, guide or article to read with a pencil.",
    fields=(("chapters", "Chapters"),),
)
