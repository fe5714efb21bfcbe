"""The end of a batch: manifest and failures made from its receipts, and what no file of this run stands for removed."""

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from .before import read_receipts
from .folder import FAILURES, MANIFEST, STATE, Folder, as_json
from .job import Job
from .parts import is_part
from .receipts import Failed, Receipt, is_receipt


@dataclass
class Totals:
    """What a batch holds."""

    files: int = 0
    records: int = 0
    failed: int = 0
    parts: set[str] = field(default_factory=set)


def finish(folder: Folder, job: Job, receipts: Sequence[str], unlisted: Sequence[Failed] = ()) -> Totals:
    """Write manifest and failures of the receipts, in the order of their files; remove all others and their parts.

    `unlisted`: sources that could not be listed. Where nothing changes nothing is written. Raises OSError.
    """
    totals = Totals()
    manifest = io.BytesIO()
    failures = [failed._asdict() | {"attempts": 1} for failed in unlisted]
    for receipt in _read(folder, receipts):
        totals.files += len(receipt.inputs)
        totals.records += receipt.records
        totals.failed += receipt.failed
        totals.parts.update(part.name for part in receipt.parts)
        manifest.writelines(_manifest(receipt))
        failures += _failures(receipt)
    failures.sort(key=lambda told: str(told["uri"]))
    files = {
        MANIFEST: manifest.getvalue(),
        FAILURES: b"".join(map(_line, failures)),
        STATE: as_json(_told(job, totals)),
    }
    stale = sorted(_ours(folder) - totals.parts - set(receipts))
    if folder.is_marked or stale or not all(folder.is_same(name, data) for name, data in files.items()):
        _write(folder, files, stale)
    return totals


def _write(folder: Folder, files: dict[str, bytes], stale: Sequence[str]) -> None:
    """First what names all parts, then away with the others, and at the very end that the batch is finished."""
    folder.mark()
    for name in (MANIFEST, FAILURES):
        folder.place.write(name, files[name])
    for name in stale:
        folder.place.remove(name)
    folder.place.write(STATE, files[STATE])


def _read(folder: Folder, receipts: Sequence[str]) -> Iterator[Receipt]:
    for name, receipt in read_receipts(folder.place, receipts):
        if receipt is None:
            raise OSError(f"{name} is not there any more: another run has changed the batch")
        yield receipt


def _ours(folder: Folder) -> set[str]:
    return {name for name in folder.place.names() if is_part(name) or is_receipt(name)}


def _manifest(receipt: Receipt) -> Iterator[bytes]:
    for entry, _, parts in receipt.placed():
        told = {"uri": entry.uri, "size": entry.size, "sha256": entry.sha256, "media_type": entry.media_type}
        yield _line(told | {"parts": parts, "records": entry.records, "failed": len(entry.failed)})


def _failures(receipt: Receipt) -> Iterator[dict[str, Any]]:
    return (failed._asdict() | {"attempts": entry.attempts} for entry in receipt.inputs for failed in entry.failed)


def _told(job: Job, totals: Totals) -> dict[str, Any]:
    """What the state says of a finished batch."""
    from ...extract.fingerprint import fingerprint
    from ...extract.pipeline import EXTRACTOR

    made = {"extractor": EXTRACTOR, "fingerprint": fingerprint(), "limits": job.limits._asdict()}
    counts = {"files": totals.files, "records": totals.records, "failed": totals.failed, "parts": len(totals.parts)}
    return {"format": job.form, "finished": True, **made, **counts}


def _line(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(errors="backslashreplace") + b"\n"
