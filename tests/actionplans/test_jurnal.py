"""The journal, and undoing from it: each kind of deed, the undoing of an undoing, and what must not be undone."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionplans.jurnal import TidakDapatDibatalkan, dapat_diurungkan, perubahan_terakhir
from actionplans.models import Perubahan, RencanaAksi
from actionplans.status import Status
from actionplans.ubah import (
    RencanaTerkunci,
    atur_bulan,
    atur_massal,
    gandakan_butir,
    ganti_bulan,
    hapus_butir,
    pindah_butir,
    tambah_butir,
    ubah_butir,
    urungkan,
)
from areas.bulan import Bulan
from areas.cabang import data_cabang
from areas.isi import TINGKAT, TINGKAT_DARI_KELAS, IsiPohon
from areas.models import Indikator, Kegiatan
from areas.simpan import baca_pohon
from satker.models import Pengguna
from tests.factories import PenugasanFactory, RencanaAksiFactory, isi_contoh

Isi = Callable[[], IsiPohon]
Potret = Callable[[], list[dict[str, Any]]]
APRIL = Bulan(2026, 4)


def terakhir() -> uuid.UUID:
    catatan = Perubahan.objects.last()
    assert catatan is not None
    return catatan.kelompok


def setiap_perbuatan(rencana: RencanaAksi, operator: Pengguna, isi: IsiPohon) -> dict[str, Callable[[], Any]]:
    area = isi.area[0]
    indikator = area.anak[0].anak[0].anak[0].id or 0
    siapa: dict[str, Any] = {"rencana": rencana, "pengguna": operator}
    kegiatan: dict[str, Any] = {**siapa, "tingkat": "kegiatan", "kunci": area.anak[0].id}
    return {
        "ubah": lambda: ubah_butir(**kegiatan, revisi=1, nilai={"uraian": "x", "pic": [], "nomor": ""}),
        "bulan": lambda: atur_bulan(**siapa, indikator=indikator, nyala=[APRIL], mati=[Bulan(2027, 1)]),
        "ganti bulan": lambda: ganti_bulan(**siapa, indikator=indikator, bulan=[]),
        "massal": lambda: atur_massal(**siapa, revisi={indikator: 1}, pic=["KUL"], ket="x", bulan=[APRIL]),
        "tambah": lambda: tambah_butir(**siapa, tingkat="kegiatan", setelah=area.anak[0].id),
        "gandakan": lambda: gandakan_butir(**kegiatan),
        "pindah": lambda: pindah_butir(**kegiatan, urutan=2),
        "pindah ke induk lain": lambda: pindah_butir(**kegiatan, induk=isi.area[1].id, urutan=3),
        "hapus": lambda: hapus_butir(**kegiatan),
        "hapus area": lambda: hapus_butir(**siapa, tingkat="area", kunci=area.id or 0),
    }


NAMA = [
    "ubah", "bulan", "ganti bulan", "massal", "tambah", "gandakan", "pindah", "pindah ke induk lain", "hapus",
    "hapus area",
]  # fmt: skip


@pytest.mark.parametrize("nama", NAMA)
def test_urungkan_lalu_urungkan_pengurungan(
    rencana: RencanaAksi, operator: Pengguna, isi: Isi, potret: Potret, nama: str
) -> None:
    sebelum = potret()
    setiap_perbuatan(rencana, operator, isi())[nama]()
    sesudah, kelompok = potret(), terakhir()
    assert sesudah != sebelum
    batal = urungkan(rencana=rencana, pengguna=operator, kelompok=kelompok)
    assert potret() == sebelum
    assert set(Perubahan.objects.filter(kelompok=batal).values_list("membatalkan", flat=True)) == {kelompok}
    ulang = urungkan(rencana=rencana, pengguna=operator, kelompok=batal)
    assert potret() == sesudah
    urungkan(rencana=rencana, pengguna=operator, kelompok=ulang)
    assert potret() == sebelum


@pytest.mark.parametrize("nama", NAMA)
def test_tidak_diurungkan_dua_kali(rencana: RencanaAksi, operator: Pengguna, isi: Isi, nama: str) -> None:
    setiap_perbuatan(rencana, operator, isi())[nama]()
    kelompok = terakhir()
    urungkan(rencana=rencana, pengguna=operator, kelompok=kelompok)
    with pytest.raises(TidakDapatDibatalkan, match="sudah dibatalkan"):
        urungkan(rencana=rencana, pengguna=operator, kelompok=kelompok)


def sesudahnya(rencana: RencanaAksi, rekan: Pengguna, isi: IsiPohon, kunci: int) -> dict[str, Callable[[], Any]]:
    """For each deed, a later change of the same row by somebody else."""
    indikator = isi.area[0].anak[0].anak[0].anak[0].id or 0
    siapa: dict[str, Any] = {"rencana": rencana, "pengguna": rekan}
    baris: dict[str, Any] = {**siapa, "tingkat": "kegiatan"}
    asli = isi.area[0].anak[0].id

    def ubah(kegiatan: int | None) -> Any:
        revisi = Kegiatan.objects.get(pk=kegiatan).revisi
        return ubah_butir(**baris, kunci=kegiatan, revisi=revisi, nilai={"uraian": "lain"})

    return {
        "ubah": lambda: ubah(asli),
        "bulan": lambda: atur_bulan(**siapa, indikator=indikator, nyala=[Bulan(2026, 12)]),
        "ganti bulan": lambda: atur_bulan(**siapa, indikator=indikator, nyala=[Bulan(2026, 12)]),
        "massal": lambda: atur_bulan(**siapa, indikator=indikator, nyala=[Bulan(2026, 12)]),
        "tambah": lambda: tambah_butir(**siapa, tingkat="sub_kegiatan", induk=kunci),
        "gandakan": lambda: ubah(kunci),
        "pindah": lambda: pindah_butir(**baris, kunci=asli, urutan=1),
        "pindah ke induk lain": lambda: pindah_butir(**baris, kunci=asli, urutan=1),
        "hapus": lambda: hapus_butir(**siapa, tingkat="area", kunci=isi.area[0].id or 0),
    }


@pytest.mark.parametrize("nama", NAMA[:-1])
def test_tidak_diurungkan_bila_berubah_lagi(
    rencana: RencanaAksi, operator: Pengguna, rekan: Pengguna, isi: Isi, potret: Potret, nama: str
) -> None:
    awal = isi()
    setiap_perbuatan(rencana, operator, awal)[nama]()
    kelompok = terakhir()
    sesudahnya(rencana, rekan, awal, Perubahan.objects.latest("pk").butir_id)[nama]()
    kini, banyak = potret(), Perubahan.objects.count()
    with pytest.raises(TidakDapatDibatalkan, match=r"sudah (diubah lagi|dihapus)"):
        urungkan(rencana=rencana, pengguna=operator, kelompok=kelompok)
    assert potret() == kini
    assert Perubahan.objects.count() == banyak


def test_tambah_dapat_diurungkan_setelah_isinya_diurungkan(
    rencana: RencanaAksi, operator: Pengguna, isi: Isi, potret: Potret
) -> None:
    """A text that was typed and taken back leaves a higher revision, but no change."""
    sebelum = potret()
    baru = tambah_butir(rencana=rencana, pengguna=operator, tingkat="kegiatan", induk=isi().area[0].id)
    tambah = terakhir()
    ubah_butir(rencana=rencana, pengguna=operator, tingkat="kegiatan", kunci=baru.pk, revisi=1, nilai={"uraian": "isi"})
    urungkan(rencana=rencana, pengguna=operator, kelompok=terakhir())
    urungkan(rencana=rencana, pengguna=operator, kelompok=tambah)
    assert potret() == sebelum


def test_hapus_di_antara_yang_terhapus_kembali_ke_tempatnya(
    rencana: RencanaAksi, operator: Pengguna, isi: Isi, potret: Potret
) -> None:
    """Deleting leaves gaps in the stored order; a row that comes back stands where it stood."""
    siapa: dict[str, Any] = {"rencana": rencana, "pengguna": operator, "tingkat": "kegiatan"}
    for _ in range(2):
        tambah_butir(**siapa, induk=isi().area[0].id)
    hapus_butir(**siapa, kunci=isi().area[0].anak[0].id or 0)
    sebelum = potret()
    hapus_butir(**siapa, kunci=isi().area[0].anak[1].id or 0)
    urungkan(rencana=rencana, pengguna=operator, kelompok=terakhir())
    assert potret() == sebelum


def test_hapus_yang_diurungkan_tidak_memutus_penerus(rencana: RencanaAksi, operator: Pengguna, isi: Isi) -> None:
    """Next year's plan remembers this year's row, also after it was deleted and put back."""
    depan = RencanaAksiFactory(tahun=2027, pohon__isi=isi_contoh("depan"))
    indikator = next(isi().indikator())
    penerus = next(baca_pohon(depan.pohon).indikator())
    Indikator.objects.filter(pk=penerus.id).update(pendahulu=indikator.id)
    hapus_butir(rencana=rencana, pengguna=operator, tingkat="area", kunci=isi().area[0].id or 0)
    urungkan(rencana=rencana, pengguna=operator, kelompok=terakhir())
    assert Indikator.objects.get(pk=penerus.id).pendahulu_id == indikator.id


def test_urungkan_yang_asing(rencana: RencanaAksi, operator: Pengguna, isi: Isi) -> None:
    """A deed of another plan is none of this one."""
    lain = RencanaAksiFactory(tahun=2027, pohon__isi=isi_contoh("lain"))
    kunci = baca_pohon(lain.pohon).area[0].id or 0
    hapus_butir(rencana=lain, pengguna=operator, tingkat="area", kunci=kunci)
    for kelompok in (terakhir(), uuid.uuid4()):
        with pytest.raises(TidakDapatDibatalkan, match="tidak ada di rencana ini"):
            urungkan(rencana=rencana, pengguna=operator, kelompok=kelompok)


def test_urungkan_di_rencana_terkunci(rencana: RencanaAksi, operator: Pengguna, isi: Isi) -> None:
    setiap_perbuatan(rencana, operator, isi())["ubah"]()
    RencanaAksi.objects.filter(pk=rencana.pk).update(status=Status.DIAJUKAN)
    with pytest.raises(RencanaTerkunci):
        urungkan(rencana=rencana, pengguna=operator, kelompok=terakhir())


def test_catatan_tidak_dapat_diubah_atau_dihapus(rencana: RencanaAksi, operator: Pengguna, isi: Isi) -> None:
    setiap_perbuatan(rencana, operator, isi())["ubah"]()
    catatan = Perubahan.objects.get()
    with pytest.raises(TypeError):
        catatan.save()
    with pytest.raises(TypeError):
        catatan.delete()


def test_perubahan_terakhir_menurut_jenis(rencana: RencanaAksi, operator: Pengguna, rekan: Pengguna, isi: Isi) -> None:
    kunci = isi().area[0].anak[0].id or 0
    baris: dict[str, Any] = {"rencana": rencana, "tingkat": "kegiatan", "kunci": kunci}
    assert perubahan_terakhir(rencana, "kegiatan", kunci) is None
    ubah_butir(**baris, pengguna=operator, revisi=1, nilai={"uraian": "x"})
    pindah_butir(**baris, pengguna=rekan, urutan=2)
    semua = perubahan_terakhir(rencana, "kegiatan", kunci)
    teks = perubahan_terakhir(rencana, "kegiatan", kunci, Perubahan.Jenis.UBAH)
    assert semua is not None
    assert teks is not None
    assert (semua.pengguna, teks.pengguna) == (rekan, operator)


# --- the last deed that stands


def test_dapat_diurungkan_mundur_satu_demi_satu(
    rencana: RencanaAksi, operator: Pengguna, rekan: Pengguna, isi: Isi
) -> None:
    assert dapat_diurungkan(rencana, operator) is None
    indikator = next(isi().indikator()).id or 0
    deret = []
    for nomor in (5, 6, 7):
        atur_bulan(rencana=rencana, pengguna=operator, indikator=indikator, nyala=[Bulan(2026, nomor)])
        deret.append(terakhir())
    tambah_butir(rencana=rencana, pengguna=rekan, tingkat="area")
    for kelompok in reversed(deret):
        catatan = dapat_diurungkan(rencana, operator)
        assert catatan is not None
        assert catatan.kelompok == kelompok
        urungkan(rencana=rencana, pengguna=operator, kelompok=kelompok)
    assert dapat_diurungkan(rencana, operator) is None


def test_pengurungan_yang_diurungkan_adalah_perbuatan_lagi(
    rencana: RencanaAksi, operator: Pengguna, rekan: Pengguna, isi: Isi
) -> None:
    tambah_butir(rencana=rencana, pengguna=operator, tingkat="area")
    batal = urungkan(rencana=rencana, pengguna=operator, kelompok=terakhir())
    assert dapat_diurungkan(rencana, operator) is None
    ulang = urungkan(rencana=rencana, pengguna=operator, kelompok=batal)
    catatan = dapat_diurungkan(rencana, operator)
    assert catatan is not None
    assert catatan.kelompok == ulang
    urungkan(rencana=rencana, pengguna=rekan, kelompok=ulang)  # by a colleague: it does not stand any more
    assert dapat_diurungkan(rencana, operator) is None


def test_dapat_diurungkan_satu_kueri(
    rencana: RencanaAksi, operator: Pengguna, isi: Isi, django_assert_num_queries: Any
) -> None:
    for _ in range(5):
        tambah_butir(rencana=rencana, pengguna=operator, tingkat="area")
    with django_assert_num_queries(1):
        dapat_diurungkan(rencana, operator)


# --- any sequence of deeds


def _acak(data: st.DataObject, rencana: RencanaAksi, pengguna: Pengguna) -> None:
    """One deed to a row that exists now."""
    isi = baca_pohon(rencana.pohon)
    siapa: dict[str, Any] = {"rencana": rencana, "pengguna": pengguna}
    semua = [(TINGKAT_DARI_KELAS[type(butir)], butir) for butir in isi.semua()]
    if not semua:
        tambah_butir(**siapa, tingkat="area")
        return
    tingkat, butir = data.draw(st.sampled_from(semua))
    baris = {**siapa, "tingkat": tingkat, "kunci": butir.id or 0}
    perbuatan = data.draw(st.sampled_from(["ubah", "tambah", "anak", "gandakan", "pindah", "hapus", "bulan", "massal"]))
    bulan = data.draw(st.sets(st.builds(Bulan, st.just(2026), st.integers(1, 12)), max_size=3))
    indikator = [satu for nama, satu in semua if nama == "indikator"]
    match perbuatan:
        case "ubah":
            nilai = data.draw(
                st.fixed_dictionaries({"uraian": st.sampled_from("abc"), "nomor": st.sampled_from(["", None, "9"])})
            )
            ubah_butir(**baris, revisi=butir.revisi, nilai=nilai)
        case "tambah":
            tambah_butir(**siapa, tingkat=tingkat, setelah=butir.id)
        case "anak" if tingkat != "indikator":
            tambah_butir(**siapa, tingkat=TINGKAT[TINGKAT.index(tingkat) + 1], induk=butir.id)
        case "gandakan" if len(semua) < 60:
            gandakan_butir(**baris)
        case "pindah":
            atas = [satu for nama, satu in semua if tingkat != "area" and nama == TINGKAT[TINGKAT.index(tingkat) - 1]]
            induk = data.draw(st.sampled_from(atas)).id if atas else None
            pindah_butir(**baris, induk=induk, urutan=data.draw(st.integers(1, 4)))
        case "hapus":
            hapus_butir(**baris)
        case "bulan" if indikator:
            ganti_bulan(**siapa, indikator=data.draw(st.sampled_from(indikator)).id or 0, bulan=bulan)
        case "massal" if indikator:
            dipilih = data.draw(st.lists(st.sampled_from(indikator), max_size=3, unique_by=lambda satu: satu.id))
            revisi = {satu.id or 0: satu.revisi for satu in dipilih}
            atur_massal(**siapa, revisi=revisi, pic=["KUL"], ket="x", bulan=bulan)


def _potret(rencana: RencanaAksi) -> list[dict[str, Any]]:
    isi = baca_pohon(rencana.pohon)
    for butir in isi.semua():
        butir.revisi = 0
    return [data_cabang(area) for area in isi.area]


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), banyak=st.integers(1, 8))
def test_semua_yang_diperbuat_dapat_diurungkan(data: st.DataObject, banyak: int) -> None:
    """Whatever is done and then undone, last first, gives back the same tree with the same keys; and the other way
    round, undoing the undoings gives back what had been done."""
    with transaction.atomic():
        rencana = RencanaAksiFactory(pohon__isi=isi_contoh(area=1))
        pengguna = PenugasanFactory(satker=rencana.satker).pengguna
        awal = _potret(rencana)
        for _ in range(banyak):
            _acak(data, rencana, pengguna)
        akhir = _potret(rencana)
        kelompok = list(dict.fromkeys(Perubahan.objects.order_by("-pk").values_list("kelompok", flat=True)))
        batal = [urungkan(rencana=rencana, pengguna=pengguna, kelompok=satu) for satu in kelompok]
        assert _potret(rencana) == awal
        for satu in reversed(batal):
            urungkan(rencana=rencana, pengguna=pengguna, kelompok=satu)
        assert _potret(rencana) == akhir
        transaction.set_rollback(True)
