"""What can be wrong with a store: each message names the store, without its password, and says what to do."""


class StoreError(Exception):
    """The store cannot be read or written."""


class WrongStore(StoreError):
    """The URL names no store, or one that this version of offres cannot use."""


class StoreHeld(StoreError):
    """Another run holds the store."""
