// Passkeys: a form marked data-passkey asks the browser for a key and sends what it answered, as any form does.
const bytes = text => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), sign => sign.charCodeAt(0));
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const named = keys => keys.map(key => ({ ...key, id: bytes(key.id) }));

async function add(options) {
  const publicKey = {
    ...options, challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: named(options.excludeCredentials),
  };
  const made = await navigator.credentials.create({ publicKey });
  return answer(made, {
    attestationObject: text(made.response.attestationObject), transports: made.response.getTransports?.() ?? [],
  });
}

async function use(options) {
  const publicKey = {
    ...options, challenge: bytes(options.challenge), allowCredentials: named(options.allowCredentials),
  };
  const found = await navigator.credentials.get({ publicKey });
  const { authenticatorData, signature, userHandle } = found.response;
  return answer(found, {
    authenticatorData: text(authenticatorData), signature: text(signature),
    ...(userHandle && { userHandle: text(userHandle) }),
  });
}

const answer = (key, more) => JSON.stringify({
  id: key.id, rawId: text(key.rawId), type: key.type, clientExtensionResults: {},
  response: { clientDataJSON: text(key.response.clientDataJSON), ...more },
});

const WORDS = {
  InvalidStateError: "Ten klucz jest już dodany do konta.",
  NotAllowedError: "Przeglądarka nie użyła klucza: upłynął czas albo okno zostało zamknięte. Możesz spróbować jeszcze raz.",
  SecurityError: "Pod tym adresem strony klucze nie działają.",
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  const said = form.querySelector("[data-said]");
  form.hidden = false;
  for (const other of document.querySelectorAll("[data-passkey-missing]")) other.hidden = true;
  form.addEventListener("submit", async event => {
    event.preventDefault();
    said.textContent = "Czekamy na Twój klucz…";
    try {
      const ask = form.dataset.passkey === "add" ? add : use;
      form.elements.credential.value = await ask(JSON.parse(form.dataset.options));
      form.submit();
    } catch (error) {
      said.textContent = WORDS[error.name] ?? "Nie udało się użyć klucza. Spróbuj jeszcze raz albo wybierz inny sposób.";
    }
  });
}
