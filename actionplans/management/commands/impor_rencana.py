import json
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from actionplans.impor.masalah import BerkasDitolak
from actionplans.impor.rencana import RencanaSudahAda, baca_rencana, laporan, simpan_bacaan
from areas.models import JenisRencana
from satker.management.pilihan import kode_satker
from satker.models import Satker


class Command(BaseCommand):
    help = "Membaca rencana dari berkas XLSX atau DOCX, mencetak laporan JSON, dan membuat rencananya sebagai draf."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("berkas", type=Path, help="Berkas .xlsx atau .docx.")
        parser.add_argument("--satker", required=True, type=kode_satker, help="Kode satker: 53.05 atau 5305.")
        parser.add_argument("--tahun", required=True, type=int, help="Tahun rencana.")
        parser.add_argument("--jenis", required=True, help="Jenis rencana: rb, agen, zi, …")
        parser.add_argument("--pratinjau", action="store_true", help="Hanya baca dan laporkan; tidak ada yang dibuat.")

    def handle(self, *args: Any, **opsi: Any) -> None:
        satker = Satker.objects.filter(kode=opsi["satker"]).first()
        if satker is None:
            raise CommandError(f"Satker {opsi['satker']} tidak ada di register. Muat dengan muat_register.")
        jenis = JenisRencana.objects.filter(kode=opsi["jenis"]).first()
        if jenis is None:
            ada = ", ".join(JenisRencana.objects.values_list("kode", flat=True))
            raise CommandError(f"Jenis rencana {opsi['jenis']} tidak ada. Yang ada: {ada or 'belum ada'}.")
        berkas: Path = opsi["berkas"]
        try:
            data = berkas.read_bytes()
        except OSError as galat:
            raise CommandError(f"Berkas {berkas} tidak dapat dibaca: {galat.strerror}.") from galat
        try:
            bacaan = baca_rencana(satker=satker, tahun=opsi["tahun"], jenis=jenis, nama=berkas.name, data=data)
            hasil = laporan(bacaan) | {"rencana": None}
            if not opsi["pratinjau"]:
                hasil["rencana"] = simpan_bacaan(bacaan).get_absolute_url()
        except (BerkasDitolak, RencanaSudahAda) as galat:
            raise CommandError(str(galat)) from galat
        except ValidationError as galat:
            raise CommandError(" ".join(galat.messages)) from galat
        self.stdout.write(json.dumps(hasil, ensure_ascii=False, indent=2))
