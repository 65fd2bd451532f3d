// [data-cetak] prints the page; the button stays hidden without script.
for (const tombol of document.querySelectorAll("[data-cetak]")) {
  tombol.hidden = false;
  tombol.addEventListener("click", () => print());
}
