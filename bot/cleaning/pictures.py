"""Pictures: decoded, turned upright, put on white, and written as a new JPEG of nothing but pixels.

Runs in the child. Knows nothing of what a picture shows.
"""

from __future__ import annotations

import copy
import struct
import warnings
import zlib
from io import BytesIO
from typing import Final

from PIL import Image, ImageCms, TiffImagePlugin
from PIL.GifImagePlugin import GifImageFile
from PIL.Image import Resampling, Transpose
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from bot.chat.media import Unclean
from bot.cleaning.limits import Limits, Why
from bot.cleaning.made import Made
from bot.cleaning.magic import Form

# Called by name, so that the readers that Pillow knows besides are never asked.
_READERS: Final[dict[Form, type[ImageFile]]] = {
    Form.JPEG: JpegImageFile,
    Form.PNG: PngImageFile,
    Form.GIF: GifImageFile,
    Form.WEBP: WebPImageFile,
}
_UNREADABLE: Final = (
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    LookupError,
    ArithmeticError,
    struct.error,
    zlib.error,
)
"""What Pillow raises for damage, by its own account and by what its readers are made of."""

_ORIENTATION: Final = 0x0112
_UPRIGHT: Final = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
_QUALITY: Final = 85
_LARGEST_PROFILE: Final = 4_000_000  # those of printers come to some 2 MB
_SRGB: Final = ImageCms.createProfile("sRGB")

# Pillow imports these while it works, when nothing can be imported any more: before it writes, for the
# orientation, for a GIF.
Image.preinit()
_NEEDED_LATER: Final = (TiffImagePlugin, copy)


def clean(raw: bytes, form: Form, limits: Limits) -> Made:
    """Return the first picture of the file as a JPEG, no longer than ``limits.side``."""
    Image.MAX_IMAGE_PIXELS = limits.pixels
    warnings.simplefilter("ignore")
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        if form is Form.WEBP:
            # Its reader allocates what the header claims while it opens.
            _refuse_too_many(_webp_size(raw), limits)
        with _READERS[form](BytesIO(raw)) as opened:
            _refuse_too_many(opened.size, limits)
            picture = _pixels(opened, limits.side)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unclean(Why.TOO_MANY_PIXELS) from None
    except _UNREADABLE as error:
        if isinstance(error, OSError) and error.errno:
            raise  # Of the system, not of the picture.
        raise Unclean(Why.NOT_READABLE) from None
    written = BytesIO()
    picture.save(written, "JPEG", quality=_QUALITY, progressive=True)
    return Made("image/jpeg", written.getvalue(), width=picture.width, height=picture.height)


def _refuse_too_many(size: tuple[int, int], limits: Limits) -> None:
    if size[0] * size[1] > limits.pixels:
        raise Unclean(Why.TOO_MANY_PIXELS)


def _webp_size(raw: bytes) -> tuple[int, int]:
    """Return what the first chunk of a WebP says of its size. Raise struct.error where it is cut short."""
    if raw[12:16] == b"VP8X":
        wide, wide_high, high, high_high = struct.unpack_from("<HBHB", raw, 24)
        return (wide | wide_high << 16) + 1, (high | high_high << 16) + 1
    if raw[12:16] == b"VP8L":
        (both,) = struct.unpack_from("<I", raw, 21)
        return (both & 0x3FFF) + 1, (both >> 14 & 0x3FFF) + 1
    wide, high = struct.unpack_from("<HH", raw, 26)
    return wide & 0x3FFF, high & 0x3FFF


def _pixels(opened: Image.Image, side: int) -> Image.Image:
    """Return the first frame, upright, in sRGB on white, scaled down to ``side``, with nothing attached."""
    scale = min(1.0, side / max(opened.size))
    size = max(1, round(opened.width * scale)), max(1, round(opened.height * scale))
    opened.draft(None, size)  # a large JPEG is then decoded at a half, a quarter or an eighth
    opened.load()
    picture = _in_plain_mode(opened)
    if picture.size != size:
        picture = picture.resize(size, Resampling.BICUBIC, reducing_gap=2.0)
    picture = _in_srgb(_on_white(picture), opened.info.get("icc_profile"))
    turn = _UPRIGHT.get(_orientation(opened))
    if turn is not None:
        picture = picture.transpose(turn)
    plain = Image.new("RGB", picture.size)
    plain.paste(picture)  # what libraries attach to a picture does not come along
    return plain


def _in_plain_mode(picture: Image.Image) -> Image.Image:
    """Return grey, colour, colour with transparency, or print colours, of 8 bits each."""
    if picture.mode.startswith("I"):
        picture = picture.point(lambda value: value / 256).convert("L")
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    return picture if picture.mode in ("L", "RGB", "CMYK") else picture.convert("RGB")


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture)
    return white


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in the colours everybody shows; a profile that is damaged counts for nothing."""
    if profile and len(profile) <= _LARGEST_PROFILE:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            turned = ImageCms.profileToProfile(picture, source, _SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, *_UNREADABLE):
            turned = None
        if turned is not None:
            return turned
    return picture.convert("RGB")


def _orientation(opened: Image.Image) -> int:
    """Return how the camera was held, 1 where nobody says or what says so is damaged."""
    try:
        orientation = opened.getexif().get(_ORIENTATION)
    except _UNREADABLE:
        return 1
    return orientation if isinstance(orientation, int) else 1
