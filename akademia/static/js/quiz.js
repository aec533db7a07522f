// An attempt saves itself: each change is sent at once, kept in this browser until the server has it, and sent again
// after a lost connection, a closed tab, a restarted server, an ended session. Without this module the buttons do the same.
const form = document.querySelector("form[data-autosave]");
const store = `podejscie-${form.dataset.attempt}`;
const told = document.querySelector("[data-saved]");
const answered = document.querySelector("[data-answered]");

// What the server does not have yet: place of the question → chosen values.
const waiting = new Map(read());
let sending = null; // the present sending; it ends with true when the server has everything
let pause = 1000;
let retry = 0;
let pressed = null; // the button that waits for the connection
let leaving = false;

function read() {
  try { return JSON.parse(localStorage.getItem(store) ?? "[]"); } catch { return []; }
}

function keep() {
  try {
    if (waiting.size) localStorage.setItem(store, JSON.stringify([...waiting]));
    else localStorage.removeItem(store);
  } catch { /* a private window may refuse; the answers still wait in this page */ }
}

function tell(words, link) {
  told.textContent = words;
  if (!link) return;
  const anchor = document.createElement("a");
  [anchor.href, anchor.textContent] = link;
  told.append(" ", anchor);
}

const boxes = place => [...form.querySelectorAll(`[name="q${place}"]`)];
const chosen = place => boxes(place).filter(box => box.checked).map(box => box.value);

// From now on the form itself is to send the question, also when it stands as it did at first.
function touch(place) {
  form.elements[`bylo${place}`]?.remove();
}

function mark(place, has) {
  const link = document.querySelector(`.quiz-map li:nth-child(${place}) a`);
  link?.classList.toggle("quiz-map__todo", !has);
  if (link) link.querySelector("[data-has]").textContent = has ? "jest" : "brak";
}

// ── sending ──

class Refused extends Error {}
const LOST = "Brak połączenia. Odpowiedź czeka w tej przeglądarce, wyślemy ją później.";

function send() {
  sending ??= sendAll().finally(() => { sending = null; });
  return sending;
}

async function sendAll() {
  clearTimeout(retry);
  try {
    while (waiting.size) {
      const [place, values] = waiting.entries().next().value;
      settle(place, values, await post(place, values));
    }
    pause = 1000;
    return true;
  } catch (problem) {
    if (problem instanceof Refused) {
      pressed = null;
      return false;
    }
    tell(LOST);
    retry = setTimeout(again, pause);
    pause = Math.min(pause * 2, 30000);
    return false;
  }
}

async function post(place, values, tries = 2) {
  const fields = new URLSearchParams({ csrf_token: form.elements.csrf_token.value, pytanie: place });
  for (const value of values) fields.append(`q${place}`, value);
  const answer = await fetch(form.dataset.autosave, {
    method: "POST", body: fields, headers: { Accept: "application/json" }, redirect: "manual", keepalive: true,
    signal: AbortSignal.timeout?.(15000),
  });
  if (answer.type === "opaqueredirect") {
    tell("Sesja wygasła. Odpowiedź czeka w tej przeglądarce.", [form.dataset.signIn, "Zaloguj się"]);
    throw new Refused();
  }
  const said = await answer.json();
  if (said.csrf_token) form.elements.csrf_token.value = said.csrf_token;
  if (answer.ok) return said;
  if (said.error === "csrf" && tries) return post(place, values, tries - 1);
  if (answer.status >= 500 || answer.status === 429 || said.error === "csrf") throw new Error(answer.status);
  waiting.delete(place);
  if (said.error === "closed") waiting.clear();
  keep();
  tell(said.message, said.error === "closed" ? [form.dataset.outcome, "Zobacz wynik"] : null);
  throw new Refused();
}

function settle(place, values, said) {
  if (waiting.get(place)?.join() === values.join()) waiting.delete(place);
  keep();
  tell(said.saved);
  answered.textContent = `${said.answered} z ${said.asked}`;
}

// After a lost connection: send what waits, then do what the person pressed meanwhile.
async function again() {
  if (await send() && pressed && navigator.onLine) go(pressed);
}

form.addEventListener("change", ({ target }) => {
  const place = target.name?.match(/^q(\d+)$/)?.[1];
  if (!place) return;
  pressed = null;
  touch(place);
  waiting.delete(place);
  waiting.set(place, chosen(place));
  mark(place, chosen(place).length > 0);
  keep();
  const slow = setTimeout(() => tell("Zapisujemy…"), 400);
  send().finally(() => clearTimeout(slow));
});

// ── going on: only with everything saved and a connection, so that no answer stays behind on an error page ──

function go(button) {
  leaving = true;
  form.requestSubmit(button);
}

form.addEventListener("submit", async event => {
  if (leaving || !form.requestSubmit) return;
  const button = event.submitter;
  if (!waiting.size && navigator.onLine) { leaving = true; return; }
  event.preventDefault();
  pressed = button;
  if (navigator.onLine && await send()) go(button);
  else if (pressed) tell("Brak połączenia. Odpowiedzi czekają w tej przeglądarce. Przejdziemy dalej, gdy połączenie wróci.");
});
addEventListener("online", again);
addEventListener("pageshow", () => { leaving = false; again(); });
document.addEventListener("visibilitychange", () => { if (!document.hidden) again(); });

for (const [place, values] of waiting) {
  touch(place);
  for (const box of boxes(place)) box.checked = values.includes(box.value);
  mark(place, values.length > 0);
}

// ── time: by the server's clock; spoken when five minutes and one minute are left ──

const timer = document.querySelector("[data-ends-at]");
if (timer) {
  const ahead = Date.now() - Date.parse(form.dataset.now);
  const end = Date.parse(timer.dataset.endsAt) + ahead;
  const words = timer.querySelector("b");
  const spoken = document.querySelector("[data-spoken]");
  const noun = n => (n === 1 ? "minuta" : n % 10 > 1 && n % 10 < 5 && ![12, 13, 14].includes(n % 100) ? "minuty" : "minut");
  let last = 0;
  const tick = async () => {
    const left = end - Date.now();
    const minutes = Math.max(0, Math.ceil(left / 60000));
    words.textContent = left <= 0 ? "koniec czasu" : left < 60000 ? "mniej niż minuta" : `${minutes}\u00a0${noun(minutes)}`;
    for (const step of [5, 1]) if (minutes === step && last === step + 1) spoken.textContent = `Do końca testu: ${step} ${noun(step)}.`;
    last = minutes;
    if (left > 0) setTimeout(tick, Math.min(left, 5000));
    else finish();
  };
  // What was sent in time may still be on its way; then the result is there.
  const finish = async () => {
    await send();
    setTimeout(() => { location.href = form.dataset.outcome; }, 6000);
  };
  tick();
}
