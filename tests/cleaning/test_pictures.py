"""Pictures: whatever comes with them goes, what they show stays."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Final

import pytest
from PIL import Image, ImageChops, ImageCms, ImageDraw, ImageStat
from PIL.PngImagePlugin import PngInfo

from bot.chat.media import CleanFile, MediaKind
from bot.cleaning import Cleaner, Limits, Unclean, Why
from tests.cleaning.marks import MARK, RAW_MARK, has_mark

SIZE: Final = (96, 64)
CORNERS: Final = ("red", "lime", "blue", "yellow")  # top left, top right, bottom left, bottom right
CAMERA, SERIAL, ARTIST, COMMENT, GPS = 0x0110, 0xA431, 0x013B, 0x9286, 0x8825


def drawn(size: tuple[int, int] = SIZE) -> Image.Image:
    """Return a picture of which one sees how it is turned: four corners of four colours."""
    picture = Image.new("RGB", size)
    draw, (w, h) = ImageDraw.Draw(picture), size
    for colour, (x, y) in zip(CORNERS, ((0, 0), (w // 2, 0), (0, h // 2), (w // 2, h // 2)), strict=True):
        draw.rectangle((x, y, x + w // 2, y + h // 2), fill=colour)
    return picture


def saved(picture: Image.Image, form: str, **options: object) -> bytes:
    written = io.BytesIO()
    picture.save(written, form, **options)
    return written.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    told = Image.Exif()
    told[0x0112] = orientation
    told[CAMERA] = told[ARTIST] = MARK
    told.get_ifd(0x8769)[SERIAL] = MARK
    told.get_ifd(0x8769)[COMMENT] = b"ASCII\0\0\0" + RAW_MARK
    told.get_ifd(GPS).update({1: "N", 2: (40.0, 26.0, 46.0), 29: MARK})
    return told


def profile() -> bytes:
    """Return an sRGB profile whose description is the mark."""
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    marked = plain.replace("sRGB built-in"[:12].encode("utf-16-be"), MARK.encode("utf-16-be"))
    assert has_mark(marked)
    return marked


def zipped() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(f"{MARK}.txt", MARK)
    return written.getvalue()


XMP: Final = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><who>{MARK}</who></x:xmpmeta>'.encode()


def thumbnail() -> bytes:
    """Return an APP0 extension with a little picture, as older cameras write it."""
    told = b"JFXX\0\x10" + saved(drawn((16, 12)), "JPEG", comment=RAW_MARK)
    return b"\xff\xe0" + struct.pack(">H", len(told) + 2) + told


def jpeg() -> bytes:
    plain = saved(drawn(), "JPEG", exif=exif(), xmp=XMP, comment=RAW_MARK, icc_profile=profile(), quality=95)
    notes = b"\xff\xed" + struct.pack(">H", 14 + 2 + len(RAW_MARK)) + b"Photoshop 3.0\0" + RAW_MARK
    return plain[:2] + thumbnail() + notes + plain[2:] + zipped()


def png() -> bytes:
    told = PngInfo()
    told.add_text("Author", MARK)
    told.add_text("Comment", MARK, zip=True)
    told.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=True)
    plain = saved(drawn(), "PNG", pnginfo=told, exif=exif(), icc_profile=profile())
    private = struct.pack(">I", len(RAW_MARK)) + b"prVt" + RAW_MARK
    private += struct.pack(">I", zlib.crc32(b"prVt" + RAW_MARK))
    return plain[:-12] + private + plain[-12:] + zipped()


def gif() -> bytes:
    frames = [drawn(), Image.new("RGB", SIZE, "black")]
    return saved(frames[0], "GIF", save_all=True, append_images=frames[1:], comment=RAW_MARK) + zipped()


def webp() -> bytes:
    return saved(drawn(), "WEBP", exif=exif(), xmp=XMP, icc_profile=profile(), lossless=True) + zipped()


async def cleaned(raw: bytes, limits: Limits | None = None) -> CleanFile:
    return await Cleaner(limits).clean(MediaKind.PICTURE, raw)


async def refused(raw: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(Unclean) as caught:
        await cleaned(raw, limits)
    return caught.value.why


def seen(clean: CleanFile) -> Image.Image:
    picture = Image.open(io.BytesIO(clean.data))
    assert picture.mode == "RGB"
    assert picture.size == (clean.width, clean.height)
    return picture


def looks_like(one: Image.Image, other: Image.Image) -> bool:
    assert one.size == other.size
    difference = ImageChops.difference(one.convert("RGB"), other.convert("RGB"))
    return max(ImageStat.Stat(difference).mean) < 6


def segments(data: bytes) -> list[int]:
    """Return the markers of a JPEG up to its first scan."""
    found, at = [], 2
    while data[at + 1] != 0xDA:
        found.append(data[at + 1])
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return found


# --- what goes and what stays


@pytest.mark.parametrize("made", [jpeg, png, gif, webp])
async def test_of_what_a_picture_came_with_no_byte_is_left(made: Callable[[], bytes]) -> None:
    raw = made()
    assert has_mark(raw)
    clean = await cleaned(raw)
    assert not has_mark(clean.data)
    assert (clean.kind, clean.mime, clean.seconds) == (MediaKind.PICTURE, "image/jpeg", None)
    assert clean.data.endswith(b"\xff\xd9")
    assert looks_like(seen(clean), drawn())


async def test_a_clean_picture_has_only_the_segments_that_make_the_picture() -> None:
    clean = await cleaned(jpeg())
    header, tables = 0xE0, {0xC2, 0xC4, 0xDB}
    found = segments(clean.data)
    assert found[0] == header
    assert set(found[1:]) <= tables
    assert seen(clean).info.keys() <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "progressive",
        "progression",
    }


async def test_the_same_picture_with_other_secrets_becomes_the_same_bytes() -> None:
    plain = saved(drawn(), "PNG")
    assert (await cleaned(plain)).data == (await cleaned(plain[:-12] + plain[-12:] + zipped())).data


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
async def test_a_picture_stands_upright_however_the_camera_was_held(form: str, orientation: int) -> None:
    # The picture that turns into `drawn` once the orientation is applied.
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    lying = drawn()
    if orientation in back:
        lying = lying.transpose(Image.Transpose(back[orientation]))
    clean = await cleaned(saved(lying, form, exif=exif(orientation)))
    assert looks_like(seen(clean), drawn())


async def test_a_picture_that_is_too_long_is_scaled_down() -> None:
    clean = await cleaned(saved(drawn((900, 300)), "PNG"), Limits(side=300))
    assert (clean.width, clean.height) == (300, 100)
    assert looks_like(seen(clean), drawn((300, 100)))


async def test_a_large_photo_is_decoded_small_and_looks_the_same() -> None:
    clean = await cleaned(saved(drawn((2400, 1600)), "JPEG"), Limits(side=300))
    assert looks_like(seen(clean), drawn((300, 200)))


async def test_a_picture_that_is_a_line_keeps_a_pixel() -> None:
    clean = await cleaned(saved(Image.new("RGB", (4000, 1)), "PNG"), Limits(side=100))
    assert (clean.width, clean.height) == (100, 1)


def _half_transparent(mode: str) -> Image.Image:
    picture = drawn().convert("RGBA")
    alpha = Image.new("L", SIZE, 255)
    alpha.paste(0, (0, 0, SIZE[0] // 2, SIZE[1]))
    picture.putalpha(alpha)
    return picture.quantize() if mode == "P" else picture.convert(mode)


@pytest.mark.parametrize(("mode", "form"), [("RGBA", "PNG"), ("RGBA", "WEBP"), ("P", "PNG"), ("RGBA", "GIF")])
async def test_what_is_transparent_becomes_white(mode: str, form: str) -> None:
    options = {"lossless": True} if form == "WEBP" else {}
    expected = drawn()
    expected.paste("white", (0, 0, SIZE[0] // 2, SIZE[1]))
    clean = await cleaned(saved(_half_transparent(mode), form, **options))
    assert looks_like(seen(clean), expected)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16"])
async def test_every_way_to_write_colours_is_read(mode: str) -> None:
    grey = Image.linear_gradient("L").resize(SIZE)
    picture, form = grey, "JPEG" if mode == "CMYK" else "PNG"
    if mode == "I;16":
        picture = Image.frombytes("I;16", SIZE, b"".join(struct.pack("<H", v * 257) for v in grey.tobytes()))
    elif mode != "L":
        picture = grey.convert("RGB").convert(mode)
    clean = await cleaned(saved(picture, form))
    expected = grey if mode == "I;16" else picture.convert("RGB")
    assert looks_like(seen(clean), expected)


async def test_colours_of_another_profile_become_those_that_everybody_shows() -> None:
    # Lab is the one other space that the library makes a profile of; it is no profile of a photo, and so
    # counts for nothing. A profile whose red and blue stand exchanged shows that profiles are heeded.
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exchanged = plain.replace(b"rXYZ", b"tmp0").replace(b"bXYZ", b"rXYZ").replace(b"tmp0", b"bXYZ")
    clean = await cleaned(saved(drawn(), "PNG", icc_profile=exchanged))
    red, green, blue = drawn().split()
    assert looks_like(seen(clean), Image.merge("RGB", (blue, green, red)))


@pytest.mark.parametrize("broken", [b"\0" * 200, b"no profile at all"])
async def test_a_damaged_profile_counts_for_nothing(broken: bytes) -> None:
    assert looks_like(seen(await cleaned(saved(drawn(), "JPEG", icc_profile=broken, quality=95))), drawn())


async def test_damaged_exif_counts_for_nothing() -> None:
    broken = b"Exif\0\0MM\0*\xff\xff\xff\xff" + RAW_MARK
    clean = await cleaned(saved(drawn(), "JPEG", exif=broken, quality=95))
    assert not has_mark(clean.data)
    assert looks_like(seen(clean), drawn())


# --- what is refused


@pytest.mark.parametrize(
    "raw",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<!doctype html><p>hello",
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        b"BM" + bytes(60),
        b"II*\0" + bytes(60),
        b"%PDF-1.7\n" + b"\xff\xd8\xff\xe0",
        b"",
        zipped(),
    ],
)
async def test_what_is_no_picture_of_the_four_kinds_is_not_allowed(raw: bytes) -> None:
    assert await refused(raw) == Why.NOT_ALLOWED


@pytest.mark.parametrize("made", [jpeg, png, gif, webp])
async def test_a_picture_that_was_cut_off_is_not_readable(made: Callable[[], bytes]) -> None:
    whole = made()[: -len(zipped())]
    for share in (0.1, 0.25, 0.4):
        assert await refused(whole[: int(len(whole) * share)]) in (Why.NOT_READABLE, Why.NOT_ALLOWED)


@pytest.mark.parametrize("magic", [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\0\0\0\0WEBPVP8 "])
async def test_a_beginning_and_then_nothing_is_not_readable(magic: bytes) -> None:
    assert await refused(magic) == Why.NOT_READABLE
    assert await refused(magic + bytes(1000)) == Why.NOT_READABLE


async def test_what_is_larger_than_allowed_is_too_big_before_anybody_looks() -> None:
    assert await refused(bytes(1001), Limits(bytes_in=1000)) == Why.TOO_BIG


async def test_what_comes_out_larger_than_allowed_is_too_big() -> None:
    assert await refused(png(), Limits(bytes_out=100)) == Why.TOO_BIG


def _claiming(form: str, width: int = 30_000, height: int = 30_000) -> bytes:
    """Return a small file that claims to be a huge picture."""
    if form == "PNG":
        plain = saved(Image.new("1", (8, 8)), "PNG")
        header = b"IHDR" + struct.pack(">II", width, height) + plain[24:29]
        return plain[:12] + header + struct.pack(">I", zlib.crc32(header)) + plain[33:]
    if form == "JPEG":
        plain = saved(Image.new("L", (8, 8)), "JPEG")
        at = plain.index(b"\xff\xc0") + 5
        return plain[:at] + struct.pack(">HH", height, width) + plain[at + 4 :]
    if form == "GIF":
        plain = saved(Image.new("L", (8, 8)), "GIF")
        return plain[:6] + struct.pack("<HH", width, height) + plain[10:]
    if form == "GIF frame":
        plain = saved(Image.new("L", (8, 8)), "GIF")
        at = plain.index(b"\x2c") + 5
        return plain[:at] + struct.pack("<HH", width, height) + plain[at + 4 :]
    if form == "WEBP lossless":
        plain = saved(Image.new("RGB", (8, 8)), "WEBP", lossless=True)
        return plain[:21] + struct.pack("<I", 0x3FFF | 0x3FFF << 14) + plain[25:]
    if form == "WEBP lossy":
        plain = saved(Image.new("RGB", (8, 8)), "WEBP")
        return plain[:26] + struct.pack("<HH", 0x3FFF, 0x3FFF) + plain[30:]
    plain = saved(Image.new("RGB", (8, 8)), "WEBP", exif=exif())
    assert plain[12:16] == b"VP8X"
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return plain[:24] + sides + plain[30:]


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "GIF frame", "WEBP", "WEBP lossy", "WEBP lossless"])
async def test_a_picture_that_claims_to_be_huge_is_refused_before_it_is_decoded(form: str) -> None:
    # 900 megapixels do not fit into the memory: had they been decoded, it would be too big.
    assert await refused(_claiming(form)) == Why.TOO_MANY_PIXELS


@pytest.mark.parametrize("kind", [b"zTXt", b"iTXt", b"iCCP"])
async def test_notes_that_unpack_to_a_mountain_do_no_harm(kind: bytes) -> None:
    mountain = zlib.compress(bytes(64_000_000), 9)
    told = {b"zTXt": b"k\0\0", b"iTXt": b"k\0\x01\0\0\0", b"iCCP": b"k\0\0"}[kind] + mountain
    chunk = struct.pack(">I", len(told)) + kind + told + struct.pack(">I", zlib.crc32(kind + told))
    plain = saved(drawn(), "PNG")
    assert await refused(plain[:33] + chunk + plain[33:]) == Why.NOT_READABLE


async def test_megabytes_of_nothing_are_not_readable() -> None:
    assert await refused(b"\xff\xd8\xff" + bytes(19_000_000)) == Why.NOT_READABLE


@pytest.mark.parametrize("mode", ["RGBA", "I;16", "P", "CMYK"])
async def test_the_largest_picture_that_is_allowed_fits_into_the_memory(mode: str) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    raw = saved(Image.new(mode, (8000, 5000)), form, **({"compress_level": 1} if form == "PNG" else {}))
    clean = await cleaned(raw)
    assert (clean.width, clean.height) == (2560, 1600)
