from django.urls import path

from satker import views

urlpatterns = [
    path("masuk/", views.masuk, name="masuk"),
    path("kabar/", views.daftar_kabar, name="kabar"),
    path("kabar/dibaca/", views.baca_semua, name="kabar-dibaca"),
    path("kabar/surel/", views.atur_surel, name="kabar-surel"),
    path("kabar/<int:kunci>/", views.buka_kabar, name="kabar-buka"),
    path("keluar/", views.keluar, name="keluar"),
]
