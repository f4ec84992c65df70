"""The password of the mail server is said under TLS only."""

import datetime
import ipaddress
import ssl
from datetime import timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.mail_server import mail_server
from tests.outreach.mail.waiting import LATER, problems


def test_a_sign_in_happens_under_tls_only(put, deliver, port, db, folder, tmp_path, monkeypatch):
    (folder / "mail.password").write_text("geheim\n", "utf-8")
    lines = [
        f'mail_server = "localhost:{port}"',
        'mail_login = "begegnung"',
        'mail_password_file = "mail.password"',
    ]
    put("petra")
    with mail_server(port) as plain:
        deliver(*lines)
    assert (plain.letters, plain.sign_ins) == ([], [])
    assert problems(db) == {"petra": "SMTPNotSupportedError"}

    certificate = self_signed(tmp_path)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    with mail_server(port, tls=tls) as box:
        deliver(*lines, after=LATER)
        assert problems(db) == {"petra": "SSLCertVerificationError"}
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        deliver(*lines, after=timedelta(minutes=6))
    assert box.recipients == ["petra@muster.example"]
    assert box.sign_ins == ["begegnung geheim"]


def self_signed(folder):
    """A certificate for localhost, with its key, in one file."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    today = datetime.datetime.now(datetime.UTC)
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
        .not_valid_after(today + timedelta(days=36500))
        .add_extension(x509.SubjectAlternativeName(names), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path = folder / "localhost.pem"
    path.write_bytes(pem + certificate.public_bytes(Encoding.PEM))
    return path
