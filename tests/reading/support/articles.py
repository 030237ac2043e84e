"""Articles of our own, with what may be said of them and what may not."""

from datetime import date

from bot.model.reading import ArticleText

SALMON = ArticleText(
    id="salmon",
    published=date(2024, 5, 14),
    text=(
        "Norwegian Foreign Minister Kari Lund and Chilean Foreign Minister Pablo Reyes met in Oslo on Tuesday and "
        "signed a treaty on fishing rights.\n"
        "Lund said that Norway would “open its ports to Chilean ships” once parliament agreed.\n"
        "Reyes warned that the two countries still differ over salmon farms.\n"
        "Chile plans to send 12 inspectors to Bergen in June.\n"
        "In March, Chile recalled its ambassador from Oslo after a Norwegian ship, allegedly used for spying, entered "
        "its waters.\n"
        "Norway denied that the ship had carried weapons.\n"
        "Chile did not close its embassy in Oslo.\n"
        "Exports of Chilean salmon to Norway fell by 5 percent to $40 million in 2023, according to the Chilean "
        "central bank.\n"
        "Peru may join the treaty, a Peruvian official said.\n"
        "Norwegian police reportedly arrested two Chilean sailors in Bergen on Sunday.\n"
    ),
)

PORT = ArticleText(
    id="port",
    published=date(2023, 9, 20),
    text=(
        "Kenya suspended flights to Tanzania on Monday after Tanzanian soldiers seized a Kenyan ship near Pemba.\n"
        "Kenyan President Amina Otieno called the seizure “an act of piracy” and demanded the release of the 14 crew "
        "members.\n"
        "Tanzanian Defence Minister Joseph Mrema rejected the accusation and said that the ship had entered "
        "Tanzanian waters without permission.\n"
        "The African Union urged both countries to hold talks.\n"
        "Uganda offered to host a meeting in Kampala next week.\n"
        "If the crew is not freed, Kenya will expel the Tanzanian ambassador, Otieno said.\n"
        "Trade between Kenya and Tanzania was worth $900 million last year.\n"
        "In 2019, the two countries agreed to share a naval base at Tanga, but the base was never opened.\n"
    ),
)

GAS = ArticleText(
    id="gas",
    published=date(2022, 11, 3),
    text=(
        "Algeria will deliver 4 billion cubic metres of gas to Italy this winter, Algerian Energy Minister Salim "
        "Haddad said on Thursday.\n"
        "Italian Prime Minister Carla Brunetti thanked Algeria for its help and promised to build a pipeline to "
        "Sardinia.\n"
        "Haddad told reporters in Algiers that Italy had not asked for lower prices.\n"
        "Most deliveries to Spain were stopped in October after a dispute over Western Sahara.\n"
        "Spain criticised the decision and asked the European Union for help.\n"
        "“Spain will not be blackmailed,” Spanish Foreign Minister Luis Ortega said.\n"
        "Algeria, a former French colony, could also sell gas to Germany, Haddad said.\n"
    ),
)
