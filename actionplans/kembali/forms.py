"""The form that takes an edited workbook."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError

from actionplans.impor.forms import BERKAS_TERBESAR
from actionplans.impor.masalah import BerkasDitolak
from actionplans.kembali.baca import baca_kembali
from actionplans.models import RencanaAksi


class UnggahKembali(forms.Form):
    """The workbook; valid only when it was exported from this plan."""

    berkas = forms.FileField(
        label="Berkas Excel hasil suntingan",
        help_text="Berkas .xlsx yang diunduh dari rencana ini, paling besar 10 MB. Tidak ada yang berubah sebelum Anda "
        "menyetujui pratinjaunya.",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"empty": "Berkas itu kosong. Pilih berkas Excel yang diunduh dari rencana ini."},
    )

    def __init__(self, *args: Any, rencana: RencanaAksi, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rencana = rencana
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("berkas")

    def clean_berkas(self) -> Any:
        berkas = self.cleaned_data["berkas"]
        if berkas.size > BERKAS_TERBESAR:
            raise ValidationError("Berkas itu lebih besar dari 10 MB. Hapus gambar di dalamnya, lalu unggah kembali.")
        try:
            baca_kembali(self.rencana, berkas.name, berkas.read(), {})
        except BerkasDitolak as galat:
            raise ValidationError(str(galat)) from galat
        berkas.seek(0)
        return berkas
