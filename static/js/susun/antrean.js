// The queue of everything that is to be saved: one after the other, in order, sent again when the line is back.
// A deed keeps its name (kelompok) when it is sent again, so that the server does it once.
import { selUtama } from "./halaman.js";

const JEDA = [2000, 4000, 8000, 15000, 30000];
const keadaan = document.getElementById("keadaan");
const sesi = document.getElementById("sesi");
const antre = [];
let sedang = null;
let gagal = 0;
let jam = 0;

export const SEMENTARA = Symbol("sementara"); // the server or the line failed: try again
const SESI = Symbol("sesi");

const kuki = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]").value;

// tugas: {alamat, isi(): object of fields, baris: "indikator-12", jenis, selesai(json), ditolak(status, json)}
export function kirim(tugas) {
  antre.push({ ...tugas, kelompok: crypto.randomUUID?.() ?? acak() });
  tandaiBaris(tugas.baris, "menyimpan");
  gambar();
  jalan();
}

export const menunggu = (saring = () => true) => antre.filter(saring); // also the one on its way
export const belumBerangkat = (saring) => antre.filter((tugas) => tugas !== sedang && saring(tugas));

export function cobaLagi() {
  clearTimeout(jam);
  jam = 0;
  if (!sedang) jalan();
}

async function jalan() {
  if (sedang || jam || !antre.length) return;
  sedang = antre[0];
  const hasil = await minta(sedang);
  const tugas = sedang;
  sedang = null;
  if (hasil === SEMENTARA || hasil === SESI) {
    sesi.hidden = hasil !== SESI;
    tandaiBaris(tugas.baris, "gagal");
    jam = setTimeout(cobaLagi, JEDA[Math.min(gagal++, JEDA.length - 1)]);
    gambar();
    return;
  }
  gagal = 0;
  sesi.hidden = true;
  antre.shift();
  const { status, json } = hasil;
  tandaiBaris(tugas.baris, status < 400 ? "tersimpan" : "gagal");
  gambar(status);
  if (status < 400) tugas.selesai?.(json);
  else tugas.ditolak?.(status, json);
  jalan();
}

async function minta(tugas) {
  const isi = new URLSearchParams();
  for (const [nama, nilai] of Object.entries({ kelompok: tugas.kelompok, ...tugas.isi() })) {
    for (const satu of Array.isArray(nilai) ? nilai : [nilai]) isi.append(nama, satu);
  }
  try {
    const jawaban = await fetch(tugas.alamat, {
      method: "POST",
      body: isi,
      redirect: "manual", // the sign-in page instead of an answer: the session is over
      headers: { Accept: "application/json", "X-CSRFToken": kuki() },
      signal: AbortSignal.timeout?.(20000),
    });
    const berisi = jawaban.headers.get("Content-Type")?.startsWith("application/json");
    if (jawaban.type === "opaqueredirect" || (jawaban.status === 403 && !berisi)) return SESI;
    if (jawaban.status >= 500 || !berisi) return jawaban.status === 404 ? { status: 404, json: {} } : SEMENTARA;
    return { status: jawaban.status, json: await jawaban.json() };
  } catch {
    return SEMENTARA;
  }
}

// The state of a row: on its own cell, and gone two seconds after it was saved.
function tandaiBaris(nama, apa) {
  const sel = nama && selUtama(nama);
  if (!sel) return;
  const lain = antre.some((tugas) => tugas.baris === nama && tugas !== sedang && apa === "tersimpan");
  sel.dataset.simpan = lain ? "menyimpan" : apa;
  if (apa === "tersimpan") setTimeout(() => { if (sel.dataset.simpan === "tersimpan") delete sel.dataset.simpan; }, 2000);
}

export function tandaiMenunggu() {
  for (const tugas of antre) tandaiBaris(tugas.baris, gagal ? "gagal" : "menyimpan");
}

function gambar(status = 0) {
  const teks = keadaan.querySelector("[data-teks]");
  const banyak = `${antre.length} perubahan`;
  const [apa, kata] = !antre.length
    ? status >= 400 ? ["gagal", "Perubahan terakhir belum disimpan"] : ["tersimpan", "Semua perubahan tersimpan"]
    : gagal
      ? ["gagal", !sesi.hidden ? `${banyak} belum tersimpan: sesi berakhir` : `${banyak} belum tersimpan, dicoba lagi sendiri`]
      : ["menyimpan", "Menyimpan…"];
  keadaan.dataset.keadaan = apa;
  if (teks.textContent !== kata) teks.textContent = kata;
  let tombol = keadaan.querySelector("button");
  if (gagal && antre.length && !tombol) {
    tombol = document.createElement("button");
    tombol.type = "button";
    tombol.className = "btn btn-link btn-sm";
    tombol.dataset.cobaLagi = "";
    tombol.textContent = "Coba lagi";
    keadaan.append(tombol);
  } else if (!(gagal && antre.length)) tombol?.remove();
}

// Plain HTTP in an office's own network has no crypto.randomUUID.
function acak() {
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6] & 15) | 64;
  b[8] = (b[8] & 63) | 128;
  const h = [...b].map((satu) => satu.toString(16).padStart(2, "0")).join("");
  return [h.slice(0, 8), h.slice(8, 12), h.slice(12, 16), h.slice(16, 20), h.slice(20)].join("-");
}

addEventListener("online", cobaLagi);
addEventListener("focus", () => { if (gagal) cobaLagi(); }); // back from signing in
document.addEventListener("click", ({ target }) => { if (target.closest("[data-coba-lagi]")) cobaLagi(); });
addEventListener("beforeunload", (peristiwa) => { if (antre.length) peristiwa.preventDefault(); });
