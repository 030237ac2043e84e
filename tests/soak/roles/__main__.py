"""`MINUTES=10 EVERY=10 SEED=1 python -m tests.soak.roles`; the last line is the count."""

import asyncio
import os

from tests.soak.roles.run import Plan, soak

if __name__ == "__main__":
    numbers = {
        name: float(os.environ.get(name.upper()) or given)
        for name, given in (("minutes", 10), ("every", 10), ("seed", 1))
    }
    plan = Plan(minutes=max(2, round(numbers["minutes"])), every_s=numbers["every"], seed=round(numbers["seed"]))
    raise SystemExit(not asyncio.run(soak(plan)))
