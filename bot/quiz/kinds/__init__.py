"""The kinds of question: each module plans and words its own from the facts on the desk."""
