"""The names by which a dateline or a byline says whose report it is."""

from typing import Final

AGENCIES: Final = (
    r"(?:Thomson )?Reuters(?: Foundation)?|(?:The )?Associated Press|AP|AFP|Agence France-Presse|Xinhua|UPI|TASS|dpa|"
    r"DPA|Kyodo(?: News)?|Jiji(?: Press)?|Yonhap|KCNA|CNA|IANS|ANI|PTI|CNN|BBC(?: News)?|NPR|CBS|NBC|PBS|"
    r"(?:CBS|NBC|ABC|Fox|Sky|UN) News|Bloomberg(?: News)?|Interfax(?:-Ukraine)?|RIA(?: Novosti)?|Sputnik|Ukrinform|"
    r"EFE|ANSA|APF|Belga|NTB|Ritzau|CTK|Tanjug|HINA|LUSA|Anadolu(?: Agency)?|IRNA|ISNA|MNA|KUNA|SANA|Petra|Bernama|"
    r"Antara|AAP|Telam|VOA(?: News)?|RFE/RL|Deutsche Welle|Al Jazeera|The Canadian Press|PR ?Newswire|Business ?Wire|"
    r"GLOBE ?NEWSWIRE"
)
"""Alternatives of a pattern: news agencies and the broadcasters that sign in the same way."""
