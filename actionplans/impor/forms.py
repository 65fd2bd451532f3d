"""The form that takes a file."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from actionplans.impor.masalah import BerkasDitolak
from actionplans.impor.rencana import Bacaan, baca_rencana
from actionplans.policy import q_susun
from areas.models import JenisRencana
from satker.models import Satker

BERKAS_TERBESAR = 10 * 1024 * 1024


class UnggahRencana(forms.Form):
    """Office, year, kind and the file; valid only when the file can be read as a plan (`bacaan`)."""

    satker = forms.ModelChoiceField(Satker.objects.none(), label="Satker", empty_label=None)
    tahun = forms.IntegerField(label="Tahun rencana", min_value=2010, max_value=2100)
    jenis = forms.ModelChoiceField(JenisRencana.objects.all(), label="Jenis rencana", empty_label=None)
    berkas = forms.FileField(
        label="Berkas Excel atau Word",
        help_text="Berkas .xlsx atau .docx, paling besar 10 MB. Tidak ada yang disimpan sebagai rencana sebelum Anda "
        "menyetujui pratinjaunya.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.docx"}),
        error_messages={"empty": "Berkas itu kosong. Pilih berkas yang berisi tabel rencana."},
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["satker"].queryset = Satker.objects.filter(q_susun(user)).order_by("kode")  # type: ignore[attr-defined]
        self.fields["tahun"].initial = timezone.localdate().year + 1
        self.bacaan: Bacaan | None = None
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("satker", Field("tahun", inputmode="numeric"), "jenis", "berkas")

    def clean_berkas(self) -> Any:
        berkas = self.cleaned_data["berkas"]
        if berkas.size > BERKAS_TERBESAR:
            raise ValidationError(
                "Berkas itu lebih besar dari 10 MB. Hapus gambar dan lembar yang tidak perlu, lalu unggah kembali."
            )
        return berkas

    def clean(self) -> dict[str, Any]:
        nilai = super().clean() or {}
        if self.errors:
            return nilai
        try:
            self.bacaan = baca_rencana(
                satker=nilai["satker"],
                tahun=nilai["tahun"],
                jenis=nilai["jenis"],
                nama=nilai["berkas"].name,
                data=nilai["berkas"].read(),
            )
        except BerkasDitolak as galat:
            self.add_error("berkas", ValidationError(str(galat)))
        return nilai
