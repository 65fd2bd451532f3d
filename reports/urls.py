from django.urls import path, register_converter

from reports import views
from reports.cetak import Bentuk


class PengubahBentuk:
    """`naskah` or `salinan` in an address."""

    regex = "|".join(Bentuk)
    to_python = Bentuk

    def to_url(self, bentuk: str) -> str:
        return str(bentuk)


register_converter(PengubahBentuk, "bentuk")

app_name = "keputusan"
DASAR = "<int:tahun>/<slug:slug>/<slug:jenis>/keputusan/"
urlpatterns = [
    path(DASAR, views.pratinjau, name="pratinjau"),
    path(DASAR + "<bentuk:bentuk>.pdf", views.unduh, name="unduh"),
    path(DASAR + "<bentuk:bentuk>/<int:halaman>.png", views.halaman, name="halaman"),
]
