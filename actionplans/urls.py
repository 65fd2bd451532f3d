from django.urls import path

from actionplans import periksa, views
from actionplans.mulai import views as mulai

app_name = "rencana"
urlpatterns = [
    path("", views.daftar, name="daftar"),
    path("mulai/", mulai.mulai, name="mulai"),
    path("<int:tahun>/<slug:slug>/<slug:jenis>/versi-baru/", mulai.versi_baru, name="versi-baru"),
    path("<int:tahun>/<slug:slug>/<slug:jenis>/kelengkapan/", periksa.kelengkapan, name="kelengkapan"),
    path("<int:tahun>/<slug:slug>/<slug:jenis>/perbandingan/", periksa.perbandingan, name="perbandingan"),
    path("<int:tahun>/<slug:slug>/<slug:jenis>/", views.lembar, name="lembar"),
]
