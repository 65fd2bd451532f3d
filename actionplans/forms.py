"""Forms of the plan screens."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from actionplans.models import RencanaAksi
from actionplans.querysets import RencanaQuerySet
from actionplans.status import Status
from areas.models import JenisRencana
from satker.models import Satker
from satker.pilihan import Tingkat


class SaringRencana(forms.Form):
    """The filters of the list of plans; they live in the address."""

    cari = forms.CharField(
        label="Cari",
        required=False,
        max_length=100,
        widget=forms.TextInput(
            attrs={"class": "form-control", "type": "search", "placeholder": "Nama atau kode satker"}
        ),
    )
    tahun = forms.TypedChoiceField(label="Tahun", required=False, coerce=int, empty_value=None)
    jenis = forms.ModelChoiceField(JenisRencana.objects.all(), label="Jenis", required=False, empty_label="Semua jenis")
    provinsi = forms.ModelChoiceField(
        Satker.objects.none(),
        label="Provinsi",
        required=False,
        empty_label="Semua provinsi",
        to_field_name="kode",
    )
    status = forms.ChoiceField(label="Status", required=False, choices=[("", "Semua status"), *Status.choices])

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        terlihat = RencanaAksi.objects.visible_to(user)
        tahun = terlihat.order_by("-tahun").values_list("tahun", flat=True).distinct()
        self.fields["tahun"].choices = [("", "Semua tahun"), *((t, str(t)) for t in tahun)]  # type: ignore[attr-defined]
        provinsi = list(
            Satker.objects.visible_to(user).filter(tingkat=Tingkat.PROVINSI).values_list("pk", flat=True)[:2]
        )
        if len(provinsi) > 1:
            self.fields["provinsi"].queryset = (  # type: ignore[attr-defined]
                Satker.objects.visible_to(user).filter(tingkat=Tingkat.PROVINSI).order_by("kode")
            )
        else:
            del self.fields["provinsi"]
        for nama, isian in self.fields.items():
            if nama != "cari":
                isian.widget.attrs.setdefault("class", "form-select")

    def saring(self, rencana: RencanaQuerySet) -> RencanaQuerySet:
        """`rencana` limited to what the filters say; an invalid filter limits nothing (its error stands beside it)."""
        nilai = self.cleaned_data if self.is_bound and self.is_valid() else getattr(self, "cleaned_data", {})
        if kata := nilai.get("cari"):
            rencana = rencana.cari(kata)
        for nama in ("tahun", "jenis", "status"):
            if nilai.get(nama):
                rencana = rencana.filter(**{nama: nilai[nama]})
        if provinsi := nilai.get("provinsi"):
            rencana = rencana.filter(Q(satker=provinsi) | Q(satker__induk=provinsi))
        return rencana
