"""A PDF that was handed out holds as it was signed, and whatever is done to it afterwards is found."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pikepdf
import pytest
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from bot.chat.record import shown_key
from bot.printing import Line, Note, Page, Section, pdf
from bot.store.chain import Signer
from bot.store.paper import PaperSigner, fresh, verify_paper
from bot.store.verifying import Broken

AT = datetime(2026, 11, 23, 15, tzinfo=UTC)
FLIPS = 100


@pytest.fixture(scope="module")
def agency() -> Signer:
    return Signer.fresh()


@pytest.fixture(scope="module")
def unsigned() -> bytes:
    notes = (Note("¿Cómo está el niño? هل نام", "Samara", "", ""),)
    return pdf(Page("A title", "", (Section("A day", (Line("10:00", notes),)),), "A foot", "en"))


@pytest.fixture(scope="module")
def signed(agency: Signer, unsigned: bytes) -> bytes:
    return PaperSigner(fresh(agency, "Our agency", AT)).sign(unsigned)


def test_as_it_was_signed_it_holds(agency: Signer, signed: bytes) -> None:
    held = verify_paper(signed, shown_key(agency.public.hex()))
    assert (held.agency, held.key) == ("Our agency", shown_key(agency.public.hex()))


def test_one_byte_changed_is_found_wherever_it_is(signed: bytes) -> None:
    begins = signed.index(b"/Contents <") + len(b"/Contents <")
    # The room of the signature itself is covered by none: there every part has its own look.
    for place in (*range(0, len(signed), len(signed) // FLIPS), *range(begins, begins + 3000, 61)):
        changed = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
        with pytest.raises(Broken):
            verify_paper(changed)


def test_what_is_put_behind_it_is_found(signed: bytes) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    writer.root[pdf_name("/Lang")] = pdf_string("xx")
    writer.update_root()  # type: ignore[no-untyped-call]
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    for more in (out.getvalue(), signed + b"\n%more", signed + b"\n"):
        with pytest.raises(Broken, match="added"):
            verify_paper(more)


def test_without_its_signature_it_does_not_hold(signed: bytes, unsigned: bytes) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(signed)) as paper:
        del paper.Root.AcroForm
        for page in paper.pages:
            if "/Annots" in page:
                del page.Annots
        paper.save(out)
    for stripped in (out.getvalue(), unsigned):
        with pytest.raises(Broken, match="no signature"):
            verify_paper(stripped)


def test_signed_by_another_it_is_not_the_agencys(agency: Signer, unsigned: bytes) -> None:
    forged = PaperSigner(fresh(Signer.fresh(), "Our agency", AT)).sign(unsigned)
    assert verify_paper(forged).key != shown_key(agency.public.hex())
    with pytest.raises(Broken, match="another key"):
        verify_paper(forged, shown_key(agency.public.hex()))
