"""What the tests of Today stand on: faces made by hand, and services that answer from them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from tests.ui.pages.stand import Stand
from tpmprep.core.aim.faces import AimFace
from tpmprep.core.flows.faces import Plan
from tpmprep.core.ground.errors import UserError
from tpmprep.core.insight.front import Block, BlockKind, DateRow, Reason, RoundRow, TodayFace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpmprep.core.flows.faces import ExerciseKind
    from tpmprep.core.services import Services

DAY = date(2026, 11, 21)
AIM = AimFace(1, "interview", "Acme", "technical", date(2026, 12, 14), 23, 30, "product")


def reason(code: str, **values: object) -> Reason:
    return Reason(code, tuple(values.items()))


def recall(*cards: int, due: int | None = None) -> Block:
    things = tuple(("card", card) for card in cards)
    title = reason("recall", cards=len(cards), topics=("SLOs", "caching", "RICE"))
    due = len(cards) if due is None else due
    why = reason("recall.fades", due=due) if due else reason("recall.new", new=len(cards))
    return Block("recall", title, why, 12, things)


def apply(*items: int) -> Block:
    things = tuple(("item", item) for item in items)
    return Block("apply", reason("apply", items=len(items), domain="APIs"), reason("apply.weak"), 6, things)


def say(question: int) -> Block:
    title = reason("say", prompt="Explain idempotency to an executive")
    return Block("say", title, reason("say.first"), 8, (("question", question),))


def do(step: int) -> Block:
    title = reason("do", step="Deploy the to-do app, write the README")
    return Block("do", title, reason("do.next", hours=4.0), 4, (("step", step),))


ROUNDS = (
    RoundRow(
        "screening", "ready", reason("gap.none", takes=2), reason("action.warm"), ("question", 9), 0.9, 0.8, 1
    ),
    RoundRow(
        "behavioural",
        "shaky",
        reason("gap.stories", told=0, wanted=3),
        reason("action.add_story", minutes=6),
        ("story", 0),
        0.4,
        0.3,
        0.6,
    ),
    RoundRow("technical", "shaky", reason("gap.fading"), reason("action.recall"), None, 0.4, 0.3, 0.6),
    RoundRow("product", "not_begun", reason("gap.begin"), reason("action.begin"), ("question", 7), 0, 0, 0.9),
)
FULL = TodayFace(
    on=DAY,
    aim=AIM,
    minutes=30,
    blocks=(recall(1, 2), apply(3), say(4), do(5)),
    rounds=ROUNDS,
    news=("idempotency", "canary releases", "error budgets"),
    dates=(
        DateRow(date(2026, 11, 26), "Mock interview with Jonas", ("step", 3)),
        DateRow(date(2026, 12, 14), "Acme", ("aim", 1)),
    ),
    done=False,
    minutes_done=0,
    resumes=False,
)
DONE = replace(FULL, blocks=(), done=True, minutes_done=31)
UNAIMED = replace(FULL, aim=None, news=(), dates=())
RESUMED = replace(FULL, resumes=True, minutes_done=12, left=(("card", 7), ("item", 1), ("question", 1)))


@dataclass
class StillClock:
    """A clock at ten past eight in the evening, in Berlin."""

    at: datetime = field(default=datetime(2026, 11, 21, 19, 10, tzinfo=UTC))

    def now(self) -> datetime:
        return self.at

    def zone(self) -> ZoneInfo:
        return ZoneInfo("Europe/Berlin")


@dataclass
class FakeInsight:
    """Answers with ``face``; for fewer minutes or one kind with its blocks of that kind."""

    face: TodayFace
    others: dict[str, Block] = field(default_factory=dict)
    asked: list[tuple[int | None, str | None, tuple[tuple[str, int], ...]]] = field(default_factory=list)
    long: bool = False

    def takes_long(self) -> bool:
        return self.long

    def today(
        self, minutes: int | None = None, only: BlockKind | None = None, skip: Sequence[tuple[str, int]] = ()
    ) -> TodayFace:
        self.asked.append((minutes, only, tuple(sorted(skip))))
        if skip and only is not None:
            other = self.others.get(only)
            return replace(self.face, blocks=() if other is None else (other,))
        blocks = tuple(block for block in self.face.blocks if only in {None, block.kind})
        return replace(self.face, blocks=blocks[:1] if minutes == 5 else blocks)


@dataclass
class FakeAim:
    """Moves the date of the face the insight answers with."""

    insight: FakeInsight
    refuses: bool = False

    def move(self, due_on: date | None) -> AimFace:
        if self.refuses:
            raise UserError("aim.past", day="yesterday")
        left = None if due_on is None else (due_on - DAY).days
        aim = replace(AIM, due_on=due_on, days_left=left)
        self.insight.face = replace(self.insight.face, aim=aim)
        return aim


def one(kind: ExerciseKind, thing_id: int) -> Plan:
    return Plan("One question", 4, ((kind, thing_id),))


def host(face: TodayFace, **others: Block) -> Stand:
    insight = FakeInsight(face, others)
    sittings = SimpleNamespace(one=one)
    services = SimpleNamespace(clock=StillClock(), insight=insight, aim=FakeAim(insight), sittings=sittings)
    return Stand(cast("Services", services))
