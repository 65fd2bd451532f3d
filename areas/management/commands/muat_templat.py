from typing import Any

from django.core.management.base import BaseCommand

from areas.muat import muat_templat


class Command(BaseCommand):
    help = "Memuat jenis rencana, tata kolom, skema nomor, dan templat nasional dari fixtures/areas (dapat diulang)."

    def handle(self, *args: Any, **options: Any) -> None:
        for kode, apa in muat_templat().templat.items():
            self.stdout.write(f"Templat {kode}: {apa}.")
