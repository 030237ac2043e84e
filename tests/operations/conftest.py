"""What the operator's tests share with those of the store: a migrated file of a test's own."""

from tests.data.conftest import empty_store, path

__all__ = ["empty_store", "path"]
