"""Documents: a PDF is taken apart and written anew, with its pages and nothing that acts or tells.

Runs in the child. Knows nothing of what stands on a page: words and pictures that are written there stay, and
so does whatever a program hid between them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from bot.cleaning import jpeg
from bot.cleaning.limits import Limits, Unclean, Why
from bot.cleaning.made import Made
from bot.cleaning.magic import Form

_ACTIVE_KEYS: Final = frozenset({
    "/AA", "/EF", "/EmbeddedFiles", "/JS", "/JavaScript", "/Ref", "/RichMediaContent", "/XFA",
})  # fmt: skip
_ACTIONS: Final = frozenset({
    "/GoTo3DView", "/GoToE", "/GoToR", "/ImportData", "/JavaScript", "/Launch", "/Movie", "/Rendition",
    "/RichMediaExecute", "/Sound", "/SubmitForm", "/Thread",
})  # fmt: skip
_ACTIVE_SUBTYPES: Final = frozenset({"/3D", "/FileAttachment", "/Movie", "/RichMedia", "/Screen", "/Sound"})
_HARMLESS_ACTION: Final = "/GoTo"
"""The only one that stays. A link to the web goes: its host would learn when and where it was tapped."""

_CATALOG: Final = frozenset({
    "/AcroForm", "/Dests", "/Lang", "/MarkInfo", "/Names", "/OCProperties", "/Outlines", "/PageLabels",
    "/Pages", "/StructTreeRoot", "/Type", "/Version",
})  # fmt: skip
_FORM: Final = frozenset({"/DA", "/DR", "/Fields", "/NeedAppearances", "/Q"})
_PAGE: Final = frozenset({
    "/Annots", "/ArtBox", "/BleedBox", "/Contents", "/CropBox", "/Count", "/Group", "/Kids", "/MediaBox",
    "/Parent", "/Resources", "/Rotate", "/StructParents", "/Tabs", "/TrimBox", "/Type", "/UserUnit",
})  # fmt: skip
_TELLING: Final = (
    "/AF", "/Author", "/CreationDate", "/Creator", "/LastModified", "/Metadata", "/ModDate", "/OPI",
    "/PieceInfo", "/Thumb", "/Usage",
)  # fmt: skip
"""Keys that no reader needs to show a page, wherever they stand."""
_OF_A_REMARK: Final = ("/IRT", "/M", "/NM", "/Popup", "/RC", "/T")
"""Who made a remark on a page, when, with what; of a field in a form, /T is what the field is called."""
_ON_A_PAGE: Final = frozenset({
    "/Caret", "/Circle", "/FreeText", "/Highlight", "/Ink", "/Line", "/Link", "/Polygon", "/PolyLine",
    "/Square", "/Squiggly", "/Stamp", "/StrikeOut", "/Text", "/Underline", "/Widget",
})  # fmt: skip
_PLAIN_COLOURS: Final = {1: Name.DeviceGray, 3: Name.DeviceRGB, 4: Name.DeviceCMYK}
_BOXES_OF_JPEG_2000: Final = frozenset({b"jP  ", b"ftyp", b"jp2h", b"jp2c"})
_CHUNK: Final = 1 << 20
_RUN: Final = 64
"""So many times as much a byte of packed runs becomes at most: two of them stand for 128."""
_DAMAGE: Final = (
    pikepdf.PdfError,
    pikepdf.PasswordError,
    pikepdf.DataDecodingError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RuntimeError,
)
"""What pikepdf raises for damage, and what follows where an object is not of the kind it should be."""


def clean(raw: bytes, form: Form, limits: Limits) -> Made:
    """Return the document anew; raise `Unclean` where it is locked, or would act by itself."""
    del form  # There is only one.
    written = BytesIO()
    try:
        with pikepdf.open(BytesIO(raw), suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                raise Unclean(Why.NOT_READABLE)
            if len(pdf.pages) > limits.pages:
                raise Unclean(Why.TOO_BIG)
            _refuse_what_acts(pdf)
            _refuse_mountains(pdf, limits)
            _take_out_what_tells(pdf)
            pdf.save(
                written,
                static_id=True,
                fix_metadata_version=False,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
            )
    except _DAMAGE:
        raise Unclean(Why.NOT_READABLE) from None
    return Made("application/pdf", written.getvalue())


# --- what is refused


def _refuse_what_acts(pdf: Pdf) -> None:
    for one in _everything(pdf):
        if not isinstance(one, Dictionary | Stream):
            continue
        if (
            not _ACTIVE_KEYS.isdisjoint(one.keys())
            or _named(one, "/S") in _ACTIONS
            or _named(one, "/Subtype") in _ACTIVE_SUBTYPES
            or (isinstance(one, Stream) and "/F" in one)  # its bytes are in another file
        ):
            raise Unclean(Why.HAS_SCRIPT)


def _refuse_mountains(pdf: Pdf, limits: Limits) -> None:
    """Refuse what would unpack to more than a phone can hold."""
    left = limits.unpacked
    for one in pdf.objects:
        if not isinstance(one, Stream):
            continue
        filters = _filters(one)
        if filters.count("/FlateDecode") + filters.count("/LZWDecode") > 1:
            raise Unclean(Why.NOT_ALLOWED)
        if filters[:1] == ["/FlateDecode"]:
            left -= _unpacked_size(one.read_raw_bytes(), left)
        elif "/RunLengthDecode" in filters:
            left -= _RUN * len(one.read_raw_bytes())
        if left < 0:
            raise Unclean(Why.TOO_BIG)


def _unpacked_size(packed: bytes, enough: int) -> int:
    """Return to how many bytes this unpacks, or some number above ``enough``."""
    unpacking, size = zlib.decompressobj(), 0
    try:
        while packed and size <= enough and not unpacking.eof:
            size += len(unpacking.decompress(packed, _CHUNK))
            packed = unpacking.unconsumed_tail
    except zlib.error:
        pass  # Readers show what came before the damage.
    return size


# --- what goes


def _take_out_what_tells(pdf: Pdf) -> None:
    _keep(pdf.trailer, {"/Root", "/Size"})
    _keep(pdf.Root, _CATALOG)
    if "/Names" in pdf.Root:
        _keep(pdf.Root.Names, {"/Dests"})
    if "/AcroForm" in pdf.Root:
        _keep(pdf.Root.AcroForm, _FORM)
    for page in pdf.pages:
        if "/Annots" in page.obj:
            page.obj.Annots = Array([one for one in _items(page.obj.Annots) if _may_stand_on_a_page(one)])
    for one in _everything(pdf):
        if isinstance(one, Array):
            _plain_colours(one)
        elif isinstance(one, Dictionary | Stream):
            _tidy(one)
        if isinstance(one, Stream):
            _bare_picture(pdf, one)


def _keep(dictionary: Object, keys: Iterable[str]) -> None:
    for key in set(dictionary.keys()) - set(keys):
        del dictionary[key]


def _may_stand_on_a_page(remark: Object) -> bool:
    kind = _named(remark, "/Subtype")
    if kind == "/Link":
        return "/Dest" in remark or _named(remark.get("/A"), "/S") == _HARMLESS_ACTION
    return kind in _ON_A_PAGE


def _tidy(one: Object) -> None:
    """Take out of one dictionary what tells, what acts, and a signature, which no longer holds anyway."""
    kind, subtype = _named(one, "/Type"), _named(one, "/Subtype")
    if kind in ("/Page", "/Pages"):
        _keep(one, _PAGE)
    if subtype in _ON_A_PAGE and subtype != "/Widget" and "/Rect" in one:
        _drop(one, _OF_A_REMARK)
    for key in ("/A", "/PA", "/Next"):
        action = _named(one.get(key), "/S")
        if action and action != _HARMLESS_ACTION:
            _drop(one, [key])
    if isinstance(value := one.get("/V"), Dictionary) and "/ByteRange" in value:
        _drop(one, ["/V"])
    _drop(one, _TELLING)


def _drop(dictionary: Object, keys: Iterable[str]) -> None:
    for key in keys:
        if key in dictionary:
            del dictionary[key]


def _plain_colours(array: Array) -> None:
    """Put plain colours in the place of a profile, which may name the screen or camera it was made for."""
    if len(array) == 2 and array[0] == Name.ICCBased and isinstance(array[1], Stream):  # noqa: PLR2004
        plain = _PLAIN_COLOURS.get(int(array[1].get("/N", 0)))
        if plain is not None:
            del array[1]
            array[0] = plain


def _bare_picture(pdf: Pdf, stream: Stream) -> None:
    """Take out of a photo that is embedded as it came from a camera what the camera wrote beside it."""
    *before, last = _filters(stream) or [""]
    if last not in ("/DCTDecode", "/JPXDecode"):
        return
    data = stream.read_raw_bytes()
    if before:
        data = Stream(pdf, data, Filter=Array([Name(name) for name in before])).read_bytes()
    parameters = [one for one in _items(stream.get("/DecodeParms")) if isinstance(one, Dictionary)]
    data = jpeg.bare(data) if last == "/DCTDecode" else _bare_jpeg_2000(data)
    stream.write(data, filter=Name(last), decode_parms=parameters[-1] if parameters else None)


def _bare_jpeg_2000(data: bytes) -> bytes:
    if data[4:8] != b"jP  ":
        return data  # Only the codes of the picture, without boxes.
    kept, at = [], 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big") or len(data) - at
        if size < 8:  # noqa: PLR2004 - the header of a box
            raise Unclean(Why.NOT_READABLE)
        if data[at + 4 : at + 8] in _BOXES_OF_JPEG_2000:
            kept.append(data[at : at + size])
        at += size
    return b"".join(kept)


# --- looking at objects


def _everything(pdf: Pdf) -> Iterator[Object]:
    """Yield every dictionary, stream and array of the file, those inside of others too."""
    for top in pdf.objects:
        pending = [top]
        while pending:
            one = pending.pop()
            if not isinstance(one, Array | Dictionary | Stream):
                continue
            yield one
            within = one if isinstance(one, Array) else [one[key] for key in one.keys()]  # noqa: SIM118
            pending += [it for it in within if isinstance(it, Object) and not it.is_indirect]


def _named(one: object, key: str) -> str:
    """Return the name that stands under this key, "" where there is none."""
    value = one.get(key) if isinstance(one, Dictionary | Stream) else None
    return str(value) if isinstance(value, Name) else ""


def _filters(stream: Stream) -> list[str]:
    return [str(name) for name in _items(stream.get("/Filter"))]


def _items(value: object) -> list[Object]:
    """Return a list of what may be one or several or nothing."""
    if isinstance(value, Array):
        return list(value)
    return [value] if isinstance(value, Object) else []
