// What the page tells its scripts: addresses, the plan, the person; and finding cells and rows.
const data = document.getElementById("susun").dataset;

export const TAHUN = Number(data.tahun);
export const TANDA = data.tanda;
export const DRAF = `rb-susun:${data.pengguna}:${data.rencana}:`; // where this person's unsent texts of this plan are kept
export const BAWAH = { area: "kegiatan", kegiatan: "sub_kegiatan", sub_kegiatan: "indikator" };

export const sebutan = (tingkat) => tingkat.replace("_", "-");
export const alamat = (...bagian) => `${data.akar}${bagian.map((b) => `${b}/`).join("")}?versi=${data.versi}`;
export const lembar = () => document.getElementById("lembar-susun");
export const tabel = () => document.querySelector(".susun-tabel");
export const selUtama = (nama) => document.getElementById(nama); // "indikator-12"
export const namaBaris = (sel) => `${sel.dataset.t}-${sel.dataset.k}`;
export const selBaris = (nama) => {
  const [tingkat, kunci] = nama.split("-");
  return [...document.querySelectorAll(`.sel[data-t="${tingkat}"][data-k="${kunci}"]`)];
};
// The row of the tree that an element of the sheet belongs to: its own cell's, or the indikator of its line.
export function barisDari(unsur) {
  const sel = unsur.closest?.(".sel[data-t]");
  if (sel) return namaBaris(sel);
  const tr = unsur.closest?.("tr[data-i]");
  return tr ? `indikator-${tr.dataset.i}` : "";
}
export const salinCetakan = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
