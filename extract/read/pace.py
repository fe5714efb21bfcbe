"""How far a long reading is: a reader that works page by page says after each that it is not stuck.

Who limits the time of a reading (`ingest/guard.py`) listens; otherwise it goes unheard.
"""

from collections.abc import Callable

_listeners: list[Callable[[], object]] = []


def page_read() -> None:
    """A page was read that took seconds, as by OCR."""
    for listener in _listeners:
        listener()


def on_page(listener: Callable[[], object]) -> None:
    """Have `listener` called after each page, for the life of the process."""
    _listeners.append(listener)
