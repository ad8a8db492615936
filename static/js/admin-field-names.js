// Wagtail's rich text fields inside blocks, and its fields of tags, have no name: give them their label.
const UNNAMED = ":is([role='textbox'], .tagit-new input):not([aria-label], [aria-labelledby])";

function nameFields() {
  for (const field of document.querySelectorAll(UNNAMED)) {
    const label = field.closest("[data-field-wrapper]")?.querySelector("label")?.textContent;
    const panel = field.closest("[data-panel]")?.getAttribute("aria-labelledby");
    if (label) field.setAttribute("aria-label", label.replace("*", "").trim());
    else if (panel) field.setAttribute("aria-labelledby", panel);
  }
}

let isWaiting = false;
new MutationObserver(() => {
  if (isWaiting) return;
  isWaiting = true;
  requestAnimationFrame(() => {
    isWaiting = false;
    nameFields();
  });
}).observe(document.documentElement, { childList: true, subtree: true });
nameFields();
