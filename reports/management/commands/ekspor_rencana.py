from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from reports.berkas_ekspor import Format, tulis_berkas
from reports.management.pilih import pilih_rencana, tambah_pilihan_rencana, tulis_keluaran


class Command(BaseCommand):
    help = (
        "Mengekspor rencana: json (dengan Keputusannya; skema docs/skema/rencana.schema.json), xlsx dan docx "
        "(seperti Lampiran), csv (satu baris per indikator)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        tambah_pilihan_rencana(parser)
        parser.add_argument("--format", choices=[satu.value for satu in Format], default=Format.JSON.value)

    def handle(self, *args: Any, **opsi: Any) -> None:
        rencana = pilih_rencana(opsi["satker"], opsi["tahun"], opsi["jenis"], opsi["versi"])
        tulis_keluaran(opsi["output"], tulis_berkas(rencana, Format(opsi["format"])))
