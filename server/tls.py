"""The relay's certificate: made for its address, and hashed for the log-in.

Agreements pin the relay's key, and the log-in binds the certificate to that key; so a self-signed certificate
is as good as any. Source: docs/SPEC.md 8.
"""

from __future__ import annotations

import ssl
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from hotline.errors import Misuse
from hotline.wire.login import certificate_hash

VALID = timedelta(days=3650)  # nothing checks its end: the log-in vouches for it


def make_certificate(host: str, now: datetime) -> tuple[bytes, bytes]:
    """A self-signed certificate for this host and its private key (ECDSA P-256), both as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host[:64])])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + VALID)
        .add_extension(x509.SubjectAlternativeName([_alternative(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return certificate.public_bytes(serialization.Encoding.PEM), private


def hash_of_file(certificate: Path) -> bytes:
    """The SHA-256 of the first certificate in a PEM file. Raises Misuse."""
    try:
        pem = certificate.read_text("ascii")
        first = pem[: pem.index("-----END CERTIFICATE-----")] + "-----END CERTIFICATE-----\n"
        return certificate_hash(ssl.PEM_cert_to_DER_cert(first[first.index("-----BEGIN") :]))
    except (OSError, ValueError) as error:
        raise Misuse(
            f"{certificate} is not a certificate in PEM form that can be read.",
            "Set `certificate` in relay.toml to the file that is shown to the outside.",
        ) from error


def context(certificate: Path, key: Path) -> ssl.SSLContext:
    """TLS 1.3 with this certificate. Raises Misuse."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.minimum_version = ssl.TLSVersion.TLSv1_3
    try:
        made.load_cert_chain(certificate, key)
    except (OSError, ssl.SSLError) as error:
        raise Misuse(
            f"The certificate {certificate} and its key {key} cannot be used: {error}.",
            "Make them anew, or set `certificate` and `certificate_key` in relay.toml.",
        ) from error
    return made


def _alternative(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)
