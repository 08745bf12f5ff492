"""${message.capitalize()}.

Knows the tables as they were on this day, and none of the program's names.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    """Change the tables; what is in them stays."""
    ${upgrades if upgrades else "pass"}
