// While the name of a commune is typed, the browser's own list offers those that fit: read out and walked by keys as
// every such list is. Without this file the words typed are matched when the form is sent.
const WAIT = 150;

for (const field of document.querySelectorAll("[data-communes]")) {
  const list = Object.assign(document.createElement("datalist"), { id: `${field.id}-list` });
  field.after(list);
  field.setAttribute("list", list.id);
  let timer = 0;
  let asked = "";
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, WAIT);
  });
  async function suggest() {
    const words = field.value.trim();
    if (words.length < 2 || words === asked) return;
    asked = words;
    try {
      const answer = await fetch(`${field.dataset.communes}?${new URLSearchParams({ q: words })}`, { redirect: "manual" });
      if (!answer.ok || words !== asked) return;
      const { found } = await answer.json();
      list.replaceChildren(...found.map(one => Object.assign(document.createElement("option"), { value: one.label })));
    } catch {
      asked = ""; // what is typed can still be sent
    }
  }
}
