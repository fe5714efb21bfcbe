"""A posting's file in an archive."""

import io
import zipfile
from pathlib import Path

from .posting import Posting
from .word import WRITTEN


def as_zip(posting: Posting, file: Path) -> bytes:
    """A zip with the file in a folder."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        member = zipfile.ZipInfo(f"avis/{posting.name}{file.suffix}", WRITTEN.timetuple()[:6])
        archive.writestr(member, file.read_bytes(), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
