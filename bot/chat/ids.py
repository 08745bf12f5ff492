"""Names for rows: made by us, before the database sees them, and ordered by time.

Knows nothing of what it names.
"""

from __future__ import annotations

import uuid_utils


def new_id() -> str:
    """Return a fresh UUID (version 7) as 32 hexadecimal digits; later ids sort after earlier ones."""
    return uuid_utils.uuid7().hex
