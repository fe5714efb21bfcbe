"""A compound file, as Outlook's mails are, from its streams: as little of it as a reader needs."""

import itertools
import struct

SECTOR, MINI, CUTOFF = 512, 64, 4096
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def text_stream(number, text):
    """The name and bytes of a property that is text: `0037` and the subject."""
    return f"__substg1.0_{number}001F", text.encode("utf-16-le")


def properties(head, **numbers):
    """The stream of the properties of a fixed size: `p3FDE=1252`."""
    entries = (struct.pack("<HHIQ", 3, int(name[1:], 16), 6, value) for name, value in numbers.items())
    return "__properties_version1.0", bytes(head) + b"".join(entries)


class _Sectors:
    """Streams cut into sectors, and the table that says which follows which."""

    def __init__(self, size):
        self.size, self.data, self.table = size, bytearray(), []

    def store(self, data):
        """The number of the first sector."""
        count, start = -(-len(data) // self.size), len(self.table)
        self.table += [*range(start + 1, start + count), END] if count else []
        self.data += data.ljust(count * self.size, b"\0")
        return start if count else END


def compound_file(tree):
    """The bytes of a compound file; a folder is a dictionary, a stream bytes."""
    large, small = _Sectors(SECTOR), _Sectors(MINI)
    entries = []

    def add(name, kind, data):
        number = len(entries)
        entries.append([name, kind, FREE, FREE, END, 0])  # name, kind, right neighbour, first child, start, size
        if not isinstance(data, dict):
            entries[number][4:] = [(small if len(data) < CUTOFF else large).store(data), len(data)]
            return number
        children = [add(inner, 1 if isinstance(value, dict) else 2, value) for inner, value in data.items()]
        entries[number][3] = children[0] if children else FREE
        for child, following in itertools.pairwise(children):
            entries[child][2] = following
        return number

    add("Root Entry", 5, tree)
    entries[0][4:] = [large.store(bytes(small.data)), len(small.data)]
    mini_table = _table(small.table)
    first_mini = large.store(mini_table)
    first_directory = large.store(b"".join(itertools.starmap(_entry, entries)))
    first, count = len(large.table), 1
    while (first + count) * 4 > count * SECTOR:
        count += 1
    head = struct.pack("<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 62, 3, 0xFFFE, 9, 6, 0, count,
                       first_directory, 0, CUTOFF, first_mini, len(mini_table) // SECTOR, END, 0)  # fmt: skip
    places = [first + number if number < count else FREE for number in range(109)]
    return head + struct.pack("<109I", *places) + bytes(large.data) + _table(large.table + [FAT] * count)


def _table(numbers):
    return struct.pack(f"<{len(numbers)}I", *numbers).ljust(-(-len(numbers) * 4 // SECTOR) * SECTOR, b"\xff")


def _entry(name, kind, right, child, start, size):
    wide = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBBIII16xI8x8xIQ", wide, len(wide), kind, 1, FREE, right, child, 0, start, size)
