"""The page as PDF: set by Typst in a child of its own, by a template and in fonts that are shipped beside it.

People's words go in as data, never as markup. Typst looks at no font, file or package but these, and at no
clock. A child, because what was set stays in Typst's memory, and because there are strings on which it takes
all memory or all day, and a thread cannot be stopped.
"""

from __future__ import annotations

import os
import subprocess
import sys
from base64 import b64encode
from typing import Final

import msgspec

from bot.printing import setting
from bot.printing.drawing import Drawing
from bot.printing.page import Album, Page, Picture

_CHILD: Final = (sys.executable, "-I", setting.__file__)
_PATIENCE: Final = 15.0
_KEPT_VARIABLES: Final = ("LD_LIBRARY_PATH",)  # without it some interpreters do not start
# One arena: each further one takes 64 MB of the address space that is bounded.
_OWN_VARIABLES: Final = {"MALLOC_ARENA_MAX": "1", "RAYON_NUM_THREADS": "2"}


class Unprinted(Exception):  # noqa: N818 - not a mistake: some pages are too much
    """There is no PDF of this page: to make it would take too long, or too much. There is still `html`."""


def pdf(page: Page) -> bytes:
    """Return the page as PDF. The same page is the same bytes; they tell its title, and no moment and nobody.

    A sign that no font of ours has is an empty box: nobody's page is lost for one of them. See `shows_all`.

    To be called in a thread: it waits for a child. Raises `Unprinted`.
    """
    return _set(page)[0]


def album_pdf(album: Album) -> bytes:
    """Return an album as PDF; as `pdf` in everything."""
    pages = msgspec.to_builtins(album, builtin_types=(bytes,))
    for keepsake in pages["keepsakes"]:
        keepsake["pictures"] = [_drawn(Picture(**one)) for one in keepsake["pictures"]]
    return _run(setting.ALBUM, msgspec.json.encode(pages))[0]


def _drawn(picture: Picture) -> dict[str, object]:
    """Return a picture as a drawing that holds it: words, which is all that Typst takes in as data.

    The JPEG in it goes into the PDF as it is.
    """
    size = f'width="{picture.width}" height="{picture.height}"'
    data = b64encode(picture.data).decode()
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {size}>'
        f'<image {size} xlink:href="data:image/jpeg;base64,{data}"/></svg>'
    )
    return {"drawing": drawing, "width": picture.width, "height": picture.height}


def shows_all(page: Page) -> bool:
    """Tell whether `pdf` has a shape for every sign; those of `html` are the reader's device's.

    Takes as long as `pdf`. Raises `Unprinted`.
    """
    return _set(page)[1]


def png(drawing: Drawing) -> bytes:
    """Return the picture as PNG, twice as fine as a phone is wide. The same picture is the same bytes.

    To be called in a thread: it waits for a child. Raises `Unprinted`.
    """
    return _run(setting.CHART, msgspec.json.encode(drawing))[0]


def _set(page: Page) -> tuple[bytes, bool]:
    return _run(setting.PAGE, msgspec.json.encode(page))


def _run(template: str, page: bytes) -> tuple[bytes, bool]:
    try:
        done = subprocess.run(  # noqa: S603 - ours, by its path
            (*_CHILD, template),
            input=page,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # it may quote the page
            env={key: os.environ[key] for key in _KEPT_VARIABLES if key in os.environ} | _OWN_VARIABLES,
            cwd="/",
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unprinted from None
    if done.returncode not in (setting.ALL, setting.NOT_ALL):
        raise Unprinted
    return done.stdout, done.returncode == setting.ALL
