"""A joined tree written into the plan: it is that tree then, as one deed that can be undone."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionplans.beda_pohon import rancang
from actionplans.jurnal import entri_terakhir
from actionplans.kembali.dasar import mundurkan
from actionplans.kembali.gabung import gabungkan
from actionplans.kembali.terapkan import terapkan
from actionplans.models import Perubahan
from actionplans.ubah import urungkan
from areas.isi import IsiPohon
from areas.simpan import baca_pohon
from tests.actionplans.kembali.suntingan import anak, bentuk, disunting, tandai
from tests.factories import PenggunaFactory, RencanaAksiFactory, isi_contoh

pytestmark = pytest.mark.django_db


def tanpa_kunci_baru(isi: IsiPohon, lama: IsiPohon) -> list[Any]:
    """A tree to compare, rows that `lama` does not have without their key."""
    dikenal = {(type(butir), butir.id) for butir in lama.semua()}
    isi = deepcopy(isi)
    for butir in isi.semua():
        if (type(butir), butir.id) not in dikenal:
            butir.id = None
    return bentuk(isi)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_the_plan_becomes_the_tree_and_back(data):
    with transaction.atomic():
        rencana = RencanaAksiFactory(pohon__isi=isi_contoh(area=2, cabang=2))
        pengguna = PenggunaFactory()
        kini = baca_pohon(rencana.pohon)
        hasil = data.draw(disunting(kini, "buku", 6))
        harap = bentuk(hasil)
        kelompok = terapkan(rencana, pengguna, kini, hasil)
        sesudah = baca_pohon(rencana.pohon)
        assert tanpa_kunci_baru(sesudah, kini) == harap
        assert not rancang(sesudah, hasil)
        if kelompok:
            # The journal alone tells what the plan was.
            catatan = Perubahan.objects.filter(rencana=rencana).order_by("-pk")
            assert bentuk(mundurkan(sesudah, catatan)) == bentuk(kini)
            urungkan(rencana=rencana, pengguna=pengguna, kelompok=kelompok)
        else:
            assert not Perubahan.objects.filter(rencana=rencana).exists()
        assert bentuk(baca_pohon(rencana.pohon)) == bentuk(kini)
        transaction.set_rollback(True)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_export_edit_twice_and_join(data):
    """The portal goes on after the export; the journal gives back what was exported, and both are joined."""
    with transaction.atomic():
        rencana = RencanaAksiFactory(pohon__isi=isi_contoh(area=2, cabang=2))
        pengguna = PenggunaFactory()
        tata = rencana.pohon.tata_kolom.isi()
        diekspor = baca_pohon(rencana.pohon)
        jurnal = entri_terakhir(rencana)
        terapkan(rencana, pengguna, diekspor, data.draw(disunting(diekspor, "portal")))
        kini = baca_pohon(rencana.pohon)
        dasar = mundurkan(kini, Perubahan.objects.filter(rencana=rencana, pk__gt=jurnal).order_by("-pk"))
        assert bentuk(dasar) == bentuk(diekspor)
        buku = data.draw(disunting(diekspor, "buku"))
        gabungan = gabungkan(
            dasar=dasar, kini=kini, buku=buku, padanan=tandai(dasar, buku, tata), tata=tata, tahun=2026, pilihan={}
        )
        terapkan(rencana, pengguna, kini, gabungan.hasil)
        assert not rancang(baca_pohon(rencana.pohon), gabungan.hasil)
        transaction.set_rollback(True)


def test_nothing_to_do_writes_nothing():
    rencana = RencanaAksiFactory(pohon__isi=isi_contoh())
    kini = baca_pohon(rencana.pohon)
    assert terapkan(rencana, PenggunaFactory(), kini, deepcopy(kini)) is None
    assert not Perubahan.objects.exists()


def test_unchanged_rows_keep_their_revision():
    rencana = RencanaAksiFactory(pohon__isi=isi_contoh())
    kini = baca_pohon(rencana.pohon)
    hasil = deepcopy(kini)
    satu = next(iter(hasil.indikator()))
    satu.uraian = "Kata baru"
    terapkan(rencana, PenggunaFactory(), kini, hasil)
    revisi = {(type(butir), butir.id): butir.revisi for butir in kini.semua()}
    for butir in baca_pohon(rencana.pohon).semua():
        sama = butir.uraian != "Kata baru"
        assert butir.revisi == revisi[type(butir), butir.id] + (0 if sama else 1)
    assert anak(hasil)
