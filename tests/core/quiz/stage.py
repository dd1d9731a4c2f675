"""Items as tests write them."""

from __future__ import annotations

from tpmprep.core.quiz.faces import ItemDraft, NumberKey, OptionDraft, Slip

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


def statement() -> ItemDraft:
    options = (
        OptionDraft("True", right=False, why="A canary serves few users, so it shows trouble early"),
        OptionDraft("False", right=True, why="Only the share of users on the canary meets the fault"),
    )
    return ItemDraft(
        "true_false",
        "A canary release shows a new version to the whole user base at once.",
        options,
        "A canary is a small share of traffic.",
    )


def downtime() -> ItemDraft:
    slips = (Slip("4.32", "That is 99.99 %: one nine more."), Slip("525.6", "That is the budget of a year."))
    return ItemDraft(
        "numeric",
        "A service promises 99.9 % a month of 30 days. How many minutes may it be down?",
        (),
        "30 days = 43,200 min; 0.1 % of them are 43.2.",
        number=NumberKey("43.2", "1%", "min", (("h", "60"),), slips),
    )
