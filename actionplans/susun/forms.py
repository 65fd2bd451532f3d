"""What a person may write into a row, checked field by field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from actionplans.ubah import MEDAN
from areas.bulan import Bulan, FrasaBulanTidakDikenal, baca_frasa

PANJANG_TEKS = 8000
OTOMATIS, TANPA, SENDIRI = "otomatis", "tanpa", "sendiri"
CARA_NOMOR = [(OTOMATIS, "Otomatis"), (TANPA, "Tanpa nomor"), (SENDIRI, "Tulis sendiri")]
_TAK_TERLIHAT = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


def rapikan(teks: str) -> str:
    """A typed text as the tree keeps it: NFC, lines by "\\n", nothing invisible, no stray spaces; lines stay lines."""
    bersih = unicodedata.normalize("NFC", _TAK_TERLIHAT.sub("", teks.replace("\r\n", "\n").replace("\r", "\n")))
    baris = (" ".join(satu.split()) for satu in bersih.split("\n"))
    return "\n".join(baris).strip()


class IsianTeks(forms.CharField):
    """A text of the tree; lines and numbered points stay."""

    def __init__(self, **kwargs: Any) -> None:
        panjang = {"max_length": PANJANG_TEKS, "required": False}
        super().__init__(widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}), **(panjang | kwargs))

    def to_python(self, value: Any) -> str:
        return rapikan(super().to_python(value) or "")


class IsianSebaris(IsianTeks):
    """The same on one line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget = forms.TextInput(attrs={"class": "form-control"})
        self.widget.attrs |= self.widget_attrs(self.widget)

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class FormButir(forms.Form):
    """Fields of one row. Only what is sent is changed: a cell of the sheet sends one field, the panel all of them.

    PIC: `pic` are the office's sub-divisions that are ticked, `pic_lain` others, separated by ";"; `pic_dikirim` says
    that the two were on the form. Number: `nomor_cara` ("otomatis", "tanpa", "sendiri") and
    `nomor`; likewise of an area's column.
    """

    revisi = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    uraian = IsianTeks(label="Uraian")
    rincian = IsianTeks(label="Rincian")
    program = IsianTeks(label="Teks kolom area", help_text="Kosongkan bila sama dengan uraian area.")
    ket = IsianTeks(label="Keterangan (KET)")
    keterangan_pic = IsianSebaris(label="Keterangan PIC", max_length=300)
    pic_lain = IsianSebaris(label="PIC lain", max_length=300, help_text="Pisahkan dengan titik koma (;).")
    nomor_cara = forms.ChoiceField(
        label="Nomor",
        required=False,
        choices=CARA_NOMOR,
        widget=forms.RadioSelect,
    )
    nomor = IsianSebaris(label="Nomor yang dicetak", max_length=20)
    nomor_program_cara = forms.ChoiceField(
        label="Nomor kolom area", required=False, choices=CARA_NOMOR, widget=forms.RadioSelect
    )
    nomor_program = IsianSebaris(label="Nomor kolom area yang dicetak", max_length=20)

    def __init__(self, data: QueryDict, *, tingkat: str) -> None:
        super().__init__(data)
        self.tingkat = tingkat
        for nama in ("rincian", "program", "ket"):
            if nama not in MEDAN[tingkat]:
                del self.fields[nama]
        if "nomor_program" not in MEDAN[tingkat]:
            del self.fields["nomor_program_cara"], self.fields["nomor_program"]

    def clean(self) -> dict[str, Any]:
        nilai = super().clean() or {}
        for medan in ("nomor", "nomor_program"):
            if nilai.get(f"{medan}_cara") == SENDIRI and not nilai.get(medan) and medan not in self.errors:
                self.add_error(medan, ValidationError("Tulis nomornya, atau pilih “Otomatis” atau “Tanpa nomor”."))
        return nilai

    def nilai(self) -> dict[str, Any]:
        """The fields that were sent, as `actionplans.ubah.ubah_butir` takes them."""
        bersih = self.cleaned_data
        teks = {"uraian", "rincian", "program", "ket", "keterangan_pic"} & self.fields.keys()
        hasil = {nama: bersih[nama] for nama in sorted(teks) if nama in self.data}
        if "pic_dikirim" in self.data:
            hasil["pic"] = baca_pic(self.data.getlist("pic"), bersih["pic_lain"])  # type: ignore[attr-defined]
        for medan in ("nomor", "nomor_program"):
            if cara := bersih.get(f"{medan}_cara"):
                hasil[medan] = {OTOMATIS: None, TANPA: ""}.get(cara, bersih[medan])
        return hasil


def baca_pic(dipilih: list[str], lain: str) -> list[str]:
    """Sub-divisions in charge from the ticked ones and the written ones, each once, in that order."""
    semua = [rapikan(satu)[:120] for satu in (*dipilih, *lain.split(";"))]
    return list(dict.fromkeys(satu for satu in semua if satu))


class FormBulan(forms.Form):
    """Months of one indikator: `nyala`/`mati` ("2026-03", several) or all of them as a phrase (`frasa`)."""

    frasa = forms.CharField(required=False, max_length=500)

    def __init__(self, data: QueryDict, *, tahun: int) -> None:
        super().__init__(data)
        self.tahun = tahun

    def clean_frasa(self) -> tuple[Bulan, ...]:
        try:
            bulan = baca_frasa(self.cleaned_data["frasa"])
        except FrasaBulanTidakDikenal as galat:
            raise ValidationError(str(galat)) from galat
        return self._dalam_masa(bulan)

    def clean(self) -> dict[str, Any]:
        nilai = super().clean() or {}
        for nama in ("nyala", "mati"):
            try:
                nilai[nama] = self._dalam_masa(baca_bulan(self.data.getlist(nama)))  # type: ignore[attr-defined]
            except ValidationError as galat:
                self.add_error(None, galat)
        return nilai

    def _dalam_masa(self, bulan: tuple[Bulan, ...]) -> tuple[Bulan, ...]:
        if any(satu.tahun not in (self.tahun, self.tahun + 1) for satu in bulan):
            raise ValidationError(
                f"Rencana ini hanya memuat bulan tahun {self.tahun} dan {self.tahun + 1}. Periksa tahunnya."
            )
        return bulan


def baca_bulan(teks: list[str]) -> tuple[Bulan, ...]:
    """Months written "2026-03".

    Raises:
        ValidationError: another form.
    """
    try:
        return tuple(Bulan.dari_iso(satu) for satu in teks)
    except ValueError as galat:
        raise ValidationError(str(galat)) from galat


class FormMassal(FormBulan):
    """One thing for several indikator: `baris` ("12:3": key and revision that was seen), and of PIC, KET and months
    what `ganti` names."""

    ket = IsianTeks(label="KET")
    pic_lain = IsianSebaris(label="PIC lain", max_length=300)

    def clean(self) -> dict[str, Any]:
        nilai = super().clean()
        nilai["ganti"] = set(self.data.getlist("ganti")) & {"pic", "ket", "bulan"}  # type: ignore[attr-defined]
        if not nilai["ganti"]:
            self.add_error(None, ValidationError("Pilih yang hendak diganti: PIC, KET, atau bulan."))
        nilai["revisi"] = {}
        for baris in self.data.getlist("baris"):  # type: ignore[attr-defined]
            cocok = re.fullmatch(r"([0-9]{1,18}):([0-9]{1,9})", baris)
            if not cocok:
                raise ValidationError("Baris yang dipilih tidak dikenal. Muat ulang halaman, lalu pilih lagi.")
            nilai["revisi"][int(cocok[1])] = int(cocok[2])
        if not nilai["revisi"]:
            self.add_error(None, ValidationError("Belum ada baris yang dipilih."))
        return nilai

    def nilai(self) -> dict[str, Any]:
        """As `actionplans.ubah.atur_massal` takes it."""
        bersih: Mapping[str, Any] = self.cleaned_data
        ganti = bersih["ganti"]
        pic = baca_pic(self.data.getlist("pic"), bersih["pic_lain"])  # type: ignore[attr-defined]
        return {
            "revisi": bersih["revisi"],
            "pic": pic if "pic" in ganti else None,
            "ket": bersih["ket"] if "ket" in ganti else None,
            "bulan": bersih["nyala"] if "bulan" in ganti else None,
        }
