// Comfort only: the file goes in parts by tus 1.0, shows how far it is and goes on after a lost connection.
// Then the form goes as it would without this script, with the upload's token in place of the file.
const form = document.querySelector("[data-upload]");
const field = form.querySelector("input[type=file]");
const meter = form.querySelector("[data-meter]");
const bar = meter.querySelector("progress");
const words = meter.querySelector("[data-meter-words]");
const percent = meter.querySelector("[data-meter-percent]");
const pause = meter.querySelector("[data-pause]");
const send = form.querySelector("button:not([type])");
const PART_BYTES = 4_000_000;
let upload = null;
let going = false;

const complain = sentence => {
  let note = document.getElementById("file-error");
  if (!note) {
    note = Object.assign(document.createElement("p"), { id: "file-error", className: "field__error" });
    field.before(note);
  }
  note.setAttribute("role", "alert");
  note.textContent = sentence;
  field.closest(".field").classList.add("field--wrong");
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", "file-hint file-error");
  field.focus();
};

const go = on => {
  going = on;
  pause.textContent = on ? "Wstrzymaj" : "Wznów";
  words.textContent = on ? "Wgrywamy…" : "Wstrzymano. Możesz wznowić w każdej chwili.";
  if (on) upload.start(); else upload.abort();
};

const stop = sentence => {
  meter.hidden = true;
  send.disabled = false;
  upload = null;
  complain(sentence);
};

const begin = file => {
  send.disabled = true;
  meter.hidden = false;
  upload = new tus.Upload(file, {
    endpoint: form.dataset.upload,
    chunkSize: PART_BYTES,
    retryDelays: [0, 1000, 3000, 5000, 10000, 20000, 30000],
    metadata: { filename: file.name },
    headers: { "X-CSRFToken": form.elements.csrf_token.value },
    removeFingerprintOnSuccess: true,
    onShouldRetry(error) {
      const status = error.originalResponse?.getStatus() ?? 0;
      if (!status) words.textContent = "Połączenie zniknęło. Spróbujemy dalej od tego samego miejsca.";
      return !status || status === 409 || status === 423 || status >= 500;
    },
    onProgress(sent, all) {
      const done = Math.floor(100 * sent / all);
      bar.value = done;
      percent.textContent = `${done}%`;
      if (going) words.textContent = "Wgrywamy…";
    },
    onSuccess() {
      words.textContent = "Plik doszedł. Sprawdzamy go…";
      pause.hidden = true;
      form.elements.upload.value = upload.url.replace(/\/$/, "").split("/").pop();
      field.disabled = true;
      form.submit();
    },
    onError(error) {
      const said = error.originalResponse?.getBody();
      stop(said && said.length < 300 && !said.includes("<") ? said
        : "Nie udało się wgrać pliku. Wybierz go jeszcze raz: wrócimy do miejsca, w którym przerwaliśmy.");
    },
  });
  upload.findPreviousUploads().then(before => {
    if (before.length) upload.resumeFromPreviousUpload(before[0]);
    go(true);
  });
};

if (globalThis.tus?.isSupported) {
  form.querySelector("[data-no-script]").hidden = true;
  pause.addEventListener("click", () => go(!going));
  form.addEventListener("submit", event => {
    const [file] = field.files;
    if (!file) return;
    event.preventDefault();
    if (file.size > Number(form.dataset.largest)) complain(`Ten plik jest większy niż ${form.dataset.largestWords}. Zmniejsz go i wybierz jeszcze raz.`);
    else begin(file);
  });
}
