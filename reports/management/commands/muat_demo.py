from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from reports.demo import muat_demo


class Command(BaseCommand):
    help = (
        "Memuat register, templat nasional, dan empat Keputusan nyata sebagai data contoh (dapat diulang). "
        "Akun contoh hanya dibuat dalam mode demo (RB_PORTAL_DEMO=1)."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        hasil = muat_demo()
        for nama in hasil.baru:
            self.stdout.write(f"Dimuat: {nama}.")
        for nama in hasil.tetap:
            self.stdout.write(f"Sudah ada: {nama}.")
        if not settings.DEMO:
            self.stdout.write("Akun contoh tidak dibuat: mode demo tidak menyala (RB_PORTAL_DEMO=1).")
            return
        self.stdout.write(f"Akun contoh (kata sandi untuk semuanya: {settings.SANDI_DEMO}):")
        for akun in hasil.akun:
            self.stdout.write(f"  {akun.email:<42} {akun.peran}, {akun.satker}")
