"""What the demo's person wrote: stories, answer notes, notes of their own, improvements after a take."""

from __future__ import annotations

from typing import Final

from tpmprep.core.interview.faces import StoryDraft

STORIES: Final = (
    StoryDraft(
        title="The import that lost a day of orders",
        situation="A partner changed the format of its **order file** overnight. 1,900 orders were not "
        "taken in, and support heard of it before we did.",
        task="I owned the partner integrations and had to bring the orders back within a day.",
        action="I froze further runs, wrote down what we knew every hour, and asked two engineers to replay "
        "the file into a copy first. With the partner I agreed on a version number in each file.",
        result="All orders were in by 16:00, none twice. The check on the version has stopped three bad "
        "files since.",
        reflection="I would have asked for an alert on *missing* orders months earlier.",
        competencies=("ownership", "incident", "communication"),
    ),
    StoryDraft(
        title="Saying no to the custom export",
        situation="Our largest customer asked for an export of its own before renewing.",
        task="Keep the customer without building what only one would use.",
        action="I sat with its two analysts for an hour. They needed three columns, once a week. I offered a "
        "saved report and wrote down what we would **not** do, and why.",
        result="They renewed. Eleven other customers use the report today.",
        competencies=("prioritisation", "stakeholders"),
    ),
    StoryDraft(
        title="Moving the search to its own service",
        situation="Search took 40 % of the database at noon and slowed down the checkout.",
        task="Decide with the team whether to split it off before the autumn peak.",
    ),
)

ANSWERS: Final = (
    "**Short version.** I look for the smallest change that tells us whether the problem is real.\n\n"
    "- Who has it, how often, and what do they do today?\n- What would we see if we were wrong?\n"
    "- Then one number, a date, and a way back.",
    "I would first ask *what happens if we do nothing*. Then:\n\n1. the goal and its number\n"
    "2. the three options engineering sees\n3. cost of delay for each\n\nThe story about the export fits.",
    "Start with the user, draw the boxes, name the one that breaks first.\n\n"
    "> At 10 × the traffic the queue grows before the database does.",
    "One sentence on what it was about, my own part, the number that changed, and what I do since then.",
)

OWN_NOTES: Final = (
    (
        "basic",
        {"front": "What does our team call a *golden path*?", "back": "The set-up a new service gets free."},
    ),
    ("reversed", {"front": "P99", "back": "The time that 99 of 100 requests stay under"}),
    ("cloze", {"text": "Our checkout talks to {{c1::payments}} first and to {{c2::stock}} after."}),
    ("basic", {"front": "Who decides on a schema change at Acme?", "back": "The owning team, after an RFC."}),
)

IMPROVEMENTS: Final = (
    "name the number earlier",
    "draw before talking",
    "one example less",
    "ask who the user is first",
    "say what I would not build",
    "end with the result",
)

SAID: Final = (
    "I would begin with the people who wait for it and what waiting costs them. Then I would look at what "
    "the team can change within a week.",
    "First I clarify the goal, then I name two options and what each breaks.",
    "The system has three parts. The write path is simple, the read path needs a cache, and the cache can be "
    "stale by a minute.",
)
