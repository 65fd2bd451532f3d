"""A plan from a template: the office's names filled in, every row tied to the one it came from."""

from collections import Counter

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from actionplans.buat import buat_dari_templat, isian_satker
from actionplans.models import RencanaAksi
from areas.isi import IsiArea, IsiIndikator, IsiKegiatan, IsiPohon, IsiSubKegiatan
from areas.models import Area, JadwalBulan, Pohon, Templat
from areas.muat import muat_templat
from areas.simpan import baca_pohon
from areas.teks import IsianTidakDikenal
from satker.models import Satker
from satker.register import HasilMuat
from tests.factories import PohonFactory, SatkerFactory, TemplatFactory, isi_contoh

pytestmark = pytest.mark.django_db

SEMUA_ISIAN = "{satker} | {satker_resmi} | {wilayah} | {provinsi} | {tahun}"


@pytest.fixture
def templat() -> Templat:
    """A template that uses every placeholder in every text that may hold one."""
    indikator = IsiIndikator(uraian=f"Indikator {SEMUA_ISIAN}", kode="1.1.1.1", ket=f"Ket {SEMUA_ISIAN}")
    sub = IsiSubKegiatan(uraian=f"Sub {SEMUA_ISIAN}", kode="1.1.1", rincian=f"Rinci {SEMUA_ISIAN}", anak=[indikator])
    kegiatan = IsiKegiatan(uraian=f"Kegiatan {SEMUA_ISIAN}", kode="1.1", pic=["KUL"], anak=[sub])
    area = IsiArea(uraian=f"Area {SEMUA_ISIAN}", program=f"Program {SEMUA_ISIAN}", kode="1", anak=[kegiatan])
    return TemplatFactory(pohon=PohonFactory(isi=IsiPohon([area])))


@pytest.mark.parametrize(
    ("kode", "isi"),
    [
        (
            "1106",
            "KIP Kabupaten Aceh Besar | Komisi Independen Pemilihan Kabupaten Aceh Besar | Kabupaten Aceh Besar"
            " | KIP Aceh | 2027",
        ),
        (
            "53",
            "KPU Provinsi Nusa Tenggara Timur | Komisi Pemilihan Umum Provinsi Nusa Tenggara Timur"
            " | Provinsi Nusa Tenggara Timur | KPU Provinsi Nusa Tenggara Timur | 2027",
        ),
        ("5305", "KPU Kabupaten Alor | Komisi Pemilihan Umum Kabupaten Alor | Kabupaten Alor"
         " | KPU Provinsi Nusa Tenggara Timur | 2027"),
    ],
)  # fmt: skip
def test_isian_menurut_satker(register: HasilMuat, templat: Templat, kode: str, isi: str) -> None:
    rencana = buat_dari_templat(satker=Satker.objects.dengan_kode(kode), tahun=2027, templat=templat)
    (area,) = baca_pohon(rencana.pohon).area
    (kegiatan,) = area.anak
    (sub,) = kegiatan.anak
    (indikator,) = sub.anak
    assert (area.uraian, area.program) == (f"Area {isi}", f"Program {isi}")
    assert kegiatan.uraian == f"Kegiatan {isi}"
    assert (sub.uraian, sub.rincian) == (f"Sub {isi}", f"Rinci {isi}")
    assert (indikator.uraian, indikator.ket) == (f"Indikator {isi}", f"Ket {isi}")


def test_kpu_ri_tanpa_provinsi_memakai_namanya_sendiri(register: HasilMuat) -> None:
    isian = isian_satker(Satker.objects.dengan_kode("00"), 2026)
    assert (isian["satker"], isian["provinsi"]) == ("KPU RI", "KPU RI")


def test_setiap_baris_terikat_pada_baris_templatnya(templat: Templat) -> None:
    rencana = buat_dari_templat(satker=SatkerFactory(kode="5305"), tahun=2027, templat=templat)
    asal = {(type(butir), butir.id): butir.kode for butir in baca_pohon(templat.pohon).semua()}
    baris = list(baca_pohon(rencana.pohon).semua())
    assert [(butir.asal, butir.kode) for butir in baris] == [(kode, "") for kode in ("1", "1.1", "1.1.1", "1.1.1.1")]
    assert [asal[type(butir), butir.asal_id] for butir in baris] == [butir.asal for butir in baris]
    assert baris[1].pic == ["KUL"]
    assert (rencana.templat, rencana.jenis, rencana.versi) == (templat, templat.jenis, 1)
    assert rencana.status == RencanaAksi.Status.DRAF
    assert rencana.pohon.tata_kolom == templat.pohon.tata_kolom


def test_mengubah_rencana_tidak_mengubah_templatnya(templat: Templat) -> None:
    rencana = buat_dari_templat(satker=SatkerFactory(kode="5305"), tahun=2027, templat=templat)
    Area.objects.filter(pohon=rencana.pohon).update(uraian="Ditulis ulang")
    assert Area.objects.get(pohon=templat.pohon).uraian == f"Area {SEMUA_ISIAN}"


def test_templat_nasional_untuk_setiap_jenis_tanpa_isian_tersisa(register: HasilMuat) -> None:
    muat_templat()
    satker = Satker.objects.dengan_kode("1106")
    for templat in Templat.objects.select_related("pohon__skema_nomor"):
        rencana = buat_dari_templat(satker=satker, tahun=2027, templat=templat)
        isi, asal = baca_pohon(rencana.pohon), baca_pohon(templat.pohon)
        assert isi.jumlah() == asal.jumlah()
        assert [b.nomor_cetak for b in isi.semua()] == [b.nomor_cetak for b in asal.semua()]
        assert all(butir.asal_id for butir in isi.semua())
        teks = "\n".join(
            getattr(butir, medan, "") for butir in isi.semua() for medan in ("uraian", "program", "rincian", "ket")
        )
        assert "{" not in teks, "a placeholder was left open"
        assert "KIP Kabupaten Aceh Besar" in teks
        assert "KPU Kabupaten" not in teks, "in Aceh no office is called KPU Kabupaten"


def sisa() -> Counter[str]:
    return Counter({model.__name__: model.objects.count() for model in (Pohon, RencanaAksi, Area, JadwalBulan)})


@pytest.mark.parametrize(
    ("isian", "medan"), [({"tahun": 1999}, "tahun"), ({"tahun": 2101}, "tahun"), ({"versi": 0}, "versi")]
)
def test_yang_tidak_sah_ditolak_tanpa_sisa(templat: Templat, isian: dict[str, int], medan: str) -> None:
    satker = SatkerFactory(kode="5305")
    sebelum = sisa()
    with pytest.raises(ValidationError) as galat:
        buat_dari_templat(**{"satker": satker, "tahun": 2027, "templat": templat, **isian})
    assert list(galat.value.message_dict) == [medan]
    assert sisa() == sebelum


def test_rencana_yang_sudah_ada_tidak_dibuat_dua_kali(templat: Templat) -> None:
    satker = SatkerFactory(kode="5305")
    buat_dari_templat(satker=satker, tahun=2027, templat=templat)
    sebelum = sisa()
    with pytest.raises(ValidationError) as galat:
        buat_dari_templat(satker=satker, tahun=2027, templat=templat)
    assert list(galat.value.message_dict) == [NON_FIELD_ERRORS]
    assert sisa() == sebelum
    assert buat_dari_templat(satker=satker, tahun=2027, templat=templat, versi=2).versi == 2


def test_isian_yang_tidak_dikenal_disebut_namanya_tanpa_sisa() -> None:
    isi = isi_contoh(area=1, cabang=1)
    isi.area[0].anak[0].uraian = "Tim di {kantor_saya}"
    templat = TemplatFactory(pohon=PohonFactory(isi=isi))
    satker = SatkerFactory(kode="5305")
    sebelum = sisa()
    with pytest.raises(IsianTidakDikenal, match=r"kantor_saya.*\{satker\}"):
        buat_dari_templat(satker=satker, tahun=2027, templat=templat)
    assert sisa() == sebelum
