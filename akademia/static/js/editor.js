// A text saves itself while it is written: each pause sends the draft, what the server does not have yet is kept in this
// browser, and sent again after a lost connection. Beside the text stands how it will look. Without this module the
// buttons do the same.
const form = document.querySelector("form[data-text-editor]");
const told = document.querySelector("[data-saved]");
const store = form.dataset.kept;
let address = form.getAttribute("action") || location.pathname + location.search;
let sending = null;
let changed = false; // something stands in the form that the server does not have
let stopped = false; // a conflict or an ended session: only a person goes on
let leaving = false;
let later = 0;
let pause = 1000;

const skipped = new Set(["csrf_token", "opened", "act", "wanted", "publish_on", "publish_at"]);
const fields = () => [...new FormData(form)].filter(([name]) => !skipped.has(name));

function keep(on) {
  try {
    if (on) localStorage.setItem(store, JSON.stringify({ opened: form.elements.opened.value, fields: fields() }));
    else localStorage.removeItem(store);
  } catch { /* a private window may refuse; the text still stands in this page */ }
}

function tell(words, link) {
  told.textContent = words;
  if (!link) return;
  const anchor = document.createElement("a");
  [anchor.href, anchor.textContent] = link;
  told.append(" ", anchor);
}

// ── saving ──

function save() {
  clearTimeout(later);
  sending ??= send().finally(() => {
    sending = null;
    if (changed && !stopped && !leaving) later = setTimeout(save, pause);
  });
  return sending;
}

async function send(tries = 2) {
  changed = false;
  const body = new URLSearchParams([...fields(), ["act", "save"], ["opened", form.elements.opened.value],
    ["csrf_token", form.elements.csrf_token.value]]);
  try {
    const answer = await fetch(address, {
      method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual", signal: AbortSignal.timeout?.(15000),
    });
    if (answer.type === "opaqueredirect") {
      stopped = changed = true;
      return tell("Sesja wygasła. Tekst czeka w tej przeglądarce.", [form.dataset.signIn, "Zaloguj się"]);
    }
    const said = await answer.json();
    if (said.csrf_token) form.elements.csrf_token.value = said.csrf_token;
    if (said.error === "csrf" && tries) return send(tries - 1);
    if (answer.status === 409) {
      stopped = changed = true;
      return tell(`${said.message} Naciśnij „Zapisz szkic”, aby zobaczyć oba teksty.`);
    }
    if (!answer.ok) throw new Error(answer.status);
    form.elements.opened.value = said.opened;
    if (said.address !== address) {
      address = said.address;
      form.action = address;
      history.replaceState(null, "", address);
    }
    pause = 1000;
    if (!changed) keep(false);
    tell(said.saved);
  } catch {
    changed = true;
    pause = Math.min(pause * 2, 30000);
    tell("Brak połączenia. Tekst czeka w tej przeglądarce, zapiszemy go później.");
  }
}

form.addEventListener("input", ({ target }) => {
  if (!target.name || skipped.has(target.name)) return;
  changed = true;
  keep(true);
  clearTimeout(later);
  if (!stopped) later = setTimeout(save, 1500);
  if (target.matches("textarea")) look();
});
form.addEventListener("submit", async event => {
  if (leaving || !form.requestSubmit) return;
  clearTimeout(later);
  leaving = true;
  if (!sending) return keep(false);
  event.preventDefault();
  await sending; // so that this page's own save is not taken for another editor's
  keep(false);
  form.requestSubmit(event.submitter);
});
addEventListener("pageshow", () => { leaving = false; });
addEventListener("online", () => { if (changed && !stopped) save(); });

// What was written without a connection, or in a closed tab, comes back; only onto the copy it was written on.
try {
  const kept = JSON.parse(localStorage.getItem(store) ?? "null");
  if (kept && kept.opened === form.elements.opened.value) {
    for (const box of form.querySelectorAll("input[type=checkbox]")) box.checked = false;
    for (const [name, value] of kept.fields) {
      const field = form.elements[name];
      if (field instanceof RadioNodeList) [...field].forEach(box => { box.checked ||= box.value === value; }); // many boxes
      else if (field?.type === "checkbox") field.checked = true;
      else if (field) field.value = value;
    }
    changed = true;
    save();
  }
} catch { /* nothing to bring back */ }

// ── how it will look ──

const preview = document.querySelector("[data-preview]");
const tools = document.querySelector("markdown-toolbar");
let wait = 0;
let turn = 0;

function look() {
  if (!preview) return;
  clearTimeout(wait);
  wait = setTimeout(render, 600);
}

async function render() {
  const mine = ++turn;
  const body = new URLSearchParams([...fields(), ["csrf_token", form.elements.csrf_token.value]]);
  try {
    const answer = await fetch(form.dataset.previewAt, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" });
    if (!answer.ok || mine !== turn) return;
    const said = await answer.json();
    preview.hidden = false;
    if (said.html || !said.problem) preview.querySelector("[data-html]").innerHTML = said.html; // cleaned by the server
    preview.querySelector("[data-found]").replaceChildren(...notes(said));
  } catch { /* the preview waits for the connection */ }
}

function notes({ problem, found }) {
  const rows = found.map(one => `${one.blocks ? "Popraw" : "Warto poprawić"}. ${one.place}: ${one.what}${one.choices ? " Możliwości pokaże przycisk „Sprawdź”." : ""}`);
  if (problem) rows.unshift(problem);
  if (!rows.length) return [];
  const list = document.createElement("ul");
  for (const row of rows) list.append(Object.assign(document.createElement("li"), { textContent: row }));
  const box = Object.assign(document.createElement("div"), { className: `notice notice--${problem || found[0].blocks ? "wrong" : "warn"}` });
  box.append(list);
  return [box];
}

// ── provisions to put into the text, without leaving the page ──

const picker = document.querySelector("[data-picker]");
const wanted = form.elements.wanted;

async function pick() {
  const place = picker.querySelector("[data-picked]");
  try {
    const answer = await fetch(`${picker.dataset.picker}?${new URLSearchParams({ q: wanted.value })}`, { redirect: "manual" });
    if (!answer.ok) throw new Error(answer.status);
    place.replaceChildren(...offers((await answer.json()).found));
  } catch {
    place.textContent = "Brak połączenia. Spróbuj za chwilę.";
  }
}

function offers(found) {
  if (!found.length) return ["Nie ma takiego przepisu w rejestrze. Sprawdź numer albo wpisz inne słowo."];
  const list = Object.assign(document.createElement("ul"), { className: "stack" });
  for (const one of found) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button button--second", textContent: `Wstaw: ${one.label}` });
    button.addEventListener("click", () => put(one.written));
    const row = document.createElement("li");
    row.append(button, ` ${one.summary}`);
    list.append(row);
  }
  return [list];
}

function put(words) {
  const area = form.querySelector("[data-editor] textarea");
  area.setRangeText(words, area.selectionStart, area.selectionEnd, "end");
  area.focus();
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

if (picker) {
  picker.querySelector("[data-picked]").setAttribute("role", "status");
  picker.querySelector("button").addEventListener("click", event => { event.preventDefault(); pick(); });
  wanted.addEventListener("keydown", event => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    pick();
  });
}

if (tools) tools.hidden = false;
if (preview && form.querySelector("[data-editor] textarea").value) render();
