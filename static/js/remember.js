// Offers again the department that was chosen last, on this device only.
// Without a script the list simply starts where the page says.
const KEY = "departement";

for (const form of document.querySelectorAll("form[data-remember]")) {
  const list = form.querySelector("select");
  try {
    const known = localStorage.getItem(KEY);
    if (known && [...list.options].some((option) => option.value === known)) list.value = known;
    form.addEventListener("submit", () => localStorage.setItem(KEY, list.value));
  } catch {
    // Storage is refused: nothing to remember.
  }
}
