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
