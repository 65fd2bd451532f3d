from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.cetak import Bentuk, cetak_keputusan, html_keputusan
from reports.management.pilih import pilih_rencana, tambah_pilihan_rencana, tulis_keluaran
from reports.mesin import MesinTidakTersedia
from reports.models import Keputusan


class Command(BaseCommand):
    help = "Mencetak Keputusan dengan Lampirannya: PDF, atau HTML yang berdiri sendiri."

    def add_arguments(self, parser: CommandParser) -> None:
        tambah_pilihan_rencana(parser)
        parser.add_argument("--bentuk", choices=[b.value for b in Bentuk], default=Bentuk.SALINAN.value)
        parser.add_argument("--format", choices=["pdf", "html"], default="pdf")

    def handle(self, *args: Any, **opsi: Any) -> None:
        rencana = pilih_rencana(opsi["satker"], opsi["tahun"], opsi["jenis"], opsi["versi"])
        keputusan = Keputusan.objects.untuk_cetak().filter(rencana=rencana).first()
        if keputusan is None:
            raise CommandError(f"{rencana} belum mempunyai Keputusan.")
        bentuk = Bentuk(opsi["bentuk"])
        if opsi["format"] == "html":
            isi = html_keputusan(keputusan, bentuk, mandiri=True).encode()
        else:
            try:
                isi = cetak_keputusan(keputusan, bentuk).pdf
            except MesinTidakTersedia as galat:
                raise CommandError(str(galat)) from galat
        tulis_keluaran(opsi["output"], isi)
