"""One spelling for the two that English has: -ise for -ize, -our for -or."""

from functools import lru_cache

_PAIRS = {
    "honor": "honour", "favor": "favour", "labor": "labour", "harbor": "harbour", "neighbor": "neighbour",
    "armor": "armour", "defense": "defence", "offense": "offence", "license": "licence", "program": "programme",
    "maneuver": "manoeuvre", "center": "centre", "rumor": "rumour", "clamor": "clamour", "cease-fire": "ceasefire",
    "despatch": "dispatch", "fulfil": "fulfill",
    "cancell": "cancel", "stag": "stage", "ax": "axe", "instal": "install",
    "lambast": "lambaste", "phishe": "phish", "napalme": "napalm", "cordone": "cordon", "waterboarde": "waterboard",
    "wiretappe": "wiretap", "unbanne": "unban", "readmitte": "readmit", "relaunche": "relaunch", "overflie": "overfly",
    "overflew": "overfly",
    "pooh-poohe": "pooh-pooh",
    "readie": "ready", "pull-out": "pullout", "co-operate": "cooperate", "co-ordinate": "coordinate",
    "co-operation": "cooperation", "co-ordination": "coordination", "reestablish": "re-establish",
}  # fmt: skip
_KEPT = frozenset({"seize", "size", "prize", "capsize", "resize", "maize"})


@lru_cache(maxsize=50_000)
def canonical(word: str) -> str:
    """Return a lemma, or a phrase of several words, in lower case and in the spelling that the tables use.

    Args:
        word: A lemma in any case, in British or American spelling.

    Returns:
        Its British form: "criticise", "mobilisation", "honour".
    """
    return " ".join(_one(part) for part in word.lower().split())


def _one(word: str) -> str:
    if word in _KEPT:
        return word
    word = _PAIRS.get(word, word)
    for american, british in (("ize", "ise"), ("yze", "yse"), ("ization", "isation"), ("izing", "ising")):
        if word.endswith(american) and len(word) > len(american) + 2:
            return word[: -len(american)] + british
    return word
