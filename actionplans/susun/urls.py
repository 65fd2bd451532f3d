"""Addresses of the editor, under a plan's `susun/`; names are in the namespace `rencana`."""

from django.urls import path, register_converter

from actionplans.susun import perbuatan, views
from areas.isi import TINGKAT


class KonverterTingkat:
    """A level in an address: "sub-kegiatan" for sub_kegiatan."""

    regex = "|".join(tingkat.replace("_", "-") for tingkat in TINGKAT)

    def to_python(self, value: str) -> str:
        return value.replace("-", "_")

    def to_url(self, value: str) -> str:
        return value.replace("_", "-")


register_converter(KonverterTingkat, "tingkat")

urlpatterns = [
    path("", views.susun, name="susun"),
    path("cari/", views.cari, name="susun-cari"),
    path("urungkan/", perbuatan.urungkan, name="susun-urungkan"),
    path("massal/", perbuatan.massal, name="susun-massal"),
    path("<tingkat:tingkat>/baru/", perbuatan.tambah, name="susun-tambah"),
    path("<tingkat:tingkat>/<int:kunci>/", views.rincian, name="susun-rincian"),
    path("<tingkat:tingkat>/<int:kunci>/gandakan/", perbuatan.gandakan, name="susun-gandakan"),
    path("<tingkat:tingkat>/<int:kunci>/pindah/", perbuatan.pindah, name="susun-pindah"),
    path("<tingkat:tingkat>/<int:kunci>/hapus/", perbuatan.hapus, name="susun-hapus"),
    path("indikator/<int:kunci>/bulan/", perbuatan.bulan, name="susun-bulan"),
]
