"""The form that starts a plan."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from actionplans.buat import buat_dari_rencana, buat_dari_templat
from actionplans.models import RencanaAksi
from actionplans.policy import q_susun
from areas.models import Templat
from satker.models import Satker


class MulaiRencana(forms.Form):
    """Office, year and where the rows come from. Only offices for which the person writes plans can be chosen."""

    satker = forms.ModelChoiceField(Satker.objects.none(), label="Satker", empty_label=None)
    tahun = forms.IntegerField(label="Tahun rencana", min_value=2010, max_value=2100)
    sumber = forms.ChoiceField(label="Mulai dari", widget=forms.RadioSelect)
    dengan_bulan = forms.BooleanField(
        label="Ikutkan jadwal bulan dari rencana sebelumnya",
        required=False,
        initial=True,
        help_text="Bulan dipindahkan ke tahun yang baru. Berlaku hanya bila Anda mulai dari rencana sebelumnya.",
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kantor = Satker.objects.filter(q_susun(user)).order_by("kode")
        self.fields["satker"].queryset = kantor  # type: ignore[attr-defined]
        self.fields["tahun"].initial = timezone.localdate().year + 1
        self.templat = {f"templat:{t.kode}": t for t in Templat.objects.visible_to(user).dipakai()}
        semua = RencanaAksi.objects.filter(satker__in=kantor).terbaru().untuk_lembar()
        self.rencana = {f"rencana:{r.pk}": r for r in semua.order_by("satker__kode", "-tahun", "jenis__urutan")}
        pilihan = [(kunci, f"Templat nasional: {templat.nama}") for kunci, templat in self.templat.items()]
        pilihan += [
            (kunci, f"{rencana.jenis.nama} {rencana.tahun}, {rencana.satker.nama_pendek} (versi {rencana.versi})")
            for kunci, rencana in self.rencana.items()
        ]
        self.fields["sumber"].choices = pilihan  # type: ignore[attr-defined]
        if pilihan:
            self.fields["sumber"].initial = pilihan[0][0]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("satker", Field("tahun", inputmode="numeric"), "sumber", "dengan_bulan")

    def clean(self) -> dict[str, Any]:
        nilai = super().clean() or {}
        satker, tahun, sumber = nilai.get("satker"), nilai.get("tahun"), nilai.get("sumber")
        if not (satker and tahun and sumber):
            return nilai
        asal = self.rencana.get(sumber)
        if asal and asal.satker_id != satker.pk:
            self.add_error("sumber", ValidationError("Rencana itu milik satker lain. Pilih rencana satker ini."))
        jenis = asal.jenis if asal else self.templat[sumber].jenis
        self.sudah_ada = (
            RencanaAksi.objects.filter(satker=satker, tahun=tahun, jenis=jenis)
            .order_by("-versi")
            .select_related("satker", "jenis")
            .first()
        )
        if self.sudah_ada:
            self.add_error(
                "tahun",
                ValidationError(
                    f"{self.sudah_ada} sudah ada (versi {self.sudah_ada.versi}, "
                    f"{self.sudah_ada.get_status_display().lower()}). Pilih tahun lain, atau buka rencana itu."
                ),
            )
        return nilai

    def simpan(self) -> RencanaAksi:
        """Make the plan that the valid form asks for."""
        nilai = self.cleaned_data
        if asal := self.rencana.get(nilai["sumber"]):
            return buat_dari_rencana(sumber=asal, tahun=nilai["tahun"], dengan_bulan=nilai["dengan_bulan"])
        return buat_dari_templat(satker=nilai["satker"], tahun=nilai["tahun"], templat=self.templat[nilai["sumber"]])
