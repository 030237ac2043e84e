from tests.data.conftest import empty_store, path, store

__all__ = ["empty_store", "path", "store"]
