// A button that copies an IBAN, an amount or a reference. Without a script, or where copying is
// refused, there is no button: the text beside it can be selected.
class CopyText extends HTMLElement {
  connectedCallback() {
    if (!navigator.clipboard) return;
    const { text, label, about, done } = Object.fromEntries(
      ["text", "label", "about", "done"].map((name) => [name, this.getAttribute(name)]),
    );
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn--plain btn--s";
    button.textContent = label;
    button.setAttribute("aria-label", `${label} – ${about}`);
    const said = document.createElement("span");
    said.className = "vh";
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        return;
      }
      button.textContent = done;
      said.textContent = `${done} – ${about}`;
      setTimeout(() => {
        button.textContent = label;
        said.textContent = "";
      }, 3000);
    });
    this.append(button, said);
  }
}

customElements.define("copy-text", CopyText);
