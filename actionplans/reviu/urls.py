"""Addresses of the review screen, under a plan's `reviu/`; names are in the namespace `rencana`."""

from django.urls import path

from actionplans.reviu import views

urlpatterns = [
    path("", views.reviu, name="reviu"),
    path("komentar/", views.tulis, name="reviu-komentar"),
    path("komentar/<int:kunci>/balas/", views.balas, name="reviu-balas"),
    path("komentar/<int:kunci>/selesai/", views.tandai, name="reviu-selesai"),
    path("<slug:tindakan>/", views.langkah, name="reviu-langkah"),
]
