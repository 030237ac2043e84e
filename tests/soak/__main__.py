"""`KILLS=500 DIGESTS=400 SEED=1 python -m tests.soak`; the last line is that of the kills while nonces are known."""

import os

if __name__ == "__main__":
    # Imported here, since each poster imports this module as its main one.
    from tests.soak.run import main

    numbers = {
        name: int(os.environ.get(name.upper()) or given)
        for name, given in (("kills", 500), ("digests", 400), ("seed", 1))
    }
    raise SystemExit(not main(**numbers))
