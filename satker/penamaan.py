"""Names of offices and the normal form of a written name. Pure: what differs by province comes in as data."""

import re
import unicodedata

# How a slug says the kind of region; names that begin otherwise get the level's own prefix.
_SINGKATAN_SLUG = {"kabupaten": "kab", "provinsi": "prov"}
_SEBUTAN_SUBBAG = re.compile(r"^(?:kepala |ka)?sub ?bag(?:ian)? (?=\S)")


def wilayah_provinsi(nama: str, khusus: str = "") -> str:
    """How an office names its province: "Provinsi Bali", or `khusus` where the pattern does not hold ("Aceh")."""
    return khusus or f"Provinsi {nama}"


def nama_resmi(sebutan: str, wilayah: str) -> str:
    """The name printed in a decree, of "Komisi Pemilihan Umum" and "Kabupaten Alor"."""
    return f"{sebutan} {wilayah}"


def nama_pendek(sebutan_pendek: str, wilayah: str) -> str:
    """The name used on screens, of "KIP" and "Kota Banda Aceh"."""
    return f"{sebutan_pendek} {wilayah}"


def slug_satker(wilayah: str) -> str:
    """Part of a URL: "Kabupaten Alor" gives "kab-alor", "Provinsi Bali" gives "prov-bali"."""
    kata = _kata(wilayah)
    return "-".join([_SINGKATAN_SLUG.get(kata[0], kata[0]), *kata[1:]]) if kata else ""


def bentuk_baku(teks: str) -> str:
    """Normal form in which two spellings of a sub-division are compared.

    Case, punctuation, "&" for "dan" and a leading "Subbag"/"Kasubbag" do not matter: "HUKUM&SDM", "Hukum dan
    SDM" and "Subbag Hukum & SDM" are all "hukum dan sdm".
    """
    return _SEBUTAN_SUBBAG.sub("", " ".join(_kata(teks.replace("&", " dan "))))


def _kata(teks: str) -> list[str]:
    polos = unicodedata.normalize("NFKD", teks).encode("ascii", "ignore").decode()
    return re.findall(r"[a-z0-9]+", polos.casefold())
