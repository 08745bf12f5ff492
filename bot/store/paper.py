"""Signs what is handed out as PDF, so that any program that reads PDF shows whether it was changed.

The certificate is the agency's own: its key is made once and kept sealed, and the key that records are signed
with vouches for it. So there is one key to compare, whatever the file. pyHanko only here.
"""

from __future__ import annotations

import io
import logging
from datetime import datetime, timedelta

import msgspec
from asn1crypto.cms import ContentInfo
from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from cryptography.x509.oid import NameOID, ObjectIdentifier
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from bot.chat.record import shown_key
from bot.store.chain import Signer, signature_holds
from bot.store.inbox import get_setting, put_setting
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.signing import ensure_signer
from bot.store.verifying import Broken, plain_key

for _name in ("pyhanko", "pyhanko_certvalidator"):
    # It logs what it cannot read, and with it what stands there.
    logging.getLogger(_name).setLevel(logging.CRITICAL)

_ROW = "agency:paper-key"
_VOUCHED = ObjectIdentifier("2.25.215338447204812917430915522937046172853")
"""Where in the certificate the agency's key, and its word for this one, stand: 32 and 64 bytes."""
_HEADER, _KEY, _WORD = b"\x04\x60", 32, 64  # an octet string of 96 bytes
_FIELD, _DAYS = "Agency", 30 * 366
_LONGEST_NAME = 64
_UNREADABLE = (
    PdfError,
    SignatureValidationError,
    SigningError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    NotImplementedError,
    OverflowError,
    RecursionError,
    InvalidSignature,
)
"""What is raised where a PDF, or the signature in it, was damaged."""


class _Kept(msgspec.Struct, frozen=True):
    """The key and its certificate, as they are sealed."""

    key: bytes
    certificate: bytes


class PaperSigner:
    """Signs PDF for the agency. To be used in a thread."""

    def __init__(self, kept: _Kept) -> None:
        self._kept = kept

    def sign(self, paper: bytes) -> bytes:
        """Return the PDF with the signature in it."""
        certificate = Certificate.load(self._kept.certificate)
        registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        signer = signers.SimpleSigner(certificate, PrivateKeyInfo.load(self._kept.key), registry)
        meta = signers.PdfSignatureMetadata(field_name=_FIELD, md_algorithm="sha256")
        signed = signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(paper)), meta, signer)
        return bytes(signed.getvalue())


class PaperHeld(msgspec.Struct, frozen=True):
    """All of a PDF is as it was signed: by which agency, and with which key."""

    agency: str
    key: str


def ensure_paper_signer(session: Session) -> PaperSigner:
    """Return who signs PDF for the agency, and make the key where there is none yet."""
    there = paper_signer(session)
    if there is not None:
        return there
    kept = fresh(ensure_signer(session), session.defaults.agency, session.now)
    sealed = session.seal(Scope.agency(), "setting.value", _ROW, msgspec.json.encode(kept))
    put_setting(session, _ROW, sealed)
    return PaperSigner(kept)


def paper_signer(session: Session) -> PaperSigner | None:
    """Return who signs PDF for the agency; None where nothing was ever signed."""
    sealed = get_setting(session, _ROW)
    if sealed is None:
        return None
    opened = session.open_bytes(Scope.agency(), "setting.value", _ROW, sealed)
    return PaperSigner(msgspec.json.decode(opened, type=_Kept))


def fresh(agency_key: Signer, agency: str, now: datetime) -> _Kept:
    """Return a new key, with a certificate for which the agency's key vouches."""
    key = generate_private_key(SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, agency[:_LONGEST_NAME] or "–")])
    word = agency_key.sign(_vouched(_spki(key)))
    vouched = x509.UnrecognizedExtension(_VOUCHED, _HEADER + agency_key.public + word)
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=_DAYS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(vouched, critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return _Kept(private, certificate.public_bytes(Encoding.DER))


def verify_paper(data: bytes, key: str | None = None) -> PaperHeld:
    """Return who signed a PDF, all of it, or raise Broken. ``key`` is the agency's, as for a record."""
    try:
        held, is_whole, is_intact = _looked_through(data)
    except _UNREADABLE:
        message = "It was changed after it was signed, and the signature cannot be read any more."
        raise Broken(message) from None
    if not is_whole:
        message = "Something was added to it, or left out, after it was signed."
        raise Broken(message)
    if not is_intact:
        message = "It was changed after it was signed."
        raise Broken(message)
    if key is not None and plain_key(key) != plain_key(held.key):
        message = f"It is signed with another key than the one you named: {held.key}."
        raise Broken(message)
    return held


def _looked_through(data: bytes) -> tuple[PaperHeld, bool, bool]:
    """Return who signed it, whether that is of all there is, and whether it holds."""
    found = PdfFileReader(io.BytesIO(data)).embedded_signatures
    if not found:
        message = "There is no signature in it: it was taken out, or this PDF was never signed."
        raise Broken(message)
    certificate = found[0].signer_cert
    held, is_vouched = _who(certificate.dump())
    # Nobody else vouches for such a certificate, and its days prove nothing.
    context = ValidationContext(
        trust_roots=[certificate],
        allow_fetching=False,
        moment=certificate.not_valid_before + timedelta(days=1),
    )
    status = validate_pdf_signature(found[0], signer_validation_context=context)
    is_whole = len(found) == 1 and status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    is_intact = bool(status.intact and status.valid) and _is_as_written(found[0], data)
    return held, is_whole, is_vouched and is_intact


def _is_as_written(found: EmbeddedPdfSignature, data: bytes) -> bool:
    """Whether what is around the signature, and signed by nobody, is as it is always written."""
    signed = found.signed_data
    one = found.signer_info
    certificate = signed["certificates"][0].chosen
    sums = [{"algorithm": "sha256", "parameters": None}]
    is_plain = (
        signed["version"].native == "v1"
        and signed["digest_algorithms"].native == sums
        and signed["encap_content_info"]["content_type"].native == "data"
        and signed["encap_content_info"]["content"].native is None
        and len(signed["certificates"]) == 1
        and signed["crls"].native is None
        and len(signed["signer_infos"]) == 1
        and one["version"].native == "v1"
        and one["sid"].chosen["issuer"] == certificate.issuer
        and one["sid"].chosen["serial_number"].native == certificate.serial_number
        and one["digest_algorithm"].native == sums[0]
        and one["signature_algorithm"]["algorithm"].native == "sha256_ecdsa"
        and one["unsigned_attrs"].native is None
    )
    wrapped = ContentInfo({"content_type": "signed_data", "content": signed}).dump(force=True)
    _, begins, ends, _ = found.byte_range
    room = data[begins:ends].decode("ascii")
    return bool(is_plain and room == f"<{wrapped.hex().upper().ljust(len(room) - 2, '0')}>")


def _who(certificate: bytes) -> tuple[PaperHeld, bool]:
    loaded = x509.load_der_x509_certificate(certificate)
    try:
        extension = loaded.extensions.get_extension_for_oid(_VOUCHED).value
    except x509.ExtensionNotFound:
        message = "It is not signed by an agency with this program."
        raise Broken(message) from None
    loaded.verify_directly_issued_by(loaded)
    value = extension.public_bytes()
    public, word = value[len(_HEADER) : -_WORD], value[-_WORD:]
    spki = loaded.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    is_vouched = len(public) == _KEY and signature_holds(public, _vouched(spki), word)
    names = loaded.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return PaperHeld(str(names[0].value) if names else "–", shown_key(public.hex())), is_vouched


def _spki(key: EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _vouched(spki: bytes) -> bytes:
    return b"coparenting paper key\0" + spki
