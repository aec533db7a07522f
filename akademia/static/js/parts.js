// Saved parts of replies go into the text at the caret. Without this module they are copied by hand.
const text = document.querySelector("form[data-text-editor] textarea[name=source]");

for (const button of document.querySelectorAll("[data-insert]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const part = document.getElementById(button.dataset.insert).textContent;
    text.setRangeText(part, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
    text.focus();
  });
}
