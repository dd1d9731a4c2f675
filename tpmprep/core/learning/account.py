"""The fields of a step that runs on an account which can cost money: a limit, an alarm, and cleaning up."""

from __future__ import annotations

from typing import Final

from tpmprep.core.learning.faces import StepField

COSTS: Final = ("cost_note", "cost_limit")
ACCOUNT: Final = (
    StepField("cost_limit", "Spend at most", "number", unit="USD", hint="5"),
    StepField(
        "cost_alarm",
        "Cost alarm is set",
        "tick",
        reminder="Set a cost alarm before you start anything that is billed by the hour.",
        reminder_for=COSTS,
    ),
    StepField(
        "cleaned_up",
        "Account is cleaned up",
        "tick",
        reminder="Delete what you started: servers, disks and addresses left running go on costing money.",
        reminder_for=COSTS,
    ),
)
