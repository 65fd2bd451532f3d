"""What the desk shows, and a deadline."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms

from actionplans.models import RencanaAksi
from actionplans.policy import q_reviu
from areas.models import JenisRencana


class SaringMeja(forms.Form):
    """Year and kind of the progress; they live in the address. What is not said, or not known, is this year's first
    kind."""

    tahun = forms.TypedChoiceField(
        label="Tahun", required=False, coerce=int, widget=forms.Select(attrs={"class": "form-select"})
    )
    jenis = forms.ChoiceField(label="Jenis", required=False, widget=forms.Select(attrs={"class": "form-select"}))

    def __init__(self, data: Any, *, user: Any, hari_ini: datetime.date) -> None:
        ada = RencanaAksi.objects.filter(q_reviu(user)).order_by().values_list("tahun", flat=True).distinct()
        tahun = sorted({*ada, hari_ini.year, hari_ini.year + 1}, reverse=True)
        self.semua_jenis = {satu.pk: satu for satu in JenisRencana.objects.all()}
        self.tahun_dipilih = _pilihan(data.get("tahun"), tahun, hari_ini.year)
        self.kode_jenis = _pilihan(data.get("jenis"), self.semua_jenis, next(iter(self.semua_jenis), ""))
        super().__init__({"tahun": self.tahun_dipilih, "jenis": self.kode_jenis})
        self.fields["tahun"].choices = [(satu, str(satu)) for satu in tahun]  # type: ignore[attr-defined]
        self.fields["jenis"].choices = [(kode, satu.nama) for kode, satu in self.semua_jenis.items()]  # type: ignore[attr-defined]

    @property
    def jenis_dipilih(self) -> JenisRencana | None:
        """The kind that is shown; None where no kind is known at all."""
        return self.semua_jenis.get(self.kode_jenis)


def _pilihan(diminta: str | None, ada: Iterable[Any], bawaan: Any) -> Any:
    return next((satu for satu in ada if str(satu) == diminta), bawaan)


class IsianTenggat(forms.Form):
    """By when the offices under one office submit; empty takes the deadline away."""

    tahun = forms.IntegerField(min_value=2010, max_value=2100, widget=forms.HiddenInput)
    jenis = forms.ModelChoiceField(JenisRencana.objects.all(), widget=forms.HiddenInput)
    batas = forms.DateField(
        label="Batas pengajuan",
        required=False,
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"}),
        help_text="Kosongkan untuk meniadakan tenggat.",
        error_messages={"invalid": "Tanggal ini tidak dikenal. Tulis misalnya 31-01-2026."},
    )

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or self.cleaned_data
        batas, tahun = isi.get("batas"), isi.get("tahun")
        if batas and tahun and not tahun - 1 <= batas.year <= tahun:
            self.add_error(
                "batas", f"Tenggat rencana tahun {tahun} ada di antara 1 Januari {tahun - 1} dan 31 Desember {tahun}."
            )
        return isi
