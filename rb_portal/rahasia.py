"""The secret key: made once, kept outside git, readable by its owner only."""

import os
import secrets
from pathlib import Path


def kunci_rahasia(berkas: Path) -> str:
    """Return the secret key kept in `berkas`, making it (mode 0600) on the first call.

    Two processes that start at once get the same key: the file is created exclusively, and the one that
    comes second reads what the first wrote.
    """
    berkas.parent.mkdir(parents=True, exist_ok=True)
    sementara = berkas.with_name(f"{berkas.name}.{os.getpid()}.{secrets.token_hex(4)}")
    if not berkas.exists():
        with os.fdopen(os.open(sementara, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as tulis:
            tulis.write(secrets.token_urlsafe(64))
        try:
            os.link(sementara, berkas)
        except FileExistsError:
            pass
        finally:
            sementara.unlink()
    return berkas.read_text().strip()
