"""Bringing back a workbook that was exported here and edited offline (docs/skema/buku_kerja.md).

`padan` finds out which row of the plan each row of the workbook is, `dasar` what the plan said when it was exported,
`gabung` joins the workbook's changes with those made in the portal meanwhile, `terapkan` makes the plan into that;
`actionplans.beda_pohon` tells what it would change.
"""
