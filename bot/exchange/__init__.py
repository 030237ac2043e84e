"""In and out: other data sets become records, what is recorded becomes files. Knows no Discord and no card."""
