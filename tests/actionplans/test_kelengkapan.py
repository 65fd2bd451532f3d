"""Periksa kelengkapan: each rule finds what it is for, and nothing else."""

from actionplans.kelengkapan import Berat, periksa
from areas.bulan import Bulan
from areas.isi import IsiArea, IsiIndikator, IsiKegiatan, IsiPohon, IsiSubKegiatan

JANUARI = (Bulan(2027, 1),)


def _indikator(uraian: str = "SK Tim", **lain: object) -> IsiIndikator:
    return IsiIndikator(uraian=uraian, **{"bulan": JANUARI, **lain})  # type: ignore[arg-type]


def _pohon(*indikator: IsiIndikator, pic: list[str] | None = None) -> IsiPohon:
    sub = IsiSubKegiatan(uraian="Pembentukan Tim", anak=list(indikator), id=3)
    kegiatan = IsiKegiatan(uraian="Perencanaan", anak=[sub], id=2, pic=["KUL"] if pic is None else pic)
    return IsiPohon([IsiArea(uraian="Manajemen Perubahan", anak=[kegiatan], id=1)])


def _jenis(isi: IsiPohon, **lain: object) -> list[tuple[str, str]]:
    return [(str(satu.berat), satu.jenis) for satu in periksa(isi, 2027, **lain)]  # type: ignore[arg-type]


def test_rencana_lengkap_tanpa_temuan() -> None:
    assert periksa(_pohon(_indikator()), 2027) == []


def test_indikator_tanpa_bulan_menghalangi_dan_menunjuk_barisnya() -> None:
    (satu,) = periksa(_pohon(_indikator(bulan=(), id=9)), 2027)
    assert (satu.berat, satu.tingkat, satu.butir_id, satu.area_id) == (Berat.PENGHALANG, "indikator", 9, 1)
    assert "“SK Tim” belum dijadwalkan" in satu.pesan


def test_tanpa_uraian_dan_tanpa_indikator_menghalangi() -> None:
    assert _jenis(_pohon(_indikator(uraian="  "))) == [("penghalang", "tanpa-uraian")]
    assert _jenis(_pohon()) == [("penghalang", "tanpa-indikator")]


def test_januari_tahun_berikutnya_masih_masa_rencana() -> None:
    assert _jenis(_pohon(_indikator(bulan=(Bulan(2028, 1),)))) == []
    assert _jenis(_pohon(_indikator(bulan=(Bulan(2028, 2),)))) == [("penghalang", "luar-masa")]
    assert _jenis(_pohon(_indikator(bulan=(Bulan(2026, 12), Bulan(2027, 1))))) == [("penghalang", "luar-masa")]


def test_pic_di_tingkat_mana_pun_cukup() -> None:
    assert _jenis(_pohon(_indikator(), pic=[])) == [("peringatan", "tanpa-pic")]
    assert _jenis(_pohon(_indikator(pic=["TEKNIS"]), pic=[])) == []


def test_baris_kembar_hanya_di_tempat_yang_sama() -> None:
    assert _jenis(_pohon(_indikator("SK *Tim*"), _indikator("sk  tim"))) == [("peringatan", "kembar")]
    pohon = _pohon(_indikator())
    pohon.area[0].anak.append(
        IsiKegiatan(uraian="Lain", pic=["KUL"], anak=[IsiSubKegiatan(uraian="B", anak=[_indikator()])])
    )
    assert _jenis(pohon) == []


def test_penghalang_mendahului_peringatan() -> None:
    berat = [satu.berat for satu in periksa(_pohon(_indikator(bulan=()), _indikator("SK tim", bulan=()), pic=[]), 2027)]
    assert berat == sorted(berat, key=lambda satu: satu is not Berat.PENGHALANG)
    assert {Berat.PENGHALANG, Berat.PERINGATAN} == set(berat)


def test_baris_templat_yang_tidak_dipakai_disebut_sekali_per_cabang() -> None:
    templat = _pohon(_indikator(id=4), _indikator("Laporan", id=5))
    templat.area.append(IsiArea(uraian="Pengawasan", id=10, anak=[IsiKegiatan(uraian="ZI", id=11)]))
    rencana = _pohon(_indikator(asal_id=4))
    hilang = [satu.pesan for satu in periksa(rencana, 2027, templat) if satu.jenis == "hilang"]
    assert hilang == [
        "Indikator templat nasional tidak dipakai: “Laporan”.",
        "Area templat nasional tidak dipakai: “Pengawasan”.",
    ]
