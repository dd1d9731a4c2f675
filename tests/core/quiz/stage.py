"""Items as tests write them."""

from __future__ import annotations

from tpmprep.core.quiz.faces import ItemDraft, OptionDraft

STEM = "A release went out at 18:00 and by 18:20 the p99 latency has doubled. What do you do first?"


def single(stem: str = STEM) -> ItemDraft:
    options = (
        OptionDraft(
            "Roll the release back", right=True, why="The change is the likeliest cause and is undone fast"
        ),
        OptionDraft("Add two more servers", right=False, why="Capacity helps where load has grown"),
        OptionDraft("Wait for the next hour", right=False, why="Users suffer meanwhile; wait only for noise"),
        OptionDraft("Write the postmortem", right=False, why="It comes once users are served again"),
    )
    return ItemDraft("single_choice", stem, options, "First restore service, then look for the cause.")


def multiple() -> ItemDraft:
    options = (
        OptionDraft("Latency", right=True, why="How long a request takes"),
        OptionDraft("Errors", right=True, why="How many requests fail"),
        OptionDraft("Head count", right=False, why="Tells of the team, not of the service"),
        OptionDraft("Story points", right=False, why="Tell of plans, not of the service"),
    )
    return ItemDraft(
        "multiple_response", "Which of these are golden signals of a service?", options, "Four signals."
    )
