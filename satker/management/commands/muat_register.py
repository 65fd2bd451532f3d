"""`manage.py muat_register`: offices and their default sub-divisions from fixtures/satker."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from satker.register import RegisterRusak, muat_register


class Command(BaseCommand):
    help = "Memuat register satker. Aman diulang; isian yang diubah dengan tangan dipertahankan."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dari", type=Path, metavar="FOLDER", help="Folder data selain fixtures/satker.")

    def handle(self, *args: Any, dari: Path | None, verbosity: int, **pilihan: Any) -> None:
        try:
            hasil = muat_register(dari)
        except (RegisterRusak, FileNotFoundError) as galat:
            raise CommandError(f"Register tidak dimuat: {galat}") from galat
        if verbosity:
            self.stdout.write(
                f"Register satker: {hasil.baru} baru, {hasil.diubah} diperbarui, {hasil.tetap} tetap; "
                f"subbagian bawaan untuk {hasil.subbag} satker."
            )
            for nama, isian in hasil.dipertahankan:
                self.stdout.write(f"  dipertahankan: {isian} {nama} (diubah dengan tangan)")
