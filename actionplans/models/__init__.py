"""A satker's plan of a year, and everything that is kept about it."""

from actionplans.models.impor import BerkasImpor, _tempat_impor
from actionplans.models.perubahan import Perubahan
from actionplans.models.rencana import RencanaAksi
from actionplans.models.reviu import Komentar, Langkah, Potret, Reviu
from actionplans.models.tenggat import Tenggat

__all__ = [
    "BerkasImpor",
    "Komentar",
    "Langkah",
    "Perubahan",
    "Potret",
    "RencanaAksi",
    "Reviu",
    "Tenggat",
    "_tempat_impor",
]
