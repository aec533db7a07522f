// Comfort only: the sentence that tells what a learner meets follows the settings while they are typed.
const form = document.querySelector("form[data-sentence]");
const told = form.querySelector("[data-told]");
let waiting = 0;
let asked = 0;

const ask = async () => {
  const mine = ++asked;
  const fields = new FormData(form);
  for (const name of ["csrf_token", "title", "intro"]) fields.delete(name);
  const answer = await fetch(`${form.dataset.sentence}?${new URLSearchParams(fields)}`).catch(() => null);
  if (answer?.ok && mine === asked) told.textContent = await answer.text();
};

form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(ask, 250);
});
