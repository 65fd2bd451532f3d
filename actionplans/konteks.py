"""Whose plans a page shows, and of which year."""

from typing import Any

from django.urls import ResolverMatch, reverse
from django.utils import timezone

from satker.pilihan import Cakupan
from satker.policy import peran_aktif


def konteks_rencana(user: Any, cocok: ResolverMatch | None) -> dict[str, Any]:
    """Office and year in the top bar: of the address, or the person's own office and this year.

    Someone with several offices, a province or the nation sees "all offices" until a plan is opened. Views of one
    plan put their own `konteks_satker` over this one.
    """
    kantor = {tugas.satker_id: tugas.satker for tugas in peran_aktif(user) if tugas.cakupan == Cakupan.SATKER}
    luas = any(tugas.cakupan != Cakupan.SATKER for tugas in peran_aktif(user)) or len(kantor) != 1
    tahun = cocok.kwargs.get("tahun") if cocok else None
    return {
        "konteks_satker": None if luas else next(iter(kantor.values())),
        "konteks_tahun": tahun or timezone.localdate().year,
        "konteks_ganti_url": reverse("rencana:daftar"),
    }
