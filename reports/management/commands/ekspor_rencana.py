import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from reports.ekspor import data_rencana
from reports.management.pilih import pilih_rencana, tambah_pilihan_rencana, tulis_keluaran


class Command(BaseCommand):
    help = "Mengekspor rencana dan Keputusannya (skema: docs/skema/rencana.schema.json)."

    def add_arguments(self, parser: CommandParser) -> None:
        tambah_pilihan_rencana(parser)
        parser.add_argument("--format", choices=["json"], default="json")

    def handle(self, *args: Any, **opsi: Any) -> None:
        rencana = pilih_rencana(opsi["satker"], opsi["tahun"], opsi["jenis"], opsi["versi"])
        teks = json.dumps(data_rencana(rencana), ensure_ascii=False, indent=2)
        tulis_keluaran(opsi["output"], f"{teks}\n".encode())
