// Keys of the review screen: n and p go to the next and previous changed row, k opens its comment.
const berubah = () => [...document.querySelectorAll("[data-berubah]")];

function lompat(arah) {
  const semua = berubah();
  if (!semua.length) return;
  const kini = document.activeElement?.closest(".reviu-baris");
  let tempat = semua.indexOf(kini);
  if (tempat < 0) {
    const batas = window.innerHeight / 3;
    tempat = semua.findIndex((baris) => baris.getBoundingClientRect().top > batas);
    tempat = tempat < 0 ? semua.length : tempat;
    tempat -= arah > 0 ? 1 : 0;
  }
  const tujuan = semua[(tempat + arah + semua.length) % semua.length];
  tujuan.focus({ preventScroll: true });
  tujuan.scrollIntoView({ block: "center" });
}

function komentari() {
  const baris = document.activeElement?.closest(".reviu-baris");
  const lipatan = baris?.querySelector(".utas-baru");
  if (!lipatan) return;
  lipatan.open = true;
  lipatan.querySelector("textarea").focus();
}

document.addEventListener("keydown", (kejadian) => {
  if (kejadian.ctrlKey || kejadian.metaKey || kejadian.altKey) return;
  if (kejadian.target.closest("input, textarea, select, [contenteditable]")) return;
  const perbuatan = { n: () => lompat(1), p: () => lompat(-1), k: komentari }[kejadian.key];
  if (perbuatan) {
    kejadian.preventDefault();
    perbuatan();
  }
});
