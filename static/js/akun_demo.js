// Demo mode: "Pakai" fills the sign-in form with that account. Without script the accounts are only read.
for (const tombol of document.querySelectorAll("[data-akun]")) {
  tombol.hidden = false;
  tombol.addEventListener("click", () => {
    document.getElementById("id_username").value = tombol.dataset.akun;
    document.getElementById("id_password").value = tombol.dataset.kataSandi;
    document.querySelector("#form-masuk button[type=submit]").focus();
  });
}
