// Moving a row with the mouse: its "⋯" is the handle, a line shows where it would go. The keyboard has Alt+arrows.
import { perbuat } from "./baris.js";
import { alamat, namaBaris, sebutan, selUtama, tabel } from "./halaman.js";
import { penutup } from "./kisi.js";

let nama = "";

const bersihkan = () => {
  for (const sel of document.querySelectorAll(".jatuh-sebelum, .jatuh-setelah")) sel.classList.remove("jatuh-sebelum", "jatuh-setelah");
};

// The row of the same level under the pointer, and on which side of it.
function tujuan({ target, clientY }) {
  const tr = target.closest?.("tr");
  if (!tr || !tabel()?.tBodies[0].contains(tr)) return null;
  const sel = penutup(tr, nama.split("-")[0]);
  if (!sel || namaBaris(sel) === nama) return null;
  const kotak = sel.getBoundingClientRect();
  return { sel, letak: clientY < kotak.top + kotak.height / 2 ? "sebelum" : "setelah" };
}

document.addEventListener("dragstart", (peristiwa) => {
  const pegangan = peristiwa.target.closest?.(".susun-tabel [data-menu]");
  if (!pegangan || pegangan.dataset.menu.startsWith("area-")) return;
  nama = pegangan.dataset.menu;
  peristiwa.dataTransfer.effectAllowed = "move";
  peristiwa.dataTransfer.setData("text/plain", selUtama(nama).dataset.teks);
  selUtama(nama).classList.add("diseret");
});
document.addEventListener("dragover", (peristiwa) => {
  if (!nama) return;
  bersihkan();
  const ke = tujuan(peristiwa);
  if (!ke) return;
  peristiwa.preventDefault();
  ke.sel.classList.add(`jatuh-${ke.letak}`);
});
document.addEventListener("drop", (peristiwa) => {
  const ke = nama && tujuan(peristiwa);
  if (!ke) return;
  peristiwa.preventDefault();
  const [tingkat, kunci] = nama.split("-");
  perbuat(alamat(sebutan(tingkat), kunci, "pindah"), { [ke.letak]: ke.sel.dataset.k }, { baris: nama });
});
document.addEventListener("dragend", () => {
  bersihkan();
  document.querySelector(".diseret")?.classList.remove("diseret");
  nama = "";
});
