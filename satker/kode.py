"""Codes of offices: two spellings of one region code.

KPU numbers its decrees with the region codes of the Ministry of Home Affairs (Kepmendagri 300.2.2-2138/2025)
without the dot: `31/ORT.07/5207/2022`. The Ministry writes `52.07`. They are not the codes of the statistics
office: 53.05 is Alor here and 19.05 is Bangka Barat. The national office, which has no region, is `00`.
"""

import re

KODE_RI = "00"

_POLA = re.compile(r"(?P<provinsi>\d{2})(?:\.?(?P<kabkota>\d{2}))?", re.ASCII)
_POTONGAN = re.compile(r"\d{1,4}|\d{2}\.\d{0,2}", re.ASCII)


class KodeTidakDikenal(ValueError):
    """The text is not a code in either spelling. The message is fit for the screen."""

    def __init__(self, kode: object) -> None:
        super().__init__(
            f"Kode satker “{kode}” tidak dikenali. Tulis dua angka untuk provinsi (52) atau empat angka "
            "untuk kabupaten/kota (52.07 atau 5207)."
        )


def kode_baku(kode: str) -> str:
    """The stored spelling: `"52.07"` and `" 5207 "` give `"5207"`, `"52"` gives `"52"`.

    Raises KodeTidakDikenal for anything else, also for a regency of the national office (`"00.01"`).
    """
    cocok = _POLA.fullmatch(str(kode).strip())
    if not cocok or (cocok["provinsi"] == KODE_RI and cocok["kabkota"]):
        raise KodeTidakDikenal(kode)
    return cocok["provinsi"] + (cocok["kabkota"] or "")


def kode_titik(kode: str) -> str:
    """The Ministry's spelling: `"5207"` and `"52.07"` give `"52.07"`, `"52"` gives `"52"`.

    Raises KodeTidakDikenal as `kode_baku` does.
    """
    baku = kode_baku(kode)
    return f"{baku[:2]}.{baku[2:]}" if baku[2:] else baku


def kode_induk(kode: str) -> str | None:
    """Code of the office above: province of a regency, `"00"` of a province, None of the national office."""
    baku = kode_baku(kode)
    if baku == KODE_RI:
        return None
    return baku[:2] if baku[2:] else KODE_RI


def potongan_kode(kata: str) -> str | None:
    """Digits of a word that may begin a code (`"5"`, `"52."`, `"52.0"`, `"5207"`), else None."""
    return kata.replace(".", "") if _POTONGAN.fullmatch(kata) else None
