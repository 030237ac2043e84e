"""A language model as a writer who is not trusted: what it is asked, how it is reached, what is made of its answer.

Knows the model's values only. Whether an article says what it wrote is decided elsewhere (`bot/reading/support`).
"""
