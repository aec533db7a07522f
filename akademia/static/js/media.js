// Comfort only: a look every two seconds whether a picture is ready.
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
