"""Words of Today: every reason code of ``core/insight`` and every state of an aim as a kind sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QLocale

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from tpmprep.core.aim.faces import AimFace
    from tpmprep.core.insight.front import Block, DateRow, Reason, RoundRow

ROUND_TITLES = {
    "screening": "Screening",
    "behavioural": "Behavioural",
    "product": "Product sense",
    "technical": "Technical",
    "execution": "Execution",
    "offer": "Offer",
}
ROUND_NAMES = {
    "screening": "screening",
    "behavioural": "behavioural round",
    "product": "product round",
    "technical": "technical round",
    "execution": "execution round",
    "offer": "offer talk",
}
BLOCK_NAMES = {"recall": "Recall", "apply": "Apply", "say": "Say", "do": "Do"}
ROUND_WORDS = {"ready": "Ready", "shaky": "Shaky", "not_begun": "Not begun"}
WHYS = {
    "apply.back": "They come back now, before they fade",
    "apply.weak": "Your weakest area for this round",
    "apply.new": "New to you, every option explained",
    "say.first": "Not yet said aloud",
    "do.goes_on": "You have begun it; a little further",
}
GAPS = {
    "gap.begin": "one question is enough to begin",
    "gap.never_said": "nothing said aloud yet",
    "gap.weak_takes": "the last take can grow",
    "gap.fading": "some of it is fading",
    "gap.more": "there is more of it to learn",
}
ACTIONS = {
    "action.begin": "Begin",
    "action.warm": "Keep warm",
    "action.say_again": "Say it again",
    "action.recall": "Recall",
}
TIMED_ACTIONS = {"action.add_story": "Add one, {minutes} min", "action.say": "Say one, {minutes} min"}
LEFT = {
    "card": ("1 card", "{n} cards"),
    "item": ("1 quiz item", "{n} quiz items"),
    "question": ("1 question to say", "{n} questions to say"),
    "step": ("1 step", "{n} steps"),
}
# a self-score is 1–5; from 4 on the person was content
CONTENT_SCORE = 4


def tr(text: str, **values: object) -> str:
    """A sentence in the person's language, its values put in."""
    said = QCoreApplication.translate("Today", text)
    return said.format(**values) if values else said


def counted(count: int, one: str, many: str, **values: object) -> str:
    """The sentence for one, or the one for none and many with ``{n}``."""
    return tr(one if count == 1 else many, n=count, **values)


def headline(aim: AimFace | None) -> str:
    """How far away what the person prepares for is; calm without a date, kind once it has passed."""
    if aim is None:
        return tr("Welcome")
    if aim.what == "look" and aim.days_left is None:
        return tr("A look around, no hurry")
    goal = goal_of(aim)
    if aim.days_left is None:
        return (
            tr("Becoming a TPM, step by step")
            if aim.what == "role"
            else tr("On the way to {goal}", goal=goal)
        )
    if aim.days_left < 0:
        return tr("{goal} is behind you", goal=_capital(goal))
    if aim.days_left == 0:
        return tr("Today: {goal}", goal=goal)
    return counted(aim.days_left, "1 day to {goal}", "{n} days to {goal}", goal=goal)


def goal_of(aim: AimFace) -> str:
    """What the aim is, e.g. “Acme, technical round”."""
    round_ = tr(ROUND_NAMES[aim.round]) if aim.round in ROUND_NAMES else aim.round
    if aim.what == "role":
        return aim.company or tr("your new role")
    if aim.what == "certificate":
        return aim.company or tr("your certificate")
    if aim.what == "look":
        return aim.company or tr("the day you chose")
    if aim.company and round_:
        return tr("{company}, {round}", company=aim.company, round=round_)
    if round_:
        return tr("your {round}", round=round_)
    return aim.company or tr("your interview")


def move_words(aim: AimFace | None) -> str:
    """The words of the link beside the headline; empty where there is no aim to move."""
    if aim is None:
        return ""
    if aim.days_left is None:
        return tr("Set a date")
    return tr("Set the next date") if aim.days_left < 0 else tr("Move the date")


def day_part(now: datetime) -> str:
    """This morning, this afternoon or tonight, at a local time."""
    if 4 <= now.hour < 12:
        return tr("This morning")
    return tr("This afternoon") if 12 <= now.hour < 17 else tr("Tonight")


def panel_title(now: datetime, minutes: int, minutes_done: int) -> str:
    """The heading of the day's panel, with the minutes that are left of it."""
    left = max(minutes - minutes_done, 1)
    if 0 < minutes_done < minutes:
        return counted(left, "{part}, 1 minute left", "{part}, {n} minutes left", part=day_part(now))
    return counted(minutes, "{part}, 1 minute", "{part}, {n} minutes", part=day_part(now))


def picked(aim: AimFace | None) -> str:
    """What the blocks were picked for."""
    if aim is not None and aim.round in ROUND_NAMES:
        name = tr(ROUND_NAMES[aim.round])
        return tr("Picked for the {round}: what fades, what is weak, what you can show.", round=name)
    return tr("Picked for you: what fades, what is weak, what you can show.")


def stopped(left: Sequence[tuple[str, int]]) -> str:
    """What goes on where a sitting was stopped, counted by kind of exercise."""
    counts = joined([counted(count, *LEFT[kind]) for kind, count in left if kind in LEFT])
    if not counts:
        return tr("You stopped in the middle; everything is as you left it.")
    return tr("You stopped in the middle; what is left is as you left it: {counts}.", counts=counts)


def title_of(block: Block) -> str:
    """What a block holds."""
    values = _values(block.title)
    if block.kind == "recall":
        cards = counted(values["cards"], "1 card", "{n} cards")
        topics = ", ".join(values.get("topics", ()))
        return tr("{cards}: {topics}", cards=cards, topics=topics) if topics else cards
    if block.kind == "apply":
        one, many = "1 quiz item on {domain}", "{n} quiz items on {domain}"
        return counted(values["items"], one, many, domain=values["domain"])
    if block.kind == "say":
        return tr("“{prompt}”", prompt=values["prompt"])
    return tr("Next step: {step}", step=values["step"])


def why_of(block: Block) -> str:
    """Why a block is there tonight; empty for a reason of a newer version."""
    code, values = block.why.code, _values(block.why)
    if code == "recall.fades":
        return _fades(values["due"], _values(block.title)["cards"])
    if code == "recall.new":
        return counted(values["new"], "New, shown before it is asked", "New, each shown before it is asked")
    if code == "say.again":
        content = values["score"] >= CONTENT_SCORE
        return tr("It went well; once more keeps it warm") if content else tr("The last take can grow")
    if code == "do.next":
        hours = max(1, round(values["hours"]))
        return counted(
            hours, "Next on your path, about 1 hour in all", "Next on your path, about {n} hours in all"
        )
    return tr(WHYS[code]) if code in WHYS else ""


def gap_of(row: RoundRow) -> str:
    """The one gap of a round."""
    code, values = row.gap.code, _values(row.gap)
    if code == "gap.stories":
        if not values["told"]:
            return tr("no story told yet")
        return tr("{told} of {wanted} stories", **values)
    if code == "gap.none":
        return counted(values["takes"], "said aloud once, it holds", "said aloud {n} times, it holds")
    return tr(GAPS[code]) if code in GAPS else ""


def action_of(row: RoundRow) -> str:
    """The words on a round's button."""
    code = row.action.code
    if code in TIMED_ACTIONS:
        return tr(TIMED_ACTIONS[code], **_values(row.action))
    return tr(ACTIONS.get(code, "Begin"))


def news_template(count: int) -> str:
    """The sentence of the week for :func:`kit.layout.phrase`; its values are ``c0``, ``c1`` and so on."""
    if count == 0:
        return tr("What you learn this week will be named here.")
    bold = [f"**{{c{number}}}**" for number in range(count)]
    if count == 1:
        return QCoreApplication.translate("Today", "You can explain %1.").replace("%1", bold[0])
    said = QCoreApplication.translate("Today", "You can explain %1 and %2.")
    return said.replace("%1", ", ".join(bold[:-1])).replace("%2", bold[-1])


def date_title(row: DateRow, aim: AimFace | None) -> str:
    """What happens on a coming date."""
    if row.opens is not None and row.opens[0] == "aim" and aim is not None:
        return _capital(goal_of(aim))
    return row.title


def day(on: date) -> str:
    """A coming day, e.g. “Thu 26 Nov”."""
    return QLocale().toString(_qdate(on), "ddd d MMM")


def long_day(on: date) -> str:
    """A day in a sentence, e.g. “Thursday 26 November”."""
    return QLocale().toString(_qdate(on), "dddd d MMMM")


def clock_time(at: datetime) -> str:
    """A time of day as the person's system writes it."""
    from PySide6.QtCore import QTime

    shape = QLocale.system().timeFormat(QLocale.FormatType.ShortFormat)
    return QLocale().toString(QTime(at.hour, at.minute), "h:mm AP" if "AP" in shape.upper() else "HH:mm")


def joined(parts: Sequence[str]) -> str:
    """Short words in a row."""
    return ", ".join(part for part in parts if part)


def _fades(due: int, cards: int) -> str:
    if due < cards:
        new = cards - due
        return counted(
            due, "1 would fade by tomorrow, {new} new", "{n} would fade by tomorrow, {new} new", new=new
        )
    return counted(due, "It would fade by tomorrow", "They would fade by tomorrow")


def _values(reason: Reason) -> dict[str, Any]:
    return dict(reason.values)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _qdate(on: date) -> Any:  # noqa: ANN401  (PySide6 takes a QDate)
    from PySide6.QtCore import QDate

    return QDate(on.year, on.month, on.day)
