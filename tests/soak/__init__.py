"""The poster killed again and again over its work: `python -m tests.soak`, or `make soak`.

A parent holds the wire server and kills the poster, a process of its own, with SIGKILL; what stands in the channels is
counted at the wire, digest by digest.
"""
