"""Every write of the editor: what it changes, what it notes, what it refuses."""

import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from actionplans.models import Perubahan, RencanaAksi
from actionplans.status import Status
from actionplans.ubah import (
    MEDAN,
    Bentrok,
    RencanaTerkunci,
    atur_bulan,
    atur_massal,
    gandakan_butir,
    ganti_bulan,
    hapus_butir,
    kunci_rencana,
    pindah_butir,
    tambah_butir,
    ubah_butir,
    urungkan,
)
from areas.bulan import Bulan
from areas.cabang import ButirTidakAda, bulan_indikator
from areas.isi import TINGKAT, IsiIndikator, IsiPohon
from areas.models import Indikator, Kegiatan
from areas.simpan import MODEL, baca_pohon
from satker.models import Pengguna
from tests.factories import RencanaAksiFactory, isi_contoh

Isi = Callable[[], IsiPohon]
MARET, APRIL, JANUARI_DEPAN = Bulan(2026, 3), Bulan(2026, 4), Bulan(2027, 1)


@pytest.fixture
def indikator(isi: Isi) -> IsiIndikator:
    return next(isi().indikator())


def baris_pertama(isi: IsiPohon) -> dict[str, Any]:
    area = isi.area[0]
    sub = area.anak[0].anak[0]
    return dict(zip(TINGKAT, (area, area.anak[0], sub, sub.anak[0]), strict=True))


# --- texts


@pytest.mark.parametrize("tingkat", TINGKAT)
def test_ubah_setiap_medan(rencana: RencanaAksi, operator: Pengguna, isi: Isi, tingkat: str) -> None:
    butir = baris_pertama(isi())[tingkat]
    revisi = 1
    for medan in sorted(MEDAN[tingkat]):
        nilai = ["KUL", "Panitia"] if medan == "pic" else "1) satu\n2) *dua*"[:20]
        lama = getattr(butir, medan)
        hasil = ubah_butir(
            rencana=rencana, pengguna=operator, tingkat=tingkat, kunci=butir.id, revisi=revisi, nilai={medan: nilai}
        )
        revisi += 1
        assert (getattr(hasil, medan), hasil.revisi) == (nilai, revisi)  # type: ignore[attr-defined]
        tersimpan = MODEL[tingkat]._default_manager.get(pk=butir.id)
        assert (getattr(tersimpan, medan), tersimpan.revisi) == (nilai, revisi)  # type: ignore[attr-defined]
        catatan = Perubahan.objects.last()
        assert catatan is not None
        assert (catatan.jenis, catatan.tingkat, catatan.butir_id) == ("ubah", tingkat, butir.id)
        assert (catatan.sebelum, catatan.sesudah) == ({medan: lama}, {medan: nilai})
        assert (catatan.rencana, catatan.pengguna) == (rencana, operator)


def test_ubah_menandai_rencana_berubah(rencana: RencanaAksi, operator: Pengguna, indikator: IsiIndikator) -> None:
    lama = rencana.diubah
    ubah(rencana, operator, indikator, uraian="Baru")
    rencana.refresh_from_db()
    assert rencana.diubah > lama


def ubah(rencana: RencanaAksi, pengguna: Pengguna, butir: IsiIndikator, *, revisi: int = 1, **nilai: Any) -> Indikator:
    hasil = ubah_butir(
        rencana=rencana, pengguna=pengguna, tingkat="indikator", kunci=butir.id or 0, revisi=revisi, nilai=nilai
    )
    assert isinstance(hasil, Indikator)
    return hasil


def test_nilai_yang_sama_tidak_dicatat(rencana: RencanaAksi, operator: Pengguna, indikator: IsiIndikator) -> None:
    hasil = ubah(rencana, operator, indikator, uraian=indikator.uraian)
    assert hasil.revisi == 1
    assert not Perubahan.objects.exists()


def test_hanya_medan_yang_berubah_dicatat(rencana: RencanaAksi, operator: Pengguna, indikator: IsiIndikator) -> None:
    ubah(rencana, operator, indikator, uraian=indikator.uraian, ket="Pasti")
    assert Perubahan.objects.get().sesudah == {"ket": "Pasti"}


def test_bentrok_membawa_kedua_versi(
    rencana: RencanaAksi, operator: Pengguna, rekan: Pengguna, indikator: IsiIndikator
) -> None:
    ubah(rencana, rekan, indikator, uraian="Versi Stefanus")
    atur_bulan(rencana=rencana, pengguna=operator, indikator=indikator.id or 0, nyala=[APRIL])
    with pytest.raises(Bentrok, match="baru saja diubah oleh Stefanus") as galat:
        ubah(rencana, operator, indikator, uraian="Versi Yuli")
    assert galat.value.diminta == {"uraian": "Versi Yuli"}
    assert galat.value.sekarang == {"uraian": "Versi Stefanus"}
    assert galat.value.tingkat == "indikator"
    assert galat.value.terakhir is not None
    assert galat.value.terakhir.pengguna == rekan
    assert Indikator.objects.get(pk=indikator.id).uraian == "Versi Stefanus"
    assert ubah(rencana, operator, indikator, revisi=2, uraian="Versi Yuli").revisi == 3


def test_kiriman_ulang_bukan_bentrok(rencana: RencanaAksi, operator: Pengguna, indikator: IsiIndikator) -> None:
    """The answer was lost and the same text comes again on the old revision: it is stored already."""
    ubah(rencana, operator, indikator, uraian="Baru")
    assert ubah(rencana, operator, indikator, uraian="Baru").revisi == 2
    assert Perubahan.objects.count() == 1


@pytest.mark.parametrize("medan", ["urutan", "id", "asal_id", "revisi", "ket", "rincian"])
def test_medan_asing_ditolak(rencana: RencanaAksi, operator: Pengguna, isi: Isi, medan: str) -> None:
    kunci = isi().area[0].id or 0
    with pytest.raises(KeyError, match="area tidak mempunyai"):
        ubah_butir(rencana=rencana, pengguna=operator, tingkat="area", kunci=kunci, revisi=1, nilai={medan: "1"})
    with pytest.raises(KeyError):
        tambah_butir(rencana=rencana, pengguna=operator, tingkat="area", nilai={medan: "1"})


# --- months


def test_atur_bulan_menyala_dan_mati(rencana: RencanaAksi, operator: Pengguna, indikator: IsiIndikator) -> None:
    """Months in the next year are months like others."""
    kunci = indikator.id or 0
    assert indikator.bulan == (MARET, JANUARI_DEPAN)
    hasil = atur_bulan(rencana=rencana, pengguna=operator, indikator=kunci, nyala=[APRIL], mati=[JANUARI_DEPAN])
    assert hasil == bulan_indikator(kunci) == (MARET, APRIL)
    catatan = Perubahan.objects.get()
    assert (catatan.jenis, catatan.tingkat) == ("bulan", "indikator")
    assert (catatan.sebelum, catatan.sesudah) == (["2026-03", "2027-01"], ["2026-03", "2026-04"])
    assert Indikator.objects.get(pk=kunci).revisi == 1  # a month does not stand against a text


def test_bulan_disetel_bukan_dibalik(
    rencana: RencanaAksi, operator: Pengguna, rekan: Pengguna, indikator: IsiIndikator
) -> None:
    """Two people who plan different months of a row do not meet, and the same month twice stays planned."""
    kunci = indikator.id or 0
    for pengguna, bulan in ((operator, APRIL), (rekan, Bulan(2026, 5)), (operator, APRIL)):
        atur_bulan(rencana=rencana, pengguna=pengguna, indikator=kunci, nyala=[bulan])
    assert bulan_indikator(kunci) == (MARET, APRIL, Bulan(2026, 5), JANUARI_DEPAN)
    assert Perubahan.objects.count() == 2


def test_ganti_bulan_seluruhnya(rencana: RencanaAksi, operator: Pengguna, indikator: IsiIndikator) -> None:
    hasil = ganti_bulan(rencana=rencana, pengguna=operator, indikator=indikator.id or 0, bulan=[JANUARI_DEPAN, APRIL])
    assert hasil == (APRIL, JANUARI_DEPAN)


def test_bulan_paling_banyak_lima_kueri(
    rencana: RencanaAksi, operator: Pengguna, indikator: IsiIndikator, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(6):  # lock, row with months, write, journal; and the savepoint's two
        atur_bulan(rencana=rencana, pengguna=operator, indikator=indikator.id or 0, nyala=[APRIL])


# --- several rows


def test_atur_massal_adalah_satu_perbuatan(rencana: RencanaAksi, operator: Pengguna, isi: Isi) -> None:
    semua = list(isi().indikator())
    revisi = {satu.id or 0: 1 for satu in semua[:3]}
    kelompok = atur_massal(
        rencana=rencana, pengguna=operator, revisi=revisi, pic=["KUL"], ket="Tentatif", bulan=[APRIL]
    )
    assert kelompok is not None
    for satu in list(isi().indikator())[:3]:
        assert (satu.pic, satu.ket, satu.bulan) == (["KUL"], "Tentatif", (APRIL,))
    assert list(isi().indikator())[3] == semua[3]
    assert set(Perubahan.objects.values_list("kelompok", flat=True)) == {kelompok}
    urungkan(rencana=rencana, pengguna=operator, kelompok=kelompok)
    assert [(s.pic, s.ket, s.bulan) for s in isi().indikator()] == [(s.pic, s.ket, s.bulan) for s in semua]


def test_atur_massal_tanpa_perubahan(rencana: RencanaAksi, operator: Pengguna, indikator: IsiIndikator) -> None:
    revisi = {indikator.id or 0: 1}
    tetap = {"ket": indikator.ket, "bulan": indikator.bulan}
    assert atur_massal(rencana=rencana, pengguna=operator, revisi=revisi, **tetap) is None  # type: ignore[arg-type]
    assert not Perubahan.objects.exists()


def test_atur_massal_menimpa_tidak_diam_diam(
    rencana: RencanaAksi, operator: Pengguna, rekan: Pengguna, isi: Isi, potret: Callable[[], Any]
) -> None:
    dua = [satu.id or 0 for satu in isi().indikator()][:2]
    ubah(rencana, rekan, list(isi().indikator())[1], ket="Ditetapkan Stefanus")
    sebelum = potret()
    with pytest.raises(Bentrok):
        atur_massal(rencana=rencana, pengguna=operator, revisi=dict.fromkeys(dua, 1), ket="Tentatif baru")
    assert potret() == sebelum


def test_atur_massal_semua_atau_tidak(
    rencana: RencanaAksi, operator: Pengguna, indikator: IsiIndikator, potret: Callable[[], Any]
) -> None:
    sebelum = potret()
    with pytest.raises(ButirTidakAda):
        atur_massal(rencana=rencana, pengguna=operator, revisi={indikator.id or 0: 1, 10**9: 1}, ket="x")
    assert potret() == sebelum
    assert not Perubahan.objects.exists()


# --- rows come and go


def test_tambah_di_setiap_tingkat(rencana: RencanaAksi, operator: Pengguna, isi: Isi) -> None:
    induk: int | None = None
    for tingkat in TINGKAT:
        butir = tambah_butir(
            rencana=rencana, pengguna=operator, tingkat=tingkat, induk=induk, nilai={"uraian": f"{tingkat} baru"}
        )
        induk = butir.pk
        catatan = Perubahan.objects.last()
        assert catatan is not None
        assert (catatan.jenis, catatan.judul, catatan.sebelum) == ("tambah", f"{tingkat} baru", {})
        assert catatan.sesudah["cabang"]["id"] == butir.pk
    terakhir = isi().area[-1]
    assert terakhir.anak[0].anak[0].anak[0].uraian == "indikator baru"
    assert [area.uraian for area in isi().area] == ["Area uji 1", "Area uji 2", "area baru"]


def test_tambah_setelah_baris(rencana: RencanaAksi, operator: Pengguna, isi: Isi) -> None:
    kegiatan = isi().area[0].anak
    tambah_butir(rencana=rencana, pengguna=operator, tingkat="kegiatan", setelah=kegiatan[0].id, nilai={"uraian": "x"})
    assert [satu.uraian for satu in isi().area[0].anak] == [kegiatan[0].uraian, "x", kegiatan[1].uraian]


def test_gandakan_dengan_isinya(rencana: RencanaAksi, operator: Pengguna, isi: Isi) -> None:
    asli = isi().area[0].anak[0]
    Kegiatan.objects.filter(pk=asli.id).update(nomor="7a")
    baru = gandakan_butir(rencana=rencana, pengguna=operator, tingkat="kegiatan", kunci=asli.id or 0)
    satu, dua, tiga = isi().area[0].anak
    assert (satu.id, dua.id) == (asli.id, baru.pk)
    assert dua.nomor is None
    assert dua.nomor_cetak == "2."
    assert tiga.nomor_cetak == "3."
    assert [[i.uraian for i in sub.anak] for sub in dua.anak] == [[i.uraian for i in sub.anak] for sub in asli.anak]
    assert [i.bulan for sub in dua.anak for i in sub.anak] == [i.bulan for sub in asli.anak for i in sub.anak]
    assert not {i.id for sub in dua.anak for i in sub.anak} & {i.id for sub in asli.anak for i in sub.anak}


def test_pindah_turun_dan_ke_induk_lain(rencana: RencanaAksi, operator: Pengguna, isi: Isi) -> None:
    area = isi().area
    kunci = area[0].anak[0].id or 0
    pindah_butir(rencana=rencana, pengguna=operator, tingkat="kegiatan", kunci=kunci, urutan=2)
    assert [satu.id for satu in isi().area[0].anak] == [area[0].anak[1].id, kunci]
    catatan = Perubahan.objects.get()
    assert catatan.sebelum == {"induk": area[0].id, "urutan": 1}
    assert catatan.sesudah == {"induk": area[0].id, "urutan": 2}
    pindah_butir(rencana=rencana, pengguna=operator, tingkat="kegiatan", kunci=kunci, induk=area[1].id, urutan=1)
    assert [satu.id for satu in isi().area[1].anak] == [kunci, *(satu.id for satu in area[1].anak)]


def test_pindah_di_tempat_tidak_dicatat(rencana: RencanaAksi, operator: Pengguna, isi: Isi) -> None:
    pindah_butir(rencana=rencana, pengguna=operator, tingkat="area", kunci=isi().area[1].id or 0, urutan=9)
    assert not Perubahan.objects.exists()


def test_hapus_membawa_seluruh_cabang_ke_jurnal(
    rencana: RencanaAksi, operator: Pengguna, isi: Isi, potret: Callable[[], Any]
) -> None:
    sebelum = potret()
    kegiatan = isi().area[0].anak[1]
    kelompok = hapus_butir(rencana=rencana, pengguna=operator, tingkat="kegiatan", kunci=kegiatan.id or 0, revisi=1)
    assert [satu.uraian for satu in isi().area[0].anak] == ["Kegiatan uji 1.1"]
    catatan = Perubahan.objects.get()
    assert (catatan.kelompok, catatan.jenis, catatan.sesudah) == (kelompok, "hapus", {})
    assert catatan.sebelum["urutan"] == 2
    assert len(catatan.sebelum["cabang"]["anak"]) == 2
    urungkan(rencana=rencana, pengguna=operator, kelompok=kelompok)
    assert potret() == sebelum


def test_hapus_yang_diubah_orang_lain_ditolak(
    rencana: RencanaAksi, operator: Pengguna, rekan: Pengguna, indikator: IsiIndikator
) -> None:
    ubah(rencana, rekan, indikator, uraian="Ditulis ulang")
    kunci = indikator.id or 0
    with pytest.raises(Bentrok, match="Stefanus"):
        hapus_butir(rencana=rencana, pengguna=operator, tingkat="indikator", kunci=kunci, revisi=1)
    hapus_butir(rencana=rencana, pengguna=operator, tingkat="indikator", kunci=kunci)
    assert not Indikator.objects.filter(pk=kunci).exists()


# --- the same deed sent twice


def test_perbuatan_yang_dikirim_ulang_tidak_terjadi_dua_kali(
    rencana: RencanaAksi, operator: Pengguna, isi: Isi
) -> None:
    """A lost answer: the browser sends the deed again under the same name."""
    area = isi().area[0]
    siapa: dict[str, Any] = {"rencana": rencana, "pengguna": operator, "tingkat": "kegiatan"}
    kunci = area.anak[0].id or 0
    nama = [uuid.uuid4() for _ in range(5)]

    baru = tambah_butir(**siapa, induk=area.id, kelompok=nama[0])
    assert tambah_butir(**siapa, induk=area.id, kelompok=nama[0]) == baru
    ganda = gandakan_butir(**siapa, kunci=kunci, kelompok=nama[1])
    assert gandakan_butir(**siapa, kunci=kunci, kelompok=nama[1]) == ganda
    for _ in range(2):
        pindah_butir(**siapa, kunci=ganda.pk, urutan=4, kelompok=nama[2])
    for _ in range(2):
        assert hapus_butir(**siapa, kunci=baru.pk, kelompok=nama[3]) == nama[3]
    for _ in range(2):
        assert urungkan(rencana=rencana, pengguna=operator, kelompok=nama[3], sebagai=nama[4]) == nama[4]
    assert [satu.id for satu in isi().area[0].anak] == [kunci, area.anak[1].id, baru.pk, ganda.pk]
    assert Perubahan.objects.count() == 5


# --- refusals that all share


def perbuatan(rencana: RencanaAksi, operator: Pengguna, butir: IsiIndikator) -> dict[str, Callable[[], Any]]:
    """Every deed, ready to be done to one indikator."""
    siapa: dict[str, Any] = {"rencana": rencana, "pengguna": operator}
    baris = {**siapa, "tingkat": "indikator", "kunci": butir.id or 0}
    return {
        "ubah": lambda: ubah_butir(**baris, revisi=1, nilai={"uraian": "x"}),
        "bulan": lambda: atur_bulan(**siapa, indikator=butir.id or 0, nyala=[APRIL]),
        "ganti bulan": lambda: ganti_bulan(**siapa, indikator=butir.id or 0, bulan=[APRIL]),
        "massal": lambda: atur_massal(**siapa, revisi={butir.id or 0: 1}, ket="x"),
        "tambah": lambda: tambah_butir(**siapa, tingkat="indikator", setelah=butir.id),
        "gandakan": lambda: gandakan_butir(**baris),
        "pindah": lambda: pindah_butir(**baris, urutan=2),
        "hapus": lambda: hapus_butir(**baris),
    }


PERBUATAN = ["ubah", "bulan", "ganti bulan", "massal", "tambah", "gandakan", "pindah", "hapus"]
TERKUNCI = [s for s in Status if s not in (Status.DRAF, Status.DIKEMBALIKAN)]


@pytest.mark.parametrize("nama", PERBUATAN)
@pytest.mark.parametrize("status", TERKUNCI)
def test_rencana_terkunci(
    rencana: RencanaAksi,
    operator: Pengguna,
    indikator: IsiIndikator,
    potret: Callable[[], Any],
    nama: str,
    status: Status,
) -> None:
    """`rencana` was read while it was a draft: what counts is what it is now."""
    RencanaAksi.objects.filter(pk=rencana.pk).update(status=status)
    sebelum = potret()
    with pytest.raises(RencanaTerkunci, match=f"berstatus {status.label.lower()}"):
        perbuatan(rencana, operator, indikator)[nama]()
    assert potret() == sebelum
    assert not Perubahan.objects.exists()


@pytest.mark.parametrize("nama", PERBUATAN)
def test_dikembalikan_dapat_diubah(
    rencana: RencanaAksi, operator: Pengguna, indikator: IsiIndikator, nama: str
) -> None:
    RencanaAksi.objects.filter(pk=rencana.pk).update(status=Status.DIKEMBALIKAN)
    perbuatan(rencana, operator, indikator)[nama]()
    assert Perubahan.objects.count() == 1


@pytest.mark.parametrize("nama", PERBUATAN)
def test_baris_rencana_lain_tidak_terjangkau(rencana: RencanaAksi, operator: Pengguna, nama: str) -> None:
    lain = RencanaAksiFactory(tahun=2027, pohon__isi=isi_contoh("lain"))
    asing = next(baca_pohon(lain.pohon).indikator())
    with pytest.raises(ButirTidakAda, match="sudah tidak ada di rencana"):
        perbuatan(rencana, operator, asing)[nama]()
    assert next(baca_pohon(lain.pohon).indikator()) == asing
    assert not Perubahan.objects.exists()


def test_induk_rencana_lain_tidak_terjangkau(rencana: RencanaAksi, operator: Pengguna, isi: Isi) -> None:
    asing = baca_pohon(RencanaAksiFactory(tahun=2027, pohon__isi=isi_contoh("lain")).pohon).area[0]
    siapa: dict[str, Any] = {"rencana": rencana, "pengguna": operator, "tingkat": "kegiatan"}
    with pytest.raises(ButirTidakAda):
        tambah_butir(**siapa, induk=asing.id)
    with pytest.raises(ButirTidakAda):
        tambah_butir(**siapa)
    with pytest.raises(ButirTidakAda):
        pindah_butir(**siapa, kunci=isi().area[0].anak[0].id, induk=asing.id, urutan=1)
    with pytest.raises(ButirTidakAda):  # an area stands under no row
        pindah_butir(
            rencana=rencana, pengguna=operator, tingkat="area", kunci=isi().area[0].id or 0, induk=asing.id, urutan=1
        )


def test_kunci_rencana_menurut_kuncinya(rencana: RencanaAksi) -> None:
    with transaction.atomic():
        assert kunci_rencana(rencana.pk) == rencana


@pytest.mark.django_db(transaction=True)
def test_diajukan_sementara_disunting(rencana: RencanaAksi, operator: Pengguna, indikator: IsiIndikator) -> None:
    """A deed that meets the submission waits for it, and is then refused: the plan stays as it was submitted."""
    galat: list[BaseException] = []
    mulai = threading.Event()

    def sunting() -> None:
        try:
            mulai.set()
            ubah(rencana, operator, indikator, uraian="Terlambat")
        except BaseException as satu:
            galat.append(satu)
        finally:
            connection.close()

    benang = threading.Thread(target=sunting)
    # In SQLite a test's memory is one connection's at a time: there the deed comes right after.
    serentak = connection.vendor != "sqlite"
    with transaction.atomic():
        kunci_rencana(rencana)
        if serentak:
            benang.start()
            assert mulai.wait(10)
        RencanaAksi.objects.filter(pk=rencana.pk).update(status=Status.DIAJUKAN)
        if serentak:
            benang.join(0.3)
            assert benang.is_alive(), "the deed did not wait for the lock"
    if not serentak:
        benang.start()
    benang.join(30)
    assert [type(satu) for satu in galat] == [RencanaTerkunci]
    assert Indikator.objects.get(pk=indikator.id).uraian == indikator.uraian


@pytest.mark.django_db(transaction=True)
def test_dua_orang_serentak_satu_bentrok(
    rencana: RencanaAksi, operator: Pengguna, rekan: Pengguna, indikator: IsiIndikator
) -> None:
    """Both start from revision 1: one is stored, the other sees both versions."""
    hasil: list[str] = []
    serentak = connection.vendor != "sqlite"
    gerbang = threading.Barrier(2 if serentak else 1)

    def sunting(pengguna: Pengguna) -> None:
        try:
            gerbang.wait(10)
            ubah(rencana, pengguna, indikator, uraian=f"Versi {pengguna.nama}")
            hasil.append("tersimpan")
        except Bentrok as galat:
            hasil.append("bentrok" if galat.sekarang != galat.diminta else "sama")
        finally:
            connection.close()

    benang = [threading.Thread(target=sunting, args=(siapa,)) for siapa in (operator, rekan)]
    for satu in benang:
        satu.start()
        if not serentak:
            satu.join(30)
    for satu in benang:
        satu.join(30)
    assert sorted(hasil) == ["bentrok", "tersimpan"]
    assert Perubahan.objects.count() == 1
