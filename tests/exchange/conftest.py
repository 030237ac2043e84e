from tests.data.conftest import store

__all__ = ["store"]
