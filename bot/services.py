"""What the cogs are handed: every use case of the house, built once by the composition root."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.day_desk import DayDesk
from bot.digest.barometer_desk import BarometerDesk
from bot.digest.desk import DigestDesk
from bot.event_desk.desk import EventDesk
from bot.exchange.desk import ExchangeDesk
from bot.feed_desk.desk import FeedDesk
from bot.intake import Intake
from bot.languages import Languages
from bot.limits import Limits
from bot.model.countries import Gazetteer
from bot.newsroom import Newsroom
from bot.operations.metrics import Metrics
from bot.outlet_desk import OutletDesk
from bot.person_desk import PersonDesk
from bot.privacy import Departures, PrivacyDesk
from bot.quizmaster.bank import QuestionBank
from bot.quizmaster.desk import QuizDesk
from bot.quizmaster.plan_desk import PlanDesk
from bot.quizmaster.player_desk import PlayerDesk
from bot.relation_desk import RelationDesk
from bot.settings_desk import SettingsDesk
from bot.source_desk import SourceDesk
from bot.sources.web import Web
from bot.story_desk import StoryDesk
from bot.studio import Studio
from bot.topic_desk import TopicDesk


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The use cases.

    Attributes:
        web: The world outside; closed with the program.
        intake: Takes articles in.
        newsroom: Articles and events.
        digests: Server settings and digests.
        settings: All of a server's settings: their history, and taking over a whole set.
        barometers: Where pairs stand between cooperation and conflict.
        relations: What is recorded of a pair at a glance.
        days: What happened on a day of the year.
        persons: What is recorded of persons and bodies.
        studio: Draws charts.
        quizzes: Games.
        bank: The questions that a server was asked, for those who manage it.
        players: Quizzes that one plays alone, and the tables of players.
        plans: Quizzes that start by a server's plan.
        feeds: What servers follow, asked and read by itself.
        topics: What servers take from their feeds.
        privacy: What is kept about people.
        departures: Servers that the bot left.
        exchange: Files of what is recorded, and records of other data sets.
        outlets: Which outlets a server sees.
        sources: What was changed of feeds and outlets.
        stories: What the last days' articles were about.
        event_desk: What editors decide about events.
        gazetteer: Countries and their names.
        limits: How much of what is costly somebody may ask for.
        languages: What is spoken.
        metrics: Count what happens, for the operator.
        clock: Gives the present, aware UTC; no cog reads another.
    """

    web: Web
    intake: Intake
    newsroom: Newsroom
    digests: DigestDesk
    settings: SettingsDesk
    barometers: BarometerDesk
    relations: RelationDesk
    days: DayDesk
    persons: PersonDesk
    studio: Studio
    quizzes: QuizDesk
    bank: QuestionBank
    players: PlayerDesk
    plans: PlanDesk
    feeds: FeedDesk
    topics: TopicDesk
    privacy: PrivacyDesk
    departures: Departures
    exchange: ExchangeDesk
    outlets: OutletDesk
    sources: SourceDesk
    stories: StoryDesk
    event_desk: EventDesk
    gazetteer: Gazetteer
    limits: Limits
    languages: Languages
    metrics: Metrics
    clock: Callable[[], datetime]
