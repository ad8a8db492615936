// What our content rules (cms/admin/checks.py) ask of an element of the preview: true when all is well.
// Wagtail's bar takes them before the page has finished loading, and hands them to axe.
const wordsOf = (node) => (node.getAttribute("aria-label") || node.textContent).replace(/\s+/g, " ").trim();

const CHECKS = {
  "check-link-says-what": (link, { vague }) =>
    !vague.includes(wordsOf(link).toLowerCase().replace(/[\s.…»«]+$|^[\s«]+/g, "")),
  "check-link-says-size": (link, { size }) => new RegExp(size, "i").test(wordsOf(link)),
  "check-sentences-are-short": (text, { most }) =>
    wordsOf(text).split(/[.!?…؟:;](?:\s|$)/).every((said) => said.split(/\s+/).length <= most),
};

customElements.whenDefined("wagtail-userbar").then(() => {
  const bar = document.querySelector("wagtail-userbar");
  for (const [name, check] of Object.entries(CHECKS)) bar?.registerCheck(name, check);
});
