"""The child's side: sets one page, from standard input as JSON, answers on standard output, and ends.

Started by its path with the name of a template, and imports nothing of ours: a child lives for one page and
pays for every import. Its parent imports it for how it ends, and does not pay for Typst.
"""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import typst

ALL, NOT_ALL = 0, 3
"""How it ends: every sign has a shape, or some are empty boxes. (1 and 2 are Python's own.)"""

_HERE: Final = Path(__file__).parent
_STANDARDS: Final[dict[int, list[typst.PDFStandard]]] = {ALL: ["ua-1"], NOT_ALL: []}
"""The one for readers who listen. It refuses a sign without a shape, and then the page is set without it."""
PAGE, ALBUM, CHART = "page.typ", "album.typ", "chart.typ"
"""The templates; the last is of a picture, and what becomes of it is one."""
_AS_PICTURE: Final[dict[str, Any]] = {"format": "png", "ppi": 144.0}
_MEMORY: Final = 1 << 30
_CPU_SECONDS: Final = 20
_LATER_THAN_THE_BOT: Final = 5


def main() -> int:
    """Set one page, or draw one picture, and tell how it went."""
    import typst  # noqa: PLC0415 - see above

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    os.nice(_LATER_THAN_THE_BOT)
    page = sys.stdin.buffer.read().decode()
    template = sys.argv[1]
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[_HERE / "fonts"]
    )
    for ending, standards in _STANDARDS.items():
        try:
            made = typst.compile(
                _HERE / template,
                root=_HERE,
                font_paths=fonts,
                ignore_system_fonts=True,
                sys_inputs={"page": page},
                **(_AS_PICTURE if template == CHART else {"pdf_standards": standards}),
            )
        except typst.TypstError:
            continue
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
        return ending
    return 1


if __name__ == "__main__":
    sys.exit(main())
