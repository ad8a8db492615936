// The rich text fields of Wagtail's blocks are text boxes without a name: give them the label above.
const UNNAMED = "[role='textbox']:not([aria-label], [aria-labelledby])";

function nameTextboxes() {
  for (const box of document.querySelectorAll(UNNAMED)) {
    const panel = box.closest("[data-panel], .w-panel, [data-field]");
    const label = panel?.querySelector("[data-panel-heading-text], .w-panel__heading, label");
    const words = label?.textContent.replace("*", "").trim();
    if (words) box.setAttribute("aria-label", words);
  }
}

let isWaiting = false;
new MutationObserver(() => {
  if (isWaiting) return;
  isWaiting = true;
  requestAnimationFrame(() => {
    isWaiting = false;
    nameTextboxes();
  });
}).observe(document.documentElement, { childList: true, subtree: true });
nameTextboxes();
