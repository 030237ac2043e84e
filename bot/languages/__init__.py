"""The languages that the bot speaks: their catalogues, read at the start, and what keeps these fit for the code.

A catalogue is a gettext file that people edit, in `catalogues/`; what stands in none of them is said in English.
"""

from bot.languages.pseudo import PSEUDO
from bot.languages.shelf import Languages, load_languages

__all__ = ["PSEUDO", "Languages", "load_languages"]
