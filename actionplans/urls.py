from django.urls import include, path

from actionplans import periksa, views
from actionplans.impor import views as impor
from actionplans.jejak import views as jejak
from actionplans.kembali import views as kembali
from actionplans.mulai import views as mulai

app_name = "rencana"
urlpatterns = [
    path("", views.daftar, name="daftar"),
    path("mulai/", mulai.mulai, name="mulai"),
    path("impor/", impor.unggah, name="impor"),
    path("impor/<uuid:kunci>/", impor.pratinjau, name="impor-pratinjau"),
    path("impor/<uuid:kunci>/batal/", impor.batal, name="impor-batal"),
    path("kembali/<uuid:kunci>/", kembali.pratinjau, name="kembali-pratinjau"),
    path("<int:tahun>/<slug:slug>/<slug:jenis>/kembali/", kembali.unggah, name="kembali"),
    path("<int:tahun>/<slug:slug>/<slug:jenis>/versi-baru/", mulai.versi_baru, name="versi-baru"),
    path("<int:tahun>/<slug:slug>/<slug:jenis>/kelengkapan/", periksa.kelengkapan, name="kelengkapan"),
    path("<int:tahun>/<slug:slug>/<slug:jenis>/perbandingan/", periksa.perbandingan, name="perbandingan"),
    path("<int:tahun>/<slug:slug>/<slug:jenis>/reviu/", include("actionplans.reviu.urls")),
    path("<int:tahun>/<slug:slug>/<slug:jenis>/jejak/", jejak.jejak, name="jejak"),
    path("<int:tahun>/<slug:slug>/<slug:jenis>/jejak.csv", jejak.jejak_csv, name="jejak-csv"),
    path("<int:tahun>/<slug:slug>/<slug:jenis>/susun/", include("actionplans.susun.urls")),
    path("<int:tahun>/<slug:slug>/<slug:jenis>/", views.lembar, name="lembar"),
]
