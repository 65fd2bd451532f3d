"""Signing in and out."""

from typing import Any

from django.conf import settings
from django.contrib.auth import views as auth

from satker.demo import daftar_akun_demo
from satker.forms import FormMasuk


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
