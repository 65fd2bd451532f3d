"""The states of a plan, in the order of its year. What moves a plan from one to the next is workflow's matter."""

from django.db import models


class Status(models.TextChoices):
    DRAF = "draf", "Draf"
    DIAJUKAN = "diajukan", "Diajukan"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
    DISETUJUI = "disetujui", "Disetujui"
    DITETAPKAN = "ditetapkan", "Ditetapkan"
    BERJALAN = "berjalan", "Berjalan"
    SELESAI = "selesai", "Selesai"


class Tindakan(models.TextChoices):
    """What moves a plan from one state to another (`actionplans.alur`)."""

    AJUKAN = "ajukan", "Diajukan"
    TARIK = "tarik", "Ditarik kembali"
    KEMBALIKAN = "kembalikan", "Dikembalikan"
    SETUJUI = "setujui", "Disetujui"
    TETAPKAN = "tetapkan", "Ditetapkan"
    MULAI = "mulai", "Mulai dilaksanakan"
    SELESAIKAN = "selesaikan", "Selesai dilaksanakan"
