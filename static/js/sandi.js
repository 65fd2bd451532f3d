// Shows or hides a password: [data-sandi] holds the field and its button, which stays hidden without script.
for (const wadah of document.querySelectorAll("[data-sandi]")) {
  const isian = wadah.querySelector("input");
  const tombol = wadah.querySelector("button");
  tombol.hidden = false;
  tombol.addEventListener("click", () => {
    const tampak = isian.type === "password";
    isian.type = tampak ? "text" : "password";
    tombol.setAttribute("aria-pressed", String(tampak));
  });
}
