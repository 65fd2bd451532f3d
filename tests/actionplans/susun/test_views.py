"""The editor's addresses: what each does, to whom it is open, and how it refuses."""

import gzip
import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actionplans.models import Perubahan, RencanaAksi
from actionplans.status import Status
from actionplans.susun.permintaan import alamat_baris
from actionplans.ubah import atur_bulan, tambah_butir, ubah_butir
from areas.bulan import Bulan
from areas.cabang import bulan_indikator
from areas.isi import IsiIndikator, IsiPohon
from areas.models import Indikator, Kegiatan, Pohon, TataKolom
from areas.muat import muat_templat
from areas.simpan import baca_pohon
from satker.models import Pengguna, Subbag
from satker.pilihan import Peran
from tests.actionplans.susun.conftest import Kirim
from tests.factories import PenugasanFactory, RencanaAksiFactory, SatkerFactory, isi_contoh

Isi = Callable[[], IsiPohon]
JSON = {"accept": "application/json"}


@pytest.fixture
def indikator(isi: Isi) -> IsiIndikator:
    return next(isi().indikator())


# --- who


def perbuatan(kunci: int, nomor_baris: str) -> dict[str, tuple[str, dict[str, Any]]]:
    """Every deed of the editor, with what it needs to succeed."""
    return {
        "ubah": (f"indikator/{kunci}/", {"uraian": "x", "revisi": 1}),
        "bulan": (f"indikator/{kunci}/bulan/", {"nyala": "2026-05"}),
        "tambah": ("indikator/baru/", {"setelah": kunci}),
        "gandakan": (f"indikator/{kunci}/gandakan/", {}),
        "pindah": (f"indikator/{kunci}/pindah/", {"arah": "turun"}),
        "hapus": (f"indikator/{kunci}/hapus/", {"revisi": 1}),
        "massal": ("massal/", {"ganti": "ket", "ket": "x", "baris": nomor_baris}),
        "urungkan": ("urungkan/", {}),
    }


NAMA = list(perbuatan(0, ""))
HALAMAN = ["", "cari/?q=uji", "indikator/{kunci}/"]


@pytest.mark.parametrize("nama", NAMA)
@pytest.mark.parametrize("json", [True, False])
def test_perbuatan_penyusun(
    rencana: RencanaAksi,
    penyusun: Client,
    operator: Pengguna,
    akar: str,
    indikator: IsiIndikator,
    nama: str,
    json: bool,
) -> None:
    """Scripts get JSON with the deed's name, plain forms are sent on."""
    atur_bulan(rencana=rencana, pengguna=operator, indikator=indikator.id or 0, nyala=[Bulan(2026, 12)])
    banyak = Perubahan.objects.count()
    alamat, isi = perbuatan(indikator.id or 0, f"{indikator.id}:1")[nama]
    jawaban = penyusun.post(f"{akar}{alamat}", isi, headers=JSON if json else {})
    assert Perubahan.objects.count() == banyak + 1
    if json:
        assert jawaban.status_code == 200
        catatan = Perubahan.objects.last()
        assert catatan is not None
        assert jawaban.json()["kelompok"] == str(catatan.kelompok)
    else:
        assert jawaban.status_code == 302
        assert jawaban.url.startswith(akar)  # type: ignore[attr-defined]
        assert penyusun.get(jawaban.url).status_code == 200  # type: ignore[attr-defined]


@pytest.mark.parametrize("json", [True, False])
@pytest.mark.parametrize("nama", NAMA)
def test_perbuatan_ditolak(client: Client, akar: str, indikator: IsiIndikator, nama: str, json: bool) -> None:
    """A reader may see the plan: 403. A stranger does not know that it exists: 404. Nobody signed in: sign in."""
    alamat, isi = perbuatan(indikator.id or 0, f"{indikator.id}:1")[nama]
    pembaca = PenugasanFactory(peran=Peran.PEMBACA).pengguna
    asing = PenugasanFactory(satker=SatkerFactory(kode="5207")).pengguna
    kepala = JSON if json else {}
    for pengguna, status in ((pembaca, 403), (asing, 404), (None, 302)):
        client.logout()
        if pengguna:
            client.force_login(pengguna)
        jawaban = client.post(f"{akar}{alamat}", isi, headers=kepala)
        assert jawaban.status_code == status, pengguna
    assert not Perubahan.objects.exists()


@pytest.mark.parametrize("nama", NAMA)
def test_perbuatan_di_rencana_terkunci(
    rencana: RencanaAksi, kirim: Kirim, penyusun: Client, akar: str, indikator: IsiIndikator, nama: str
) -> None:
    RencanaAksi.objects.filter(pk=rencana.pk).update(status=Status.DIAJUKAN)
    alamat, isi = perbuatan(indikator.id or 0, f"{indikator.id}:1")[nama]
    jawaban = kirim(alamat, **isi)
    assert jawaban.status_code == 423
    assert "berstatus diajukan" in jawaban.json()["pesan"]  # type: ignore[attr-defined]
    halaman = penyusun.post(f"{akar}{alamat}", isi)
    assert halaman.status_code == 423
    assert "Rencana ini sedang terkunci" in halaman.content.decode()
    assert not Perubahan.objects.exists()


@pytest.mark.parametrize("nama", [nama for nama in NAMA if nama != "urungkan"])
def test_baris_yang_sudah_tidak_ada(
    kirim: Kirim, penyusun: Client, akar: str, indikator: IsiIndikator, nama: str
) -> None:
    """Deleted by somebody else, or of another plan: the same answer."""
    lain = RencanaAksiFactory(tahun=2027, pohon__isi=isi_contoh("lain"))
    for kunci in (next(baca_pohon(lain.pohon).indikator()).id or 0, 10**15):
        alamat, isi = perbuatan(kunci, f"{kunci}:1")[nama]
        jawaban = kirim(alamat, **isi)
        assert jawaban.status_code == 404
        assert "sudah tidak ada" in jawaban.json()["pesan"]  # type: ignore[attr-defined]
        assert penyusun.post(f"{akar}{alamat}", isi).status_code == 404
    assert not Perubahan.objects.exists()


@pytest.mark.parametrize("nama", NAMA)
def test_perbuatan_hanya_dengan_post(penyusun: Client, akar: str, indikator: IsiIndikator, nama: str) -> None:
    alamat, _ = perbuatan(indikator.id or 0, "")[nama]
    assert penyusun.get(f"{akar}{alamat}").status_code == (200 if nama == "ubah" else 405)


@pytest.mark.parametrize("alamat", HALAMAN)
def test_halaman(
    rencana: RencanaAksi, client: Client, operator: Pengguna, akar: str, indikator: IsiIndikator, alamat: str
) -> None:
    url = akar + alamat.format(kunci=indikator.id)
    assert client.get(url).status_code == 302
    client.force_login(PenugasanFactory(satker=SatkerFactory(kode="5207")).pengguna)
    assert client.get(url).status_code == 404
    client.force_login(PenugasanFactory(peran=Peran.PEMBACA).pengguna)
    jawaban = client.get(url)
    assert jawaban.status_code == 403
    assert "Anda dapat melihat rencana ini, tidak mengubahnya" in jawaban.content.decode()
    client.force_login(operator)
    assert client.get(url).status_code == 200
    RencanaAksi.objects.filter(pk=rencana.pk).update(status=Status.DISETUJUI)
    jawaban = client.get(url)
    assert jawaban.status_code == 423
    assert "berstatus disetujui" in jawaban.content.decode()


def test_tombol_susun_di_lembar(client: Client, rencana: RencanaAksi, operator: Pengguna, akar: str) -> None:
    """Only who may write it now is led from the sheet to the editor."""
    url = rencana.get_absolute_url()
    client.force_login(PenugasanFactory(peran=Peran.PEMBACA).pengguna)
    assert akar not in client.get(url).content.decode()
    client.force_login(operator)
    assert akar in client.get(url).content.decode()
    RencanaAksi.objects.filter(pk=rencana.pk).update(status=Status.DIAJUKAN)
    assert akar not in client.get(url).content.decode()


# --- the page


def test_versi_yang_diminta(rencana: RencanaAksi, penyusun: Client, akar: str, indikator: IsiIndikator) -> None:
    """A page that was opened for version 1 writes to version 1, also when there is a second."""
    RencanaAksi.objects.filter(pk=rencana.pk).update(status=Status.DITETAPKAN)
    baru = RencanaAksiFactory(versi=2, satker=rencana.satker, pohon__isi=isi_contoh("baru"))
    assert "Kegiatan baru" in penyusun.get(akar).content.decode()
    assert penyusun.get(f"{akar}?versi=1").status_code == 423
    for salah in ("3", "x", "-1", "9" * 30):
        assert penyusun.get(f"{akar}?versi={salah}").status_code == 404
    alamat = f"{akar}indikator/{next(baca_pohon(baru.pohon).indikator()).id}/bulan/"
    assert penyusun.post(f"{alamat}?versi=2", {"nyala": "2026-08"}, headers=JSON).status_code == 200
    assert penyusun.post(f"{alamat}?versi=1", {"nyala": "2026-09"}, headers=JSON).status_code == 423


def test_halaman_membuka_area_baris(rencana: RencanaAksi, penyusun: Client, isi: Isi) -> None:
    for tingkat, butir in (
        ("area", isi().area[1]),
        ("kegiatan", isi().area[1].anak[0]),
        ("sub_kegiatan", isi().area[1].anak[1].anak[0]),
        ("indikator", isi().area[1].anak[1].anak[0].anak[1]),
    ):
        teks = penyusun.get(alamat_baris(rencana, tingkat, butir.id or 0)).content.decode()
        assert f'id="{tingkat}-{butir.id}"' in teks
        assert "Kegiatan uji 2.1" in teks
        assert "Kegiatan uji 1.1" not in teks


@pytest.mark.parametrize("cari", ["area=999999", "baris=indikator-999999", "baris=x-1", "area=x", "baris=area-"])
def test_halaman_tanpa_baris_itu(penyusun: Client, akar: str, cari: str) -> None:
    jawaban = penyusun.get(f"{akar}?{cari}")
    assert jawaban.status_code == 200
    assert "Kegiatan uji 1.1" in jawaban.content.decode()
    assert ("sudah tidak ada" in jawaban.content.decode()) == ("999999" in cari)


def test_rencana_kosong(client: Client, db: None) -> None:
    rencana = RencanaAksiFactory()
    client.force_login(PenugasanFactory(satker=rencana.satker).pengguna)
    jawaban = client.get(f"{rencana.get_absolute_url()}susun/")
    assert "belum berisi area" in jawaban.content.decode()
    client.post(f"{rencana.get_absolute_url()}susun/area/baru/")
    assert rencana.pohon.area.count() == 1


def test_teks_tidak_menjadi_html(
    rencana: RencanaAksi, operator: Pengguna, kirim: Kirim, penyusun: Client, akar: str, indikator: IsiIndikator
) -> None:
    jahat = "<script>alert(1)</script>\"'><img src=x>"
    jawaban = kirim(f"indikator/{indikator.id}/", uraian=jahat, ket=jahat, revisi=1)
    assert "<script" not in str(jawaban.json()["sel"])  # type: ignore[attr-defined]
    for alamat in ("", f"indikator/{indikator.id}/", "cari/?q=alert"):
        teks = penyusun.get(akar + alamat).content.decode()
        assert "alert(1)" in teks
        assert "<script>alert" not in teks
        assert "<img src=x" not in teks


def test_tanpa_gaya_dan_skrip_sebaris(penyusun: Client, akar: str, indikator: IsiIndikator) -> None:
    for alamat in ("", f"indikator/{indikator.id}/"):
        teks = penyusun.get(akar + alamat).content.decode()
        assert not re.search(r"<[^>]*\s(style|on\w+)=", teks)
        assert not re.search(r"<script(?![^>]*src=)", teks)


# --- deeds, one by one


def test_ubah_teks(kirim: Kirim, isi: Isi) -> None:
    kegiatan = isi().area[0].anak[1]
    jawaban: Any = kirim(f"kegiatan/{kegiatan.id}/", uraian="*Kick off*\r\n1) satu", revisi=1)
    data = jawaban.json()
    assert data["revisi"] == 2
    assert data["teks"] == {"uraian": "*Kick off*\n1) satu"}
    assert "2. <em>Kick off</em>" in data["sel"]["uraian"]
    assert "(KUL)" in data["sel"]["uraian"]
    assert isi().area[0].anak[1].uraian == "*Kick off*\n1) satu"


def test_ubah_teks_yang_terlalu_panjang(kirim: Kirim, penyusun: Client, akar: str, isi: Isi) -> None:
    kunci = isi().area[0].anak[0].id
    panjang = "x" * 8001
    jawaban: Any = kirim(f"kegiatan/{kunci}/", uraian=panjang, revisi=1)
    assert jawaban.status_code == 422
    assert "8000" in str(jawaban.json()["galat"]["uraian"])
    halaman = penyusun.post(f"{akar}kegiatan/{kunci}/", {"uraian": panjang, "revisi": 1})
    assert halaman.status_code == 422
    assert panjang in halaman.content.decode()
    assert 'id="id_uraian_error"' in halaman.content.decode()


def test_panel_menyimpan_semua_medan(kirim: Kirim, isi: Isi) -> None:
    """A number may change, so the whole area comes back."""
    sub = isi().area[0].anak[0].anak[0]
    jawaban: Any = kirim(
        f"sub-kegiatan/{sub.id}/",
        panel=1,
        revisi=1,
        uraian="Baru",
        rincian="a. satu\nb. dua",
        keterangan_pic="bersama  sekretaris",
        pic_dikirim=1,
        pic=["KUL", "TEKNIS"],
        pic_lain="Ketua; Anggota",
        nomor_cara="sendiri",
        nomor="7a.",
    )
    assert jawaban.status_code == 200
    assert "7a. Baru" in jawaban.json()["html"]
    baru = isi().area[0].anak[0].anak[0]
    assert (baru.uraian, baru.rincian, baru.keterangan_pic) == ("Baru", "a. satu\nb. dua", "bersama sekretaris")
    assert (baru.pic, baru.nomor) == (["KUL", "TEKNIS", "Ketua", "Anggota"], "7a.")
    assert Perubahan.objects.count() == 1
    kirim(f"sub-kegiatan/{sub.id}/", panel=1, revisi=2, pic_dikirim=1, nomor_cara="otomatis")
    baru = isi().area[0].anak[0].anak[0]
    assert (baru.uraian, baru.pic, baru.nomor) == ("Baru", [], None)


def test_bentrok_memuat_kedua_versi(
    rencana: RencanaAksi, rekan: Pengguna, kirim: Kirim, penyusun: Client, akar: str, indikator: IsiIndikator
) -> None:
    ubah_butir(
        rencana=rencana,
        pengguna=rekan,
        tingkat="indikator",
        kunci=indikator.id or 0,
        revisi=1,
        nilai={"uraian": "Versi <b>rekan</b>"},
    )
    isi = {"uraian": "Versi saya", "revisi": 1}
    jawaban: Any = kirim(f"indikator/{indikator.id}/", **isi)
    assert jawaban.status_code == 409
    data = jawaban.json()
    assert data["bentrok"] is True
    assert (data["revisi"], data["teks"]["uraian"]) == (2, "Versi <b>rekan</b>")
    for kata in ("Versi &lt;b&gt;rekan", "Versi saya", "Stefanus", "Pakai punya saya", "Pakai yang tersimpan"):
        assert kata in data["html"]
    halaman = penyusun.post(f"{akar}indikator/{indikator.id}/", isi)
    assert halaman.status_code == 409
    teks = halaman.content.decode()
    assert '<input type="hidden" name="uraian" value="Versi saya">' in teks
    assert '<input type="hidden" name="revisi" value="2">' in teks
    assert kirim(f"indikator/{indikator.id}/", uraian="Versi saya", revisi=2).status_code == 200
    assert Indikator.objects.get(pk=indikator.id).uraian == "Versi saya"


def test_hapus_yang_diubah_orang_lain(
    rencana: RencanaAksi, rekan: Pengguna, kirim: Kirim, indikator: IsiIndikator
) -> None:
    ubah_butir(
        rencana=rencana, pengguna=rekan, tingkat="indikator", kunci=indikator.id or 0, revisi=1, nilai={"ket": "x"}
    )
    jawaban: Any = kirim(f"indikator/{indikator.id}/hapus/", revisi=1)
    assert jawaban.status_code == 409
    assert "Tetap hapus" in jawaban.json()["html"]
    assert kirim(f"indikator/{indikator.id}/hapus/", revisi=2).status_code == 200


def test_bulan(kirim: Kirim, indikator: IsiIndikator) -> None:
    kunci = indikator.id or 0
    jawaban: Any = kirim(f"indikator/{kunci}/bulan/", nyala=["2026-04", "2027-02"], mati="2026-03")
    assert jawaban.json()["bulan"] == ["2026-04", "2027-01", "2027-02"]
    assert jawaban.json()["frasa"] == "April 2026 dan Januari-Februari 2027"
    assert len(bulan_indikator(kunci)) == 3
    jawaban = kirim(f"indikator/{kunci}/bulan/", frasa="Triwulan I 2026")
    assert jawaban.json()["bulan"] == ["2026-01", "2026-02", "2026-03"]
    jawaban = kirim(f"indikator/{kunci}/bulan/", semua=1, nyala="2026-12")
    assert jawaban.json()["bulan"] == ["2026-12"]


def test_bulan_keliru(kirim: Kirim, penyusun: Client, akar: str, indikator: IsiIndikator) -> None:
    jawaban: Any = kirim(f"indikator/{indikator.id}/bulan/", frasa="Maret dan besok")
    assert jawaban.status_code == 422
    assert "tidak dapat dibaca" in jawaban.json()["galat"]["frasa"][0]
    assert kirim(f"indikator/{indikator.id}/bulan/", nyala="2029-01").status_code == 422
    halaman = penyusun.post(f"{akar}indikator/{indikator.id}/bulan/", {"frasa": "Maret dan besok"})
    assert halaman.status_code == 422
    assert "Maret dan besok</textarea>" in halaman.content.decode()
    assert bulan_indikator(indikator.id or 0) == indikator.bulan


def test_tambah_di_setiap_tingkat(kirim: Kirim, isi: Isi) -> None:
    area = isi().area[0]
    for tingkat, induk in (
        ("area", None),
        ("kegiatan", area.id),
        ("sub-kegiatan", area.anak[0].id),
        ("indikator", area.anak[0].anak[0].id),
    ):
        jawaban: Any = kirim(f"{tingkat}/baru/", **({"induk": induk} if induk else {}))
        data = jawaban.json()
        assert data["fokus"].startswith(f"{tingkat.replace('-', '_')}-")
        assert f'id="{data["fokus"]}"' in data["html"]
    assert isi().jumlah() == {"area": 3, "kegiatan": 5, "sub_kegiatan": 9, "indikator": 17}


@pytest.mark.parametrize("isian", [{}, {"induk": "x"}, {"induk": 10**30}, {"setelah": 0}])
def test_tambah_tanpa_tempat(kirim: Kirim, isian: dict[str, Any]) -> None:
    assert kirim("indikator/baru/", **isian).status_code == 404


def test_pindah_melewati_tepi_induk(kirim: Kirim, isi: Isi) -> None:
    """Down from the last place is the first place under the next parent; at the end of the area nothing moves."""
    satu, dua = isi().area[0].anak[0].anak
    kunci = satu.anak[1].id
    kirim(f"indikator/{kunci}/pindah/", arah="turun")
    assert [i.id for i in isi().area[0].anak[0].anak[1].anak] == [kunci, *(i.id for i in dua.anak)]
    kirim(f"indikator/{kunci}/pindah/", arah="naik")
    assert [i.id for i in isi().area[0].anak[0].anak[0].anak] == [satu.anak[0].id, kunci]
    terakhir = isi().area[0].anak[-1].anak[-1].anak[-1].id
    banyak = Perubahan.objects.count()
    assert kirim(f"indikator/{terakhir}/pindah/", arah="turun").status_code == 200
    assert Perubahan.objects.count() == banyak
    assert kirim(f"area/{isi().area[0].id}/pindah/", arah="turun").status_code == 200
    assert isi().area[1].uraian == "Area uji 1"


def test_pindah_ke_tempat_yang_ditunjuk(kirim: Kirim, isi: Isi) -> None:
    dari, ke = isi().area[0].anak
    assert kirim(f"sub-kegiatan/{dari.anak[0].id}/pindah/", induk=ke.id, urutan=2).status_code == 200
    assert [satu.id for satu in isi().area[0].anak[1].anak] == [ke.anak[0].id, dari.anak[0].id, ke.anak[1].id]


@pytest.mark.parametrize(
    ("siapa", "letak", "saudara", "hasil"),
    [
        (0, "setelah", 2, "bcad"),
        (0, "sebelum", 2, "bacd"),
        (3, "sebelum", 0, "dabc"),
        (3, "setelah", 0, "adbc"),
        (1, "setelah", 1, "abcd"),
    ],
)
def test_pindah_ke_sisi_baris_lain(kirim: Kirim, isi: Isi, siapa: int, letak: str, saudara: int, hasil: str) -> None:
    for _ in range(2):
        kirim("kegiatan/baru/", induk=isi().area[0].id)
    semula = [satu.id for satu in isi().area[0].anak]
    assert kirim(f"kegiatan/{semula[siapa]}/pindah/", **{letak: semula[saudara]}).status_code == 200
    assert "".join("abcd"[semula.index(satu.id)] for satu in isi().area[0].anak) == hasil
    lain = isi().area[1].anak[0].id
    assert kirim(f"kegiatan/{semula[siapa]}/pindah/", **{letak: lain}).status_code == 200
    assert len(isi().area[1].anak) == 3
    assert kirim(f"kegiatan/{semula[siapa]}/pindah/", **{letak: 10**12}).status_code == 404


def test_hapus_lalu_urungkan(kirim: Kirim, isi: Isi, potret: Callable[[], Any]) -> None:
    sebelum = potret()
    jawaban: Any = kirim(f"kegiatan/{isi().area[1].anak[0].id}/hapus/", revisi=1)
    data = jawaban.json()
    assert data["pesan"] == "Kegiatan “Kegiatan uji 2.1” dihapus."
    assert data["area"] == isi().area[1].id
    jawaban = kirim("urungkan/", batal=data["kelompok"])
    assert jawaban.json()["area"] == isi().area[1].id
    assert potret() == sebelum
    jawaban = kirim("urungkan/", batal=data["kelompok"])
    assert jawaban.status_code == 409
    assert "sudah dibatalkan" in jawaban.json()["pesan"]


def test_hapus_area_membuka_area_lain(kirim: Kirim, isi: Isi) -> None:
    area = isi().area
    jawaban: Any = kirim(f"area/{area[0].id}/hapus/", revisi=1)
    assert jawaban.json()["area"] == area[1].id
    kirim("urungkan/")
    assert [satu.id for satu in isi().area] == [satu.id for satu in area]


def test_urungkan_tambah(kirim: Kirim, isi: Isi) -> None:
    data: Any = kirim("indikator/baru/", induk=isi().area[1].anak[0].anak[0].id)
    jawaban: Any = kirim("urungkan/", batal=data.json()["kelompok"])
    assert jawaban.status_code == 200
    assert jawaban.json()["area"] == isi().area[1].id


def test_urungkan_hanya_milik_sendiri_bila_tidak_disebut(
    rencana: RencanaAksi, rekan: Pengguna, kirim: Kirim, isi: Isi
) -> None:
    tambah_butir(rencana=rencana, pengguna=rekan, tingkat="area")
    jawaban: Any = kirim("urungkan/")
    assert jawaban.status_code == 409
    assert "Tidak ada lagi perubahan Anda" in jawaban.json()["pesan"]
    assert len(isi().area) == 3
    for salah in ("x", str(uuid.uuid4())):
        assert kirim("urungkan/", batal=salah).status_code == 409


def test_kiriman_ulang_tidak_menggandakan(kirim: Kirim, isi: Isi) -> None:
    """The same name of a deed: the answer was lost, the deed was done."""
    nama = str(uuid.uuid4())
    dua: list[Any] = [kirim("area/baru/", kelompok=nama) for _ in range(2)]
    assert [satu.json()["fokus"] for satu in dua] == [f"area-{isi().area[2].id}"] * 2
    assert len(isi().area) == 3


def test_massal(kirim: Kirim, isi: Isi) -> None:
    baris = [f"{satu.id}:1" for satu in list(isi().indikator())[:2]]
    jawaban: Any = kirim("massal/", baris=baris, ganti=["pic", "bulan"], pic="KUL", nyala=["2026-06", "2026-07"])
    assert jawaban.json()["pesan"] == "2 baris diatur."
    for satu in list(isi().indikator())[:2]:
        assert satu.pic == ["KUL"]
        assert len(satu.bulan) == 2
    kirim("urungkan/")
    assert not next(iter(isi().indikator())).pic
    jawaban = kirim("massal/", baris=baris)
    assert jawaban.status_code == 422
    assert kirim("massal/", ganti="ket", ket="x").status_code == 422


# --- the row's own page


def test_rincian_baris(
    rencana: RencanaAksi, operator: Pengguna, penyusun: Client, akar: str, indikator: IsiIndikator
) -> None:
    Subbag.objects.create(satker=rencana.satker, kode="KUL", nama="Keuangan")
    asal = Indikator.objects.create(
        sub_kegiatan=Kegiatan.objects.first().sub_kegiatan.first(),
        urutan=99,
        uraian="Teks templat",  # type: ignore[union-attr]
    )
    Indikator.objects.filter(pk=indikator.id).update(asal=asal, pic=["KUL", "Ketua"])
    ubah_butir(
        rencana=rencana,
        pengguna=operator,
        tingkat="indikator",
        kunci=indikator.id or 0,
        revisi=1,
        nilai={"ket": "Pasti"},
    )
    atur_bulan(rencana=rencana, pengguna=operator, indikator=indikator.id or 0, nyala=[Bulan(2026, 4)])
    for kepala in ({}, {"HX-Request": "true"}):
        teks = penyusun.get(f"{akar}indikator/{indikator.id}/", headers=kepala).content.decode()
        assert ("<html" in teks) == (not kepala)
        assert 'value="KUL" checked' in teks
        assert 'name="pic_lain" value="Ketua"' in teks
        assert "Teks templat" in teks
        assert "Maret-April 2026 dan Januari 2027" in teks
        assert "<ins>Pasti</ins>" in teks
        assert "oleh Yuli" in teks


@pytest.mark.parametrize("tingkat", ["area", "kegiatan", "sub-kegiatan"])
def test_rincian_tingkat_lain(penyusun: Client, akar: str, isi: Isi, tingkat: str) -> None:
    area = isi().area[0]
    kunci = {"area": area.id, "kegiatan": area.anak[0].id, "sub-kegiatan": area.anak[0].anak[0].id}[tingkat]
    teks = penyusun.get(f"{akar}{tingkat}/{kunci}/").content.decode()
    assert "Belum ada perubahan" in teks
    assert ("Teks kolom area" in teks) == (tingkat == "area")
    assert ('name="rincian"' in teks) == (tingkat == "sub-kegiatan")
    assert penyusun.get(f"{akar}{tingkat}/999999/").status_code == 404


# --- finding


def test_cari_seluruh_rencana(penyusun: Client, akar: str, isi: Isi) -> None:
    kunci = isi().area[1].anak[0].id
    teks = penyusun.get(f"{akar}cari/?q=kegiatan 2.1", headers={"HX-Request": "true"}).content.decode()
    assert f"baris=kegiatan-{kunci}#kegiatan-{kunci}" in teks
    assert "<html" not in teks
    assert "Tidak ada baris" in penyusun.get(f"{akar}cari/?q=zzz").content.decode()
    assert "Tidak ada baris" not in penyusun.get(f"{akar}cari/?q=").content.decode()
    assert "Rincian" not in penyusun.get(f"{akar}cari/?q=lain").content.decode()


def test_cari_tidak_melihat_rencana_lain(penyusun: Client, akar: str) -> None:
    RencanaAksiFactory(tahun=2027, pohon__isi=isi_contoh("rahasia"))
    assert "Tidak ada baris" in penyusun.get(f"{akar}cari/?q=rahasia").content.decode()


# --- what it costs


def kueri(perbuat: Callable[[], Any]) -> int:
    """Queries of one request; opening and closing transactions are not counted."""
    with CaptureQueriesContext(connection) as tangkapan:
        assert perbuat().status_code == 200
    kendali = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    return sum(not satu["sql"].upper().startswith(kendali) for satu in tangkapan.captured_queries)


@pytest.mark.parametrize(("area", "cabang"), [(1, 1), (3, 4)])
def test_banyaknya_kueri(client: Client, db: None, area: int, cabang: int) -> None:
    rencana = RencanaAksiFactory(pohon__isi=isi_contoh(area=area, cabang=cabang))
    client.force_login(PenugasanFactory(satker=rencana.satker).pengguna)
    akar = f"{rencana.get_absolute_url()}susun/"
    indikator = next(baca_pohon(rencana.pohon).indikator())
    client.get(akar)
    bulan = {"nyala": "2026-05"}
    assert kueri(lambda: client.post(f"{akar}indikator/{indikator.id}/bulan/", bulan, headers=JSON)) <= 8
    assert kueri(lambda: client.get(akar)) <= 15
    assert kueri(lambda: client.get(f"{akar}?baris=indikator-{indikator.id}")) <= 15
    assert (
        kueri(lambda: client.post(f"{akar}indikator/{indikator.id}/", {"uraian": "x", "revisi": 1}, headers=JSON)) <= 9
    )


def test_bytes_halaman_area(client: Client, register: object) -> None:
    """The biggest area of the biggest template, every indikator planned: compressed, without what the browser keeps."""
    muat_templat()
    tata = TataKolom.objects.get(kode="alor-2026")
    semua = [(baca_pohon(pohon), pohon) for pohon in Pohon.objects.filter(templat__isnull=False)]
    for isi, _ in semua:
        for satu in isi.indikator():
            satu.bulan = tuple(Bulan(2026, n) for n in range(1, 13, 2))
    terbesar = max((area for isi, _ in semua for area in isi.area), key=lambda a: len(list(IsiPohon([a]).indikator())))
    rencana = RencanaAksiFactory(satker__kode="5305", pohon__isi=IsiPohon([terbesar] * 1), pohon__tata_kolom=tata)
    client.force_login(PenugasanFactory(satker=rencana.satker).pengguna)
    halaman = client.get(f"{rencana.get_absolute_url()}susun/").content
    assert halaman.count(b"data-i=") >= 20
    assert len(gzip.compress(halaman, 6)) < 150_000 / 4
