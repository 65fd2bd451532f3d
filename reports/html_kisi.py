"""A grid as a well-formed HTML table for printing.

Written directly, not through a template: two thousand cells a decree, and a third of the time would go there.
Every text passes `areas.teks`, which escapes.
"""

from __future__ import annotations

from html import escape

from areas.kisi import Baris, Kisi, Sel
from areas.teks import html_sel, polos


def html_kisi(kisi: Kisi) -> str:
    """The table of class `kisi`: head (repeated on every page), then one `tbody` per area."""
    bagian = ['<table class="kisi"><colgroup>']
    bagian += [f'<col class="k{urut}"/>' for urut in range(len(kisi.kolom))]
    bagian.append("</colgroup><thead>")
    for kepala in kisi.kepala:
        bagian.append("<tr>")
        for satu in kepala:
            kelas = "urut" if satu.jenis == "nomor_kolom" else satu.jenis
            atribut = _rentang(satu.rentang_baris, satu.rentang_kolom)
            bagian.append(f'<th class="{kelas}"{atribut}>{escape(satu.teks, quote=False)}</th>')
        bagian.append("</tr>")
    bagian.append("</thead>")
    for satu_area in kisi.bagian:
        bagian.append("<tbody>")
        judul = escape(f"{satu_area.area.nomor_cetak} {polos(satu_area.area.uraian)}".strip())
        for urut, baris in enumerate(satu_area.baris):
            bagian.append(_baris(baris, judul if urut == 0 else ""))
        bagian.append("</tbody>")
    bagian.append("</table>")
    return "".join(bagian)


def gaya_kolom(kisi: Kisi) -> str:
    """The column widths as style rules."""
    return "".join(f".k{urut}{{width:{kolom.lebar}%}}" for urut, kolom in enumerate(kisi.kolom))


def _rentang(baris: int, kolom: int) -> str:
    atribut = f' rowspan="{baris}"' if baris > 1 else ""
    return atribut + (f' colspan="{kolom}"' if kolom > 1 else "")


def _baris(baris: Baris, penanda: str) -> str:
    atribut = f' data-penanda="{penanda}"' if penanda else ""
    kelas = "judul" if baris.jenis == "judul" else ""
    if penanda:
        kelas = f"{kelas} awal".strip()
    kelas = f' class="{kelas}"' if kelas else ""
    return f"<tr{kelas}{atribut}>" + "".join(map(_sel, baris.sel)) + "</tr>"


def _sel(sel: Sel) -> str:
    if sel.jenis == "bulan":
        return f'<td class="m">{sel.tanda}</td>' if sel.tanda else '<td class="m"/>'
    kelas = {"nomor": "n", "judul": "j"}.get(sel.jenis, "")
    kelas = f' class="{kelas}"' if kelas else ""
    return f"<td{kelas}{_rentang(sel.rentang_baris, sel.rentang_kolom)}>{''.join(map(html_sel, sel.teks))}</td>"
