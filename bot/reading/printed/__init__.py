"""What is printed around an article and says when it was written: days in any usual form, datelines, stamps.

Owns the forms only: which of several days counts is decided in `bot.reading.publication`. Every function looks at one
line, and at a bounded part of it.
"""
