// Comfort only: every page works without this file.
const root = document.documentElement;

// After a refused form the list of errors takes the focus.
document.querySelector("[data-focus]")?.focus();

// Esc shuts the gist of a provision, and "Wygląd"; so does a press beside it.
const looks = document.querySelector(".tools details");
let shut = null;
addEventListener("keydown", event => {
  if (event.key !== "Escape") return;
  shut = document.querySelector(".law:is(:hover, :focus-within)");
  root.classList.toggle("gists-shut", Boolean(shut));
  if (looks?.open) {
    looks.open = false;
    looks.querySelector("summary").focus();
  }
});
for (const kind of ["focusin", "mouseover"]) addEventListener(kind, event => {
  if (event.target.closest?.(".law") !== shut) root.classList.remove("gists-shut");
});
addEventListener("click", event => {
  if (looks?.open && !looks.contains(event.target)) looks.open = false;
});

// What is made to be printed says so only where a press can print.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// A chosen theme acts at once and is kept, without the button.
looks?.addEventListener("change", ({ target }) => {
  if (target.value) root.dataset.theme = target.value; else delete root.dataset.theme;
  const query = new URLSearchParams(new FormData(target.form));
  fetch(`${target.form.action}?${query}`, { redirect: "manual", keepalive: true }).catch(() => {});
});

// A long answer says how many characters are left, and lets one paste too much rather than cut it.
for (const text of document.querySelectorAll("[data-most]")) {
  const note = document.getElementById(`${text.id}-count`);
  const most = Number(text.dataset.most);
  const tell = () => {
    const left = most - text.value.replaceAll("\n", "\r\n").length; // a form sends each new line as two
    note.textContent = left < 0 ? `Za długo o ${-left}. Najwyżej ${most} znaków.` : `Zostało ${left} z ${most} znaków.`;
  };
  text.addEventListener("input", tell);
  if (text.value) tell();
}

// A password can be looked at while it is typed; it is hidden again before it is sent.
for (const field of document.querySelectorAll("input[type=password]")) {
  const label = document.querySelector(`label[for="${field.id}"]`).textContent.trim();
  const name = label.replace(/^\p{Lu}(?=\p{Ll})/u, first => first.toLowerCase());
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button button--plain" });
  const show = seen => {
    field.type = seen ? "text" : "password";
    button.textContent = `${seen ? "Ukryj" : "Pokaż"} ${name}`;
  };
  button.setAttribute("aria-controls", field.id);
  button.addEventListener("click", () => show(field.type === "password"));
  field.form.addEventListener("submit", () => show(false));
  field.after(button);
  show(false);
}

// A lesson that is open on one device is where another goes on.
const place = document.querySelector("meta[name=akademia-here]")?.content;
if (place) {
  const csrf_token = document.querySelector("meta[name=csrf-token]").content;
  const headers = { Accept: "application/json" };
  fetch(place, { method: "POST", headers, body: new URLSearchParams({ csrf_token }), keepalive: true }).catch(() => {});
}
