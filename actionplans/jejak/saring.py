"""The filters of a trail, and what they let through of each of its sources."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import F, Max, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from actionplans.models import Komentar, Langkah, Perubahan, RencanaAksi, Reviu
from areas.isi import TINGKAT
from satker.models import Pengguna

LANGKAH, REVIU, ISI, KOMENTAR = "langkah", "reviu", "isi", "komentar"
"""Where an event of the trail comes from."""

_PILIHAN = [
    ("", "Semua"),
    (LANGKAH, "Langkah rencana"),
    (KOMENTAR, "Komentar"),
    (ISI, "Perubahan isi"),
    *((str(satu), f"Perubahan isi: {satu.label.lower()}") for satu in Perubahan.Jenis),
]
_BARIS = re.compile(rf"(?P<tingkat>{'|'.join(TINGKAT)})-(?P<kunci>[0-9]{{1,18}})")
_WAJAR = (MinValueValidator(datetime.date(2000, 1, 1)), MaxValueValidator(datetime.date(2100, 12, 31)))


@dataclass(frozen=True, slots=True)
class Saringan:
    """What is asked of a trail. `mulai` (included) and `akhir` (not included) are moments; `tingkat` and `kunci` name
    one row."""

    rencana: RencanaAksi
    orang: int | None = None
    macam: str = ""
    tingkat: str = ""
    kunci: int = 0
    mulai: datetime.datetime | None = None
    akhir: datetime.datetime | None = None

    def langkah(self) -> QuerySet[Langkah]:
        semua = Langkah.objects.filter(self._syarat("pengguna", "waktu"), rencana=self.rencana)
        return semua if self._termasuk(LANGKAH) and not self.tingkat else semua.none()

    def reviu(self) -> QuerySet[Reviu]:
        semua = Reviu.objects.filter(self._syarat("reviewer", "mulai"), pengajuan__rencana=self.rencana)
        return semua if self._termasuk(LANGKAH) and not self.tingkat else semua.none()

    def perubahan(self) -> QuerySet[Perubahan]:
        semua = Perubahan.objects.filter(self._syarat("pengguna", "waktu"), self._baris(), rencana=self.rencana)
        if self.macam in Perubahan.Jenis.values:
            return semua.filter(jenis=self.macam)
        return semua if self._termasuk(ISI) else semua.none()

    def komentar(self) -> QuerySet[Komentar]:
        semua = Komentar.objects.filter(self._syarat("penulis", "waktu"), self._baris(), rencana=self.rencana)
        return semua if self._termasuk(KOMENTAR) else semua.none()

    def kejadian(self) -> QuerySet[Any]:
        """Source and key of every event with its moment, newest first: rows changed by one deed are one event. The
        database sorts and cuts into pages; one query."""
        langkah = _kunci(self.langkah(), LANGKAH, Cast("pk", TextField()), F("waktu"))
        reviu = _kunci(self.reviu(), REVIU, Cast("pk", TextField()), F("mulai"))
        komentar = _kunci(self.komentar(), KOMENTAR, Cast("pk", TextField()), F("waktu"))
        perbuatan = self.perubahan().order_by().values("kelompok").annotate(saat=Max("waktu"), urut=Max("pk"))
        isi = perbuatan.annotate(
            asal=Value(ISI, output_field=TextField()), tanda=Cast("kelompok", TextField())
        ).values_list("asal", "tanda", "saat", "urut")
        return langkah.union(reviu, isi, komentar, all=True).order_by("-saat", "-urut", "asal")

    def _termasuk(self, macam: str) -> bool:
        return self.macam in ("", macam)

    def _syarat(self, siapa: str, kapan: str) -> Q:
        syarat = Q((siapa, self.orang)) if self.orang else Q()
        if self.mulai:
            syarat &= Q((f"{kapan}__gte", self.mulai))
        if self.akhir:
            syarat &= Q((f"{kapan}__lt", self.akhir))
        return syarat

    def _baris(self) -> Q:
        return Q(tingkat=self.tingkat, butir_id=self.kunci) if self.tingkat else Q()


def _kunci(semua: QuerySet[Any], asal: str, tanda: Any, saat: Any) -> QuerySet[Any]:
    return (
        semua.order_by()
        .annotate(asal=Value(asal, output_field=TextField()), tanda=tanda, saat=saat, urut=F("pk"))
        .values_list("asal", "tanda", "saat", "urut")
    )


def _hari(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        validators=_WAJAR,
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Tanggal ini tidak dikenal. Tulis misalnya 31-01-2026."},
    )


class SaringJejak(forms.Form):
    """The filters of a trail; they live in the address."""

    orang = forms.TypedChoiceField(label="Orang", required=False, coerce=int, empty_value=None)
    macam = forms.ChoiceField(label="Kejadian", required=False, choices=_PILIHAN)
    dari = _hari("Dari tanggal")
    sampai = _hari("Sampai tanggal")
    baris = forms.RegexField(_BARIS.pattern, required=False, widget=forms.HiddenInput)
    versi = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, rencana: RencanaAksi, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rencana = rencana
        orang = orang_jejak(rencana).values_list("pk", "nama")
        self.fields["orang"].choices = [("", "Semua orang"), *orang]  # type: ignore[attr-defined]
        for nama, isian in self.fields.items():
            isian.widget.attrs["class"] = "form-control" if nama in ("dari", "sampai") else "form-select"

    @property
    def tersaring(self) -> bool:
        return any(self.data.get(nama) for nama in self.fields if nama != "versi")

    def saringan(self, zona: ZoneInfo) -> Saringan:
        """What the address asks for; days are those of the office's clocks. What cannot be read limits nothing: its
        error stands beside it."""
        self.is_valid()
        nilai = self.cleaned_data
        cocok = _BARIS.fullmatch(nilai.get("baris") or "")
        return Saringan(
            rencana=self.rencana,
            orang=nilai.get("orang"),
            macam=nilai.get("macam") or "",
            tingkat=cocok["tingkat"] if cocok else "",
            kunci=int(cocok["kunci"]) if cocok else 0,
            mulai=_awal_hari(nilai.get("dari"), zona),
            akhir=_awal_hari(nilai.get("sampai"), zona, 1),
        )


def _awal_hari(hari: datetime.date | None, zona: ZoneInfo, geser: int = 0) -> datetime.datetime | None:
    if hari is None:
        return None
    return datetime.datetime.combine(hari + datetime.timedelta(days=geser), datetime.time.min, zona)


def orang_jejak(rencana: RencanaAksi) -> QuerySet[Pengguna]:
    """Everybody who stands in a plan's trail, by name."""
    sumber = (
        Langkah.objects.filter(rencana=rencana).values("pengguna"),
        Reviu.objects.filter(pengajuan__rencana=rencana).values("reviewer"),
        Perubahan.objects.filter(rencana=rencana).values("pengguna"),
        Komentar.objects.filter(rencana=rencana).values("penulis"),
    )
    syarat = Q(pk__in=[])
    for satu in sumber:
        syarat |= Q(pk__in=satu.order_by())
    return Pengguna.objects.filter(syarat).order_by("nama", "pk")
