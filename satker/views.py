"""Signing in and out; a person's notices."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views as auth
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from satker.demo import daftar_akun_demo
from satker.forms import FormMasuk
from satker.kabar import teks
from satker.models import Kabar, Pengguna
from satker.pilihan import SurelKabar

SEHALAMAN = 30


class Masuk(auth.LoginView):
    """The sign-in page. Open to everybody; who is signed in already goes on to where they were going."""

    template_name = "satker/masuk.html"
    authentication_form = FormMasuk
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        akun = daftar_akun_demo()
        sandi = settings.SANDI_DEMO if akun else ""
        return super().get_context_data(akun_demo=akun, sandi_demo=sandi, **kwargs)


masuk = Masuk.as_view()
keluar = auth.LogoutView.as_view()  # POST only: a link on a foreign page signs nobody out


@require_safe
def daftar_kabar(request: HttpRequest) -> HttpResponse:
    """The person's notices, newest first; the unread ones also as text to be pasted elsewhere."""
    semua = Kabar.objects.visible_to(request.user)
    halaman = Paginator(semua, SEHALAMAN).get_page(request.GET.get("halaman"))
    baru = semua.baru()[:SEHALAMAN]
    konteks = {"halaman": halaman, "teks": teks(baru), "pilihan": SurelKabar.choices}
    return render(request, "satker/kabar.html", konteks)


@require_POST
def buka_kabar(request: HttpRequest, kunci: int) -> HttpResponse:
    """Mark a notice as read and go where it leads."""
    kabar = get_object_or_404(Kabar.objects.visible_to(request.user), pk=kunci)
    Kabar.objects.filter(pk=kabar.pk, dibaca__isnull=True).update(dibaca=timezone.now())
    return redirect(kabar.alamat)


@require_POST
def baca_semua(request: HttpRequest) -> HttpResponse:
    """Mark all of the person's notices as read."""
    Kabar.objects.visible_to(request.user).baru().update(dibaca=timezone.now())
    return redirect("kabar")


@require_POST
def atur_surel(request: HttpRequest) -> HttpResponse:
    """How the person wants notices by e-mail."""
    pilihan = request.POST.get("surel", "")
    if pilihan not in SurelKabar:
        messages.error(request, "Pilih salah satu cara menerima kabar.")
        return redirect("kabar")
    Pengguna.objects.filter(pk=request.user.pk).update(surel_kabar=pilihan)
    messages.success(request, f"Pilihan disimpan: {SurelKabar(pilihan).label.lower()}.")
    return redirect("kabar")
