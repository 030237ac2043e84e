"""How likely a question is good: signs, and weights that were learned from rated questions."""
