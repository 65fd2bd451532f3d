"""Django admin of layouts and schemes: a definition can be read, and comes back as it was."""

import pytest
from django.test import Client
from django.urls import reverse

from areas.models import SkemaNomor, TataKolom
from areas.muat import muat_templat
from satker.pilihan import Peran
from tests.factories import PenugasanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    muat_templat()
    client.force_login(PenugasanFactory(peran=Peran.ADMIN_NASIONAL, pengguna__is_staff=True).pengguna)
    return client


@pytest.mark.parametrize("model", [TataKolom, SkemaNomor])
def test_definisi_terbaca_berbantuan_dan_kembali_utuh(admin: Client, model: type[TataKolom] | type[SkemaNomor]) -> None:
    for bentuk in model.objects.all():
        alamat = reverse(f"admin:areas_{model._meta.model_name}_change", args=[bentuk.pk])
        formulir = admin.get(alamat).context["adminform"].form
        teks = formulir["definisi"].value()
        bagian = bentuk.definisi.get("kolom", bentuk.definisi)
        assert len(teks.splitlines()) >= len(bagian) + 2
        assert "<dt>" in formulir.fields["definisi"].help_text
        jawaban = admin.post(alamat, {"kode": bentuk.kode, "nama": bentuk.nama, "definisi": teks})
        assert jawaban.status_code == 302
        assert model.objects.get(pk=bentuk.pk).definisi == bentuk.definisi


def test_definisi_yang_salah_tulis_kembali_seperti_ditulis(admin: Client) -> None:
    alamat = reverse("admin:areas_skemanomor_change", args=[SkemaNomor.objects.first().pk])
    jawaban = admin.post(alamat, {"kode": "arab", "nama": "Arab", "definisi": '{"area": '})
    formulir = jawaban.context["adminform"].form
    assert formulir["definisi"].value() == '{"area": '
    assert formulir.errors["definisi"]
