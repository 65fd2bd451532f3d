"""Pages that belong to no app: home, and the page of a refused form."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actionplans.langkah import berikutnya
from actionplans.meja.tenggat import tenggat_kantor
from actionplans.models import RencanaAksi
from actionplans.policy import menyusun
from satker.policy import peran_aktif

TENGGAT = 5  # deadlines on the home page


@require_safe
def beranda(request: HttpRequest) -> HttpResponse:
    """Home: what to do next, the plans within reach with the newest first, and the person's roles."""
    terlihat = RencanaAksi.objects.visible_to(request.user).terbaru()
    rencana = list(terlihat.untuk_daftar().order_by("-diubah", "-pk")[:8])
    ringkasan = terlihat.hitung_status()
    hari_ini = timezone.localdate()
    konteks = {
        "tugas": peran_aktif(request.user),
        "rencana": rencana,
        "berikutnya": berikutnya(request.user, rencana),
        "tenggat": tenggat_kantor(request.user, hari_ini)[:TENGGAT],
        "menyusun": menyusun(request.user),
        "ringkasan": ringkasan,
        "jumlah": sum(ringkasan.values()),
        "hari_ini": hari_ini,
    }
    return render(request, "rb_portal/beranda.html", konteks)


def csrf_gagal(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came too late or from elsewhere: says so and what to do."""
    return render(request, "403_csrf.html", status=403)
