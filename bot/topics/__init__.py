"""Which entries of its feeds a server takes: the language of words, and the judge. Pure; knows the model only."""
