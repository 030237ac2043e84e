"""What the cogs are handed: every use case of the house, built once by the composition root."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.digest.barometer_desk import BarometerDesk
from bot.digest.desk import DigestDesk
from bot.event_desk.desk import EventDesk
from bot.intake import Intake
from bot.model.countries import Gazetteer
from bot.newsroom import Newsroom
from bot.quizmaster.bank import QuestionBank
from bot.quizmaster.desk import QuizDesk
from bot.quizmaster.plan_desk import PlanDesk
from bot.quizmaster.player_desk import PlayerDesk
from bot.studio import Studio


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The use cases.

    Attributes:
        intake: Takes articles in.
        newsroom: Articles and events.
        digests: Server settings and digests.
        barometers: Where pairs stand between cooperation and conflict.
        studio: Draws charts.
        quizzes: Games.
        bank: The questions that a server was asked, for those who manage it.
        players: Quizzes that one plays alone, and the tables of players.
        plans: Quizzes that start by a server's plan.
        event_desk: What editors decide about events.
        gazetteer: Countries and their names.
        clock: Gives the present, aware UTC; no cog reads another.
    """

    intake: Intake
    newsroom: Newsroom
    digests: DigestDesk
    barometers: BarometerDesk
    studio: Studio
    quizzes: QuizDesk
    bank: QuestionBank
    players: PlayerDesk
    plans: PlanDesk
    event_desk: EventDesk
    gazetteer: Gazetteer
    clock: Callable[[], datetime]
