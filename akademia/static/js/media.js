// Comfort only: a button that copies, and a look every two seconds whether a picture is ready.
const say = (button, words) => { button.textContent = words; };

for (const box of document.querySelectorAll("[data-copy]")) {
  const field = box.querySelector("input");
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button button--second" });
  const name = "Kopiuj";
  button.setAttribute("aria-describedby", field.id);
  button.setAttribute("aria-live", "polite");
  say(button, name);
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      say(button, "Skopiowano");
    } catch {
      say(button, "Zaznaczono: Ctrl+C");
    }
    setTimeout(() => say(button, name), 3000);
  });
  box.append(button);
}

const here = document.querySelector("[data-state$='-preparing']");
if (here) {
  here.querySelector("[data-by-hand]").hidden = true;
  const look = async () => {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
    const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
    const there = page && page.querySelector("[data-state]");
    if (there && there.dataset.state !== here.dataset.state) {
      here.replaceChildren(...there.childNodes);
      here.setAttribute("role", "status");
      return;
    }
    setTimeout(look, 2000);
  };
  setTimeout(look, 1500);
}
