// Comfort only: a button that copies a field, or words of the page.
const say = (button, words) => { button.textContent = words; };

for (const box of document.querySelectorAll("[data-copy]")) {
  const source = box.firstElementChild;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button button--second" });
  const name = "Kopiuj";
  button.setAttribute("aria-describedby", source.id);
  button.setAttribute("aria-live", "polite");
  say(button, name);
  button.addEventListener("click", async () => {
    if (source.select) source.select();
    else getSelection().selectAllChildren(source);
    try {
      await navigator.clipboard.writeText(source.value ?? source.textContent);
      say(button, "Skopiowano");
    } catch {
      say(button, "Zaznaczono: Ctrl+C");
    }
    setTimeout(() => say(button, name), 3000);
  });
  box.append(button);
}
