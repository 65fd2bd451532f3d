from typing import Any

from django.core.management.base import BaseCommand

from satker.kabar import kirim_ringkasan


class Command(BaseCommand):
    help = "Mengirim ringkasan kabar harian lewat surel; jalankan sekali sehari (misalnya dengan cron)."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{kirim_ringkasan()} surel ringkasan dikirim.")
