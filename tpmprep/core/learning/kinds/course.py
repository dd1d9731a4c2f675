"""The step kind: a coding class or another course."""

from tpmprep.core.learning.faces import StepField, StepKind

KIND = StepKind(
    name="course",
    title="Coding class",
    icon="graduation-cap",
    about="A class with lessons and exercises.",
    fields=(("certificate", "Certificate"),),
    own=(
        StepField("provider", "Provider", hint="Codecademy, Udemy, a school …"),
        StepField("course", "Title of the class", hint="The one you chose"),
        StepField("language", "Language or subject", hint="HTML, CSS, JavaScript"),
        StepField("link", "Link to the class", "link"),
        StepField("lessons_done", "Lessons done", "number", within="lessons_total", listed=True, high=10000),
        StepField("lessons_total", "Lessons in all", "number", high=10000, listed=True),
        StepField("ends_on", "Class ends", "day", coming="Class ends"),
        StepField("grade", "Grade or result", hint="92 %, passed …"),
        StepField("certificate_link", "Link to the certificate", "link"),
    ),
)
