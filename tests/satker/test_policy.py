"""Which role reaches which office, and when, as a table. Querysets and single objects must agree."""

import datetime
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from satker.models import AliasSubbag, Pengguna, Penugasan, Satker, Subbag
from satker.pilihan import Cakupan, Peran
from satker.policy import berperan, boleh, peran_aktif, q_satker
from tests.factories import PenggunaFactory, PenugasanFactory, SatkerFactory

pytestmark = pytest.mark.django_db

ALOR, TETANGGA, PROVINSI, LAIN, PROVINSI_LAIN, RI = KANTOR = ("5305", "5306", "53", "5207", "52", "00")
SEPROVINSI = {ALOR, TETANGGA, PROVINSI}
SEMUA = set(KANTOR)

# role, scope, office assigned to → offices reached
TABEL = [
    (Peran.OPERATOR, Cakupan.SATKER, ALOR, {ALOR}),
    (Peran.OPERATOR, Cakupan.SATKER, PROVINSI, {PROVINSI}),
    (Peran.PEJABAT, Cakupan.SATKER, ALOR, {ALOR}),
    (Peran.REVIEWER, Cakupan.PROVINSI, PROVINSI, SEPROVINSI),
    (Peran.REVIEWER, Cakupan.NASIONAL, RI, SEMUA),
    (Peran.ADMIN_PUBLIKASI, Cakupan.SATKER, ALOR, {ALOR}),
    (Peran.ADMIN_PUBLIKASI, Cakupan.PROVINSI, PROVINSI, SEPROVINSI),
    (Peran.PEMBACA, Cakupan.SATKER, ALOR, {ALOR}),
    (Peran.PEMBACA, Cakupan.PROVINSI, PROVINSI, SEPROVINSI),
    (Peran.PEMBACA, Cakupan.NASIONAL, RI, SEMUA),
    (Peran.ADMIN_NASIONAL, Cakupan.NASIONAL, RI, SEMUA),
]


@pytest.fixture(autouse=True)
def kantor() -> dict[str, Satker]:
    return {kode: SatkerFactory(kode=kode) for kode in KANTOR}


def terlihat(user: Any) -> set[str]:
    return set(Satker.objects.visible_to(user).values_list("kode", flat=True))


def tercapai(user: Any, peran: Any, kantor: dict[str, Satker]) -> set[str]:
    """The offices for which `boleh` says yes, after making sure that `q_satker` says the same."""
    satu_satu = {kode for kode, satker in kantor.items() if boleh(user, peran, satker)}
    assert set(Satker.objects.filter(q_satker(user, peran, "")).values_list("kode", flat=True)) == satu_satu
    return satu_satu


@pytest.mark.parametrize(("peran", "cakupan", "kode", "capaian"), TABEL)
def test_tabel_peran(kantor: dict[str, Satker], peran: Peran, cakupan: Cakupan, kode: str, capaian: set[str]) -> None:
    tugas = PenugasanFactory(peran=peran, cakupan=cakupan, satker=kantor[kode])
    tugas.full_clean()
    user = tugas.pengguna
    assert terlihat(user) == capaian
    assert tercapai(user, None, kantor) == capaian
    assert tercapai(user, {peran}, kantor) == capaian
    assert tercapai(user, set(Peran) - {peran}, kantor) == set()
    for satker in kantor.values():
        assert user.has_perm("satker.lihat_satker", satker) == (satker.kode in capaian)
    assert user.has_perm("satker.kelola_satker") == (peran == Peran.ADMIN_NASIONAL)
    assert user.has_perm("satker.kelola_pengguna") == (peran == Peran.ADMIN_NASIONAL)


@pytest.mark.parametrize(
    ("mulai", "selesai", "berlaku"),
    [
        ("2026-01-01", None, True),
        ("2026-06-15", None, True),
        ("2026-06-16", None, False),  # not begun
        ("2026-01-01", "2026-06-15", True),
        ("2026-01-01", "2026-06-14", False),  # ended
        ("2026-06-15", "2026-06-15", True),  # one day
    ],
)
def test_penugasan_hanya_pada_harinya(mulai: str, selesai: str | None, berlaku: bool) -> None:
    tugas = PenugasanFactory(
        mulai=datetime.date.fromisoformat(mulai),
        selesai=datetime.date.fromisoformat(selesai) if selesai else None,
    )
    # 20.00 UTC on the 14th is already the 15th in Indonesia
    with time_machine.travel("2026-06-14T20:00:00Z", tick=False):
        assert terlihat(tugas.pengguna) == ({ALOR} if berlaku else set())
        assert bool(peran_aktif(tugas.pengguna)) == berlaku
    hari = datetime.date(2026, 6, 15)
    assert Penugasan.objects.berlaku(hari).exists() == berlaku


@pytest.mark.parametrize("siapa", ["anonim", "tutup", "tutup_superuser", "tanpa_tugas"])
def test_tanpa_peran_tidak_melihat_apa_pun(kantor: dict[str, Satker], siapa: str) -> None:
    user: Any = AnonymousUser()
    if siapa == "tutup":
        user = PenugasanFactory(pengguna__is_active=False).pengguna
    elif siapa == "tutup_superuser":
        user = PenggunaFactory(is_superuser=True, is_active=False)
    elif siapa == "tanpa_tugas":
        user = PenggunaFactory()
    assert terlihat(user) == set()
    assert tercapai(user, None, kantor) == set()
    assert not berperan(user)
    assert not user.has_perm("satker.lihat_satker", kantor[ALOR])
    assert not user.has_perm("satker.kelola_satker")


def test_akun_contoh_di_luar_mode_demo_tidak_melihat_apa_pun(settings: Any) -> None:
    user = PenugasanFactory(pengguna__akun_demo=True).pengguna
    settings.DEMO = False
    assert terlihat(user) == set()
    assert not Pengguna.objects.visible_to(user).exists()


def test_superuser_melihat_dan_mengelola_tetapi_tidak_menulis_rencana(kantor: dict[str, Satker]) -> None:
    user = PenggunaFactory(is_superuser=True)
    assert terlihat(user) == SEMUA
    assert tercapai(user, {Peran.ADMIN_NASIONAL}, kantor) == SEMUA
    assert tercapai(user, {Peran.OPERATOR, Peran.PEJABAT, Peran.REVIEWER}, kantor) == set()
    assert user.has_perm("satker.kelola_satker")


def test_beberapa_peran_dijumlahkan(kantor: dict[str, Satker]) -> None:
    user = PenugasanFactory(satker=kantor[LAIN]).pengguna
    PenugasanFactory(pengguna=user, peran=Peran.REVIEWER, satker=kantor[PROVINSI])
    assert tercapai(user, None, kantor) == SEPROVINSI | {LAIN}
    assert tercapai(user, {Peran.OPERATOR}, kantor) == {LAIN}
    assert tercapai(user, Peran.REVIEWER, kantor) == SEPROVINSI, "one role may be given bare"


def test_satu_kueri_untuk_semua_pertanyaan(kantor: dict[str, Satker], django_assert_num_queries) -> None:
    user = Pengguna.objects.get(pk=PenugasanFactory(peran=Peran.REVIEWER).pengguna.pk)
    with django_assert_num_queries(1):
        assert berperan(user)
        assert all(boleh(user, {Peran.REVIEWER}, kantor[kode]) for kode in SEPROVINSI)
        assert not user.has_perm("satker.kelola_satker")
        q_satker(user)


def test_tanpa_peran_tidak_menanyai_basis_data(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert list(Satker.objects.visible_to(AnonymousUser())) == []


@pytest.mark.parametrize("cakupan", Cakupan)
def test_syarat_dapat_digabung(kantor: dict[str, Satker], cakupan: Cakupan) -> None:
    """An empty Q would vanish beside "|": whoever sees all would then see less."""
    kode = {Cakupan.SATKER: ALOR, Cakupan.PROVINSI: PROVINSI, Cakupan.NASIONAL: RI}[cakupan]
    user = PenugasanFactory(peran=Peran.PEMBACA, cakupan=cakupan, satker=kantor[kode]).pengguna
    q = q_satker(user, None, "")

    def kode_menurut(syarat: Q) -> set[str]:
        return set(Satker.objects.filter(syarat).values_list("kode", flat=True))

    assert kode_menurut(q | Q(kode=LAIN)) == kode_menurut(q) | {LAIN}
    assert kode_menurut(q & Q(kode=ALOR)) == kode_menurut(q) & {ALOR}
    assert kode_menurut(~q) == SEMUA - kode_menurut(q)


def test_visible_to_di_seluruh_app(kantor: dict[str, Satker]) -> None:
    saya = PenugasanFactory(satker=kantor[ALOR]).pengguna
    rekan = PenugasanFactory(satker=kantor[ALOR], peran=Peran.PEJABAT).pengguna
    orang_lain = PenugasanFactory(satker=kantor[LAIN]).pengguna
    reviewer = PenugasanFactory(peran=Peran.REVIEWER, satker=kantor[PROVINSI]).pengguna
    admin = PenugasanFactory(peran=Peran.ADMIN_NASIONAL).pengguna
    for kode in (ALOR, LAIN):
        subbag = Subbag.objects.create(satker=kantor[kode], kode="KUL", nama="Keuangan")
        AliasSubbag.objects.create(subbag=subbag, tulisan="umum")

    assert set(Pengguna.objects.visible_to(saya)) == {saya, rekan}
    assert set(Pengguna.objects.visible_to(reviewer)) == {saya, rekan, reviewer}
    assert set(Pengguna.objects.visible_to(admin)) == {saya, rekan, orang_lain, reviewer, admin}
    assert {t.pengguna for t in Penugasan.objects.visible_to(saya)} == {saya, rekan}
    assert Penugasan.objects.visible_to(admin).count() == 5
    assert not Penugasan.objects.visible_to(AnonymousUser()).exists()
    for model in (Subbag, AliasSubbag):
        assert {baris.satker.kode for baris in model.objects.visible_to(saya)} == {ALOR}
        assert {baris.satker.kode for baris in model.objects.visible_to(admin)} == {ALOR, LAIN}


def test_akun_superuser_hanya_dikelola_superuser() -> None:
    admin = PenugasanFactory(peran=Peran.ADMIN_NASIONAL).pengguna
    superuser = PenggunaFactory(is_superuser=True)
    assert admin.has_perm("satker.kelola_pengguna", PenggunaFactory())
    assert not admin.has_perm("satker.kelola_pengguna", superuser)
    assert superuser.has_perm("satker.kelola_pengguna", superuser)
