from django.urls import path, register_converter

from reports import views
from reports.berkas_ekspor import Format
from reports.cetak import Bentuk


class PengubahBentuk:
    """`naskah` or `salinan` in an address."""

    regex = "|".join(Bentuk)
    to_python = Bentuk

    def to_url(self, bentuk: str) -> str:
        return str(bentuk)


class PengubahFormat:
    """`xlsx`, `docx`, `csv` or `json` in an address."""

    regex = "|".join(Format)
    to_python = Format

    def to_url(self, bentuk: str) -> str:
        return str(bentuk)


register_converter(PengubahBentuk, "bentuk")
register_converter(PengubahFormat, "format_ekspor")

app_name = "keputusan"
RENCANA = "<int:tahun>/<slug:slug>/<slug:jenis>/"
DASAR = RENCANA + "keputusan/"
urlpatterns = [
    path(DASAR, views.pratinjau, name="pratinjau"),
    path(DASAR + "<bentuk:bentuk>.pdf", views.unduh, name="unduh"),
    path(DASAR + "<bentuk:bentuk>/<int:halaman>.png", views.halaman, name="halaman"),
    path(RENCANA + "ekspor/<format_ekspor:bentuk>", views.ekspor, name="ekspor"),
]
