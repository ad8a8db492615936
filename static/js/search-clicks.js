// Says that somebody opened a result of a search, not who: what nobody opens is what to write better.
const list = document.querySelector("[data-clicks]");

list?.addEventListener("click", ({ target }) => {
  if (!target.closest("a[href]")) return;
  const said = new FormData();
  said.set("q", list.dataset.text);
  navigator.sendBeacon(list.dataset.clicks, said);
});
