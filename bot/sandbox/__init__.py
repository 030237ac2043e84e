"""The Discord on this machine, for a run without a token. Knows none of the rules."""
