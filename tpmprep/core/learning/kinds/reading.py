"""The step kind: reading."""

from tpmprep.core.learning.faces import StepField, StepKind

KIND = StepKind(
    name="reading",
    title="Reading",
    icon="book-open",
    about="A book, guide or article to read with a pencil.",
    fields=(("chapters", "Chapters"),),
    own=(
        StepField(
            "chapters_done", "Chapters done", "number", within="chapters_total", listed=True, high=10000
        ),
        StepField("chapters_total", "Chapters in all", "number", high=10000, listed=True),
        StepField("edition", "Edition or copy", hint="3rd edition, library"),
        StepField("takeaways", "Three things you keep", "text"),
    ),
)
