// Notices of the editor: what was done with "Urungkan" beside it for ten seconds, and what was refused and why.
import { tampilkan } from "../pesan.js";
import { salinCetakan } from "./halaman.js";

const LAMA = 10000;
let kini = null;

export function tawarkanUrung(teks, urungkan) {
  kini?.remove();
  const roti = (kini = salinCetakan("cetakan-urungkan"));
  roti.querySelector("[data-teks]").textContent = teks;
  const tombol = roti.querySelector("[data-urung]");
  if (urungkan) tombol.addEventListener("click", () => { roti.remove(); urungkan(); });
  else tombol.remove();
  roti.querySelector(".btn-close").addEventListener("click", () => roti.remove());
  document.getElementById("roti").append(roti);
  const tutup = () => (roti.matches(":hover, :focus-within") ? setTimeout(tutup, 2000) : roti.remove());
  setTimeout(tutup, LAMA);
}

export function tampilkanGalat(status, json) {
  const galat = Object.values(json?.galat ?? {}).flat().map((satu) => satu.message ?? satu).join(" ");
  const bawaan = {
    403: "Peran Anda tidak mencakup tindakan ini. Muat ulang halaman, lalu masuk lagi bila perlu.",
    404: "Baris ini sudah tidak ada di rencana. Muat ulang halaman untuk melihat keadaannya yang terakhir.",
    423: "Rencana ini sedang terkunci. Muat ulang halaman untuk melihat keadaannya yang terakhir.",
  };
  tampilkan(json?.pesan || galat || bawaan[status] || "Perubahan ini tidak dapat disimpan. Muat ulang halaman, lalu coba lagi.", "merah");
}
