"""Documents: the pages stay; what acts is refused, what tells goes."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Callable
from typing import Final

import pikepdf
import pytest
from pikepdf import (
    Array,
    Dictionary,
    Encryption,
    Name,
    Object,
    ObjectStreamMode,
    Pdf,
    Stream,
    StreamDecodeLevel,
    String,
)
from PIL import Image

from bot.chat.media import CleanFile, MediaKind
from bot.cleaning import Cleaner, Limits, Unclean, Why
from tests.cleaning.marks import MARK, RAW_MARK, has_mark
from tests.cleaning.test_pictures import drawn, jpeg, looks_like, profile, saved

WORDS: Final = b"BT /F1 24 Tf 72 700 Td (Report for March) Tj ET"
Change = Callable[[Pdf], None]


def paper(*changes: Change, pages: int = 1, packed: bool = False, lock: Encryption | None = None) -> bytes:
    """Return a document of some pages, changed in these ways before it is saved."""
    pdf = Pdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
        page = pdf.pages[-1]
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        page.obj.Contents = pdf.make_stream(WORDS)
    for change in changes:
        change(pdf)
    written = io.BytesIO()
    pdf.save(
        written,
        object_stream_mode=ObjectStreamMode.generate if packed else ObjectStreamMode.disable,
        compress_streams=packed,
        stream_decode_level=None if lock else StreamDecodeLevel.none,
        encryption=lock or False,
    )
    return written.getvalue()


async def cleaned(raw: bytes, limits: Limits | None = None) -> CleanFile:
    return await Cleaner(limits).clean(MediaKind.DOCUMENT, raw)


async def refused(raw: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(Unclean) as caught:
        await cleaned(raw, limits)
    return caught.value.why


def reopened(clean: CleanFile) -> Pdf:
    assert (clean.kind, clean.mime, clean.width, clean.seconds) == (
        MediaKind.DOCUMENT, "application/pdf", None, None,
    )  # fmt: skip
    assert clean.data.endswith(b"%%EOF\n")
    return Pdf.open(io.BytesIO(clean.data))


# --- what goes


def _information(pdf: Pdf) -> None:
    pdf.docinfo["/Author"] = String(MARK)
    pdf.docinfo["/Title"] = String(MARK)
    pdf.trailer.ID = Array([String(MARK), String(MARK)])
    pdf.Root.Metadata = pdf.make_stream(RAW_MARK, Type=Name.Metadata, Subtype=Name.XML)


def _marks_of_a_page(pdf: Pdf) -> None:
    page = pdf.pages[0].obj
    page.Metadata = pdf.make_stream(RAW_MARK)
    page.Thumb = pdf.make_stream(RAW_MARK)
    page.LastModified = String(MARK)
    page.PieceInfo = Dictionary(Word=Dictionary(Private=String(MARK)))
    page.VP = Array([Dictionary(Type=Name.Viewport, Name=String(MARK))])


def _remarks(pdf: Pdf) -> None:
    box = Array([0, 0, 20, 20])
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Rect=box, Contents=String("Please sign here"),
        T=String(MARK), NM=String(MARK), M=String(MARK), CreationDate=String(MARK), RC=String(MARK),
    )  # fmt: skip
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=box,
        A=Dictionary(S=Name.URI, URI=String(f"https://{MARK}.example")),
    )  # fmt: skip
    mark = Dictionary(Type=Name.Annot, Subtype=Name.Watermark, Rect=box, Contents=String(MARK))
    jump = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=box,
        A=Dictionary(
            S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]), Next=Dictionary(S=Name.URI, URI=String(MARK))
        ),
    )  # fmt: skip
    pdf.pages[0].obj.Annots = pdf.make_indirect(Array([pdf.make_indirect(note), link, mark, jump]))


def _form(pdf: Pdf) -> None:
    box = Array([0, 0, 20, 20])
    signature = Dictionary(
        Type=Name.Sig, Name=String(MARK), Location=String(MARK), ByteRange=Array([0, 1, 2, 3])
    )
    field = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=box, FT=Name.Sig, T=String("sign"), V=signature)
    )
    told = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, Rect=box, FT=Name.Tx, T=String("day"), V=String("Monday")
        )
    )
    pdf.pages[0].obj.Annots = Array([field, told])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field, told]), SigFlags=3)
    pdf.Root.Perms = Dictionary(DocMDP=signature)


def _catalog(pdf: Pdf) -> None:
    pdf.Root.OutputIntents = Array([Dictionary(S=Name.GTS_PDFA1, Info=String(MARK))])
    pdf.Root.Extensions = Dictionary(ADBE=Dictionary(Note=String(MARK)))
    pdf.Root.SpiderInfo = Dictionary(V=String(MARK))
    pdf.Root[f"/{MARK}"] = String(MARK)
    group = pdf.make_indirect(
        Dictionary(
            Type=Name.OCG,
            Name=String("Layer"),
            Usage=Dictionary(CreatorInfo=Dictionary(Creator=String(MARK))),
        )
    )
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([group]), D=Dictionary(Order=Array([group]), Creator=String(MARK))
    )
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Beginning", 0))
    pdf.Root.Outlines.First.A = Dictionary(S=Name.URI, URI=String(MARK))


def _photo(pdf: Pdf, data: bytes, **more: Object) -> None:
    picture = pdf.make_stream(
        data, Type=Name.XObject, Subtype=Name.Image, Width=96, Height=64, BitsPerComponent=8, **more
    )
    pdf.pages[0].obj.Resources.XObject = Dictionary(Photo=picture)
    pdf.pages[0].obj.Contents = pdf.make_stream(WORDS + b" q 96 0 0 64 0 0 cm /Photo Do Q")


def _camera(pdf: Pdf) -> None:
    icc = pdf.make_stream(profile(), N=3)
    _photo(pdf, jpeg(), Filter=Name.DCTDecode, ColorSpace=Array([Name.ICCBased, icc]))


def _camera_packed(pdf: Pdf) -> None:
    filters = Array([Name.FlateDecode, Name.DCTDecode])
    _photo(pdf, zlib.compress(jpeg()), Filter=filters, ColorSpace=Name.DeviceRGB)


def _jpeg_2000(pdf: Pdf) -> None:
    def box(kind: bytes, content: bytes) -> bytes:
        return (len(content) + 8).to_bytes(4, "big") + kind + content

    boxes = (
        box(b"jP  ", b"\r\n\x87\n") + box(b"ftyp", b"jp2 ") + box(b"xml ", RAW_MARK) + box(b"uuid", RAW_MARK)
    )
    _photo(pdf, boxes + box(b"jp2h", b"") + box(b"jp2c", b"picture"), Filter=Name.JPXDecode)


@pytest.mark.parametrize(
    "change",
    [_information, _marks_of_a_page, _remarks, _form, _catalog, _camera, _camera_packed, _jpeg_2000],
)
async def test_what_tells_who_made_a_document_goes(change: Change) -> None:
    raw = paper(change)
    assert has_mark(raw)
    clean = await cleaned(raw)
    assert not has_mark(clean.data)
    with reopened(clean) as pdf:
        assert bytes(pdf.pages[0].obj.Contents.read_bytes()).startswith(WORDS)
        assert not pdf.check_pdf_syntax()


async def test_of_a_document_in_packed_objects_nothing_is_left_either() -> None:
    raw = paper(_information, _marks_of_a_page, _remarks, packed=True)
    assert has_mark(raw)
    assert not has_mark((await cleaned(raw)).data)


async def test_an_earlier_version_that_a_document_still_holds_goes() -> None:
    first = paper(_information)
    plain = first + RAW_MARK + b"\n" + first[first.rindex(b"startxref") :]
    clean = await cleaned(plain)
    assert not has_mark(clean.data)


async def test_what_hangs_on_a_document_behind_its_end_goes() -> None:
    clean = await cleaned(paper() + b"PK\x03\x04" + RAW_MARK)
    assert not has_mark(clean.data)


async def test_two_documents_that_show_the_same_are_the_same() -> None:
    one, other = await cleaned(paper()), await cleaned(paper(_information, _marks_of_a_page))
    assert one.data == other.data
    assert not re.search(rb"20[0-9]{6}", one.data)  # no day


async def test_pages_words_jumps_and_layers_stay() -> None:
    clean = await cleaned(paper(_remarks, _catalog, pages=3))
    with reopened(clean) as pdf:
        assert len(pdf.pages) == 3
        note, jump = pdf.pages[0].obj.Annots
        assert str(note.Contents) == "Please sign here"
        assert str(jump.A.S) == "/GoTo"
        assert "/Next" not in jump.A
        assert str(pdf.Root.OCProperties.OCGs[0].Name) == "Layer"
        assert str(pdf.Root.Outlines.First.Title) == "Beginning"
        assert set(pdf.trailer.keys()) <= {
            "/Root",
            "/Size",
            "/ID",
            "/Type",
            "/W",
            "/Length",
            "/Filter",
            "/DecodeParms",
            "/Index",
        }


async def test_what_was_filled_into_a_form_stays_and_a_signature_goes() -> None:
    with reopened(await cleaned(paper(_form))) as pdf:
        sign, day = pdf.pages[0].obj.Annots
        assert "/V" not in sign
        assert (str(day.T), str(day.V)) == ("day", "Monday")


@pytest.mark.parametrize("change", [_camera, _camera_packed])
async def test_a_photo_on_a_page_looks_the_same(change: Change) -> None:
    with reopened(await cleaned(paper(change))) as pdf:
        photo = pdf.pages[0].obj.Resources.XObject.Photo
        assert photo.Filter == Name.DCTDecode
        assert photo.ColorSpace in (Name.DeviceRGB, Array([Name.DeviceRGB]))
        shown = Image.open(io.BytesIO(photo.read_raw_bytes()))
        assert looks_like(shown, drawn())
        assert shown.tobytes() == Image.open(io.BytesIO(jpeg())).tobytes()


async def test_a_photo_in_the_colours_of_print_keeps_what_tells_them_apart() -> None:
    raw = saved(drawn().convert("CMYK"), "JPEG")
    clean = await cleaned(
        paper(lambda pdf: _photo(pdf, raw, Filter=Name.DCTDecode, ColorSpace=Name.DeviceCMYK))
    )
    with reopened(clean) as pdf:
        shown = Image.open(io.BytesIO(pdf.pages[0].obj.Resources.XObject.Photo.read_raw_bytes()))
        assert shown.tobytes() == Image.open(io.BytesIO(raw)).tobytes()


# --- what is refused


def _action(name: str) -> Dictionary:
    return Dictionary({"/S": Name(f"/{name}"), "/F": String("x"), "/JS": String("app.alert(1)")})


def _bare_action(name: str) -> Dictionary:
    return Dictionary({"/S": Name(f"/{name}"), "/F": String("other.pdf")})


def _tapped(action: Dictionary) -> Change:
    def change(pdf: Pdf) -> None:
        button = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
        pdf.pages[0].obj.Annots = Array([button])

    return change


def _opened(action: Dictionary) -> Change:
    def change(pdf: Pdf) -> None:
        pdf.Root.OpenAction = action

    return change


def _within(key: str, value: Object) -> Change:
    def change(pdf: Pdf) -> None:
        pdf.Root[key] = value

    return change


def _remark(kind: str) -> Change:
    def change(pdf: Pdf) -> None:
        one = Dictionary({"/Type": Name.Annot, "/Subtype": Name(f"/{kind}"), "/Rect": Array([0, 0, 9, 9])})
        pdf.pages[0].obj.Annots = Array([one])

    return change


def _attached(pdf: Pdf) -> None:
    pdf.attachments["report.exe"] = b"MZ" + RAW_MARK


def _elsewhere(pdf: Pdf) -> None:
    pdf.pages[0].obj.Contents = Stream(pdf, b"", F=String("https://example.org/page"))


@pytest.mark.parametrize(
    "change",
    [
        _opened(_action("JavaScript")),
        _opened(_bare_action("Launch")),
        _opened(Dictionary(S=Name.GoTo, Next=Array([_bare_action("Launch")]))),
        *(
            _tapped(_bare_action(name))
            for name in (
                "Launch",
                "GoToR",
                "GoToE",
                "SubmitForm",
                "ImportData",
                "Rendition",
                "Movie",
                "Sound",
            )
        ),
        _tapped(_action("JavaScript")),
        _within("/AA", Dictionary(WC=Dictionary(S=Name.GoTo))),
        _within("/Names", Dictionary(JavaScript=Dictionary(Names=Array([])))),
        _within("/Names", Dictionary(EmbeddedFiles=Dictionary(Names=Array([])))),
        _within("/AcroForm", Dictionary(Fields=Array([]), XFA=String("x"))),
        _attached,
        _elsewhere,
        *(_remark(kind) for kind in ("RichMedia", "Screen", "Movie", "Sound", "3D", "FileAttachment")),
    ],
)
async def test_a_document_that_acts_is_refused(change: Change) -> None:
    assert await refused(paper(change)) == Why.HAS_SCRIPT
    assert await refused(paper(change, packed=True)) == Why.HAS_SCRIPT


async def test_a_document_that_opens_at_a_page_is_taken() -> None:
    goto = Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))
    with reopened(await cleaned(paper(_opened(goto)))) as pdf:
        assert "/OpenAction" not in pdf.Root


@pytest.mark.parametrize("password", ["", "secret"])
async def test_a_locked_document_is_not_readable(password: str) -> None:
    locked = paper(lock=Encryption(owner="owner", user=password))
    assert await refused(locked) == Why.NOT_READABLE


@pytest.mark.parametrize("raw", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(5000), paper()[:60]])
async def test_a_document_that_is_none_is_not_readable(raw: bytes) -> None:
    assert await refused(raw) == Why.NOT_READABLE


@pytest.mark.parametrize(
    "raw", [b"\xff\xd8\xff\xe0" + paper(), b"PK\x03\x04", b"{\\rtf1", b"<html>", b"\xd0\xcf\x11\xe0"]
)
async def test_what_does_not_begin_as_a_document_is_not_allowed(raw: bytes) -> None:
    assert await refused(raw) == Why.NOT_ALLOWED


async def test_too_many_pages_are_too_big() -> None:
    assert await refused(paper(pages=4), Limits(pages=3)) == Why.TOO_BIG


async def test_a_page_of_packed_runs_that_is_a_mountain_is_too_big() -> None:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.Contents = Stream(pdf, b"\x81 " * 3_000_000 + b"\x80", Filter=Name.RunLengthDecode)

    assert await refused(paper(change)) == Why.TOO_BIG


async def test_a_page_that_unpacks_to_a_mountain_is_too_big() -> None:
    def change(pdf: Pdf) -> None:
        mountain = zlib.compress(b" " * 300_000_000, 9)
        pdf.pages[0].obj.Contents = Stream(pdf, mountain, Filter=Name.FlateDecode)

    assert await refused(paper(change)) == Why.TOO_BIG


async def test_a_mountain_packed_twice_is_not_allowed() -> None:
    def change(pdf: Pdf) -> None:
        mountain = zlib.compress(zlib.compress(bytes(1_000_000)))
        filters = Array([Name.FlateDecode, Name.FlateDecode])
        pdf.pages[0].obj.Contents = Stream(pdf, mountain, Filter=filters)

    assert await refused(paper(change)) == Why.NOT_ALLOWED


def packed_objects(hills: int) -> bytes:
    """Return a document whose objects all stand in one packed stream, with that many blanks behind them."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"]
    objects += [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"]
    places = b" ".join(b"%d %d" % (at + 1, sum(map(len, objects[:at])) + at) for at in range(3)) + b" "
    packing = zlib.compressobj(1)
    stream = packing.compress(places + b" ".join(objects))
    stream += b"".join(packing.compress(bytes(1 << 20).replace(b"\0", b" ")) for _ in range(hills >> 20))
    stream += packing.flush()
    written = b"%PDF-1.5\n"
    at_objects = len(written)
    head = b"4 0 obj\n<< /Type /ObjStm /N 3 /First %d /Length %d /Filter /FlateDecode >>\nstream\n"
    written += head % (len(places), len(stream)) + stream + b"\nendstream\nendobj\n"
    at_index = len(written)
    rows = [(0, 0, 0), (2, 4, 0), (2, 4, 1), (2, 4, 2), (1, at_objects, 0), (1, at_index, 0)]
    index = b"".join(struct.pack(">BIB", *row) for row in rows)
    head = b"5 0 obj\n<< /Type /XRef /Size 6 /W [1 4 1] /Root 1 0 R /Length %d >>\nstream\n" % len(index)
    return written + head + index + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % at_index


async def test_objects_that_unpack_to_a_mountain_meet_the_limit() -> None:
    assert len(reopened(await cleaned(packed_objects(0))).pages) == 1
    # To qpdf an object for which there is no memory is one that is damaged.
    why = await refused(packed_objects(400_000_000), Limits(memory=400_000_000))
    assert why in (Why.TOO_BIG, Why.NOT_READABLE)


async def test_a_tree_of_pages_that_holds_itself_does_no_harm() -> None:
    def change(pdf: Pdf) -> None:
        pdf.Root.Pages.Kids.append(pdf.Root.Pages)

    assert await refused(paper(change)) in (Why.NOT_READABLE, Why.TOO_BIG)
