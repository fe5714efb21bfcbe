"""What is read from a store: rows for `offres runs`, `offers`, `history` and `failures`, records for `offres export`.

Each module gives rows as mappings, and the names of their columns; all of them see the store through one connection of
`open.reading`, so what a command tells is of one moment. None writes, and none waits for a run. `asked.py` is the door.
"""

from importlib.util import find_spec

from ..errors import WrongStore

for _library in ("sqlalchemy", "alembic"):
    if find_spec(_library) is None:
        raise WrongStore(f"a store needs {_library}, which is not installed here: pip install 'offres[store]'")
