// Short notices. A server answer to htmx raises one with HX-Trigger: {"pesan": {"teks": "…", "nada": "hijau"}};
// scripts do so with a "pesan" event on the body. Failed requests say what to do.
const LAMA = { hijau: 5000, biru: 6000 }; // warnings and errors stay until closed

export function tampilkan(teks, nada = "biru") {
  const cetakan = document.getElementById(`roti-${nada}`) ?? document.getElementById("roti-biru");
  const roti = cetakan.content.firstElementChild.cloneNode(true);
  roti.querySelector("[data-teks]").textContent = teks;
  roti.querySelector("button").addEventListener("click", () => roti.remove());
  document.getElementById("roti").append(roti);
  if (LAMA[nada]) setTimeout(() => roti.matches(":hover, :focus-within") || roti.remove(), LAMA[nada]);
}

const badan = document.body;
badan.addEventListener("pesan", ({ detail }) => tampilkan(detail.teks ?? detail.value, detail.nada));
badan.addEventListener("htmx:sendError", () =>
  tampilkan("Server tidak terjangkau, jadi perubahan terakhir belum tersimpan. Periksa sambungan, lalu coba lagi.", "merah"));
badan.addEventListener("htmx:responseError", ({ detail }) => {
  const habis = [401, 403].includes(detail.xhr.status);
  tampilkan(
    habis
      ? "Perubahan belum tersimpan: sesi Anda berakhir atau peran Anda tidak mencakup tindakan ini. Muat ulang halaman, lalu masuk lagi."
      : "Perubahan belum tersimpan karena gangguan di server. Coba lagi; bila terulang, hubungi admin RB Portal.",
    "merah",
  );
});
