import pytest

from bot.model.errors import StartupError
from bot.sandbox import simcord_private


def test_installed_simcord_has_every_name() -> None:
    assert simcord_private.missing_names() == ()


def test_missing_names_are_told_with_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("simcord.env.Env._settle_internal")
    monkeypatch.setattr(simcord_private, "_NEEDED_ATTRIBUTES", (("simcord.env", "Env", ("_generation", "_gone")),))
    assert simcord_private.missing_names() == ("simcord.env.Env._settle_internal", "simcord.env.Env._gone")
    with pytest.raises(StartupError) as caught:
        simcord_private.check_simcord()
    assert "simcord 3.2.1" in caught.value.user_text
    assert "simcord.env.Env._gone" in caught.value.user_text
