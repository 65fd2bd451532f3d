"""Reading a plan from the workbook or Word file that an office already has.

`baca.baca_berkas` is the way in. A format adapter (`xlsx`, `docx`) only yields cells; `kepala`, `susunan` and
`baca_kisi` find the tables in them and read the tree; `cocok` says which row of the national template each row is.
Nothing here touches the database.
"""
