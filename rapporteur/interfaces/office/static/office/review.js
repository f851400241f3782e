// The passage that a comment is on: chosen in the list, by a click on a sentence, or by words marked in the text.
(() => {
  const list = document.getElementById("review-passage");
  if (!list) return;
  const sentences = [...document.querySelectorAll(".review-sentence")];

  function show(moving) {
    const [language, field, quote] = list.value.split("|");
    for (const one of sentences) one.classList.remove("review-chosen");
    const found = sentences.find((one) => one.dataset.passage === list.value)
      || sentences.find((one) => one.dataset.passage.startsWith(`${language}|${field}|`) && one.dataset.passage.includes(quote));
    if (!found) return;
    found.classList.add("review-chosen");
    if (moving) found.scrollIntoView({ block: "nearest" });
  }

  // Words marked within one text become a choice of their own, at the head of the list.
  function mark() {
    const marked = window.getSelection();
    const words = marked.toString().replace(/\s+/g, " ").trim();
    if (marked.isCollapsed || !words) return false;
    const piece = (node) => (node.nodeType === 1 ? node : node.parentElement).closest(".review-sentence");
    const first = piece(marked.anchorNode), last = piece(marked.focusNode);
    if (!first || !last) return false;
    const of = (one) => one.dataset.passage.split("|").slice(0, 2).join("|");
    if (of(first) !== of(last)) return false;
    let own = document.getElementById("review-marked");
    if (!own) {
      const group = document.createElement("optgroup");
      group.label = list.dataset.marked;
      own = document.createElement("option");
      own.id = "review-marked";
      group.append(own);
      list.prepend(group);
    }
    own.value = `${of(first)}|${words}`;
    own.textContent = words;
    list.value = own.value;
    show(false);
    return true;
  }

  document.querySelector(".review-pieces").addEventListener("mouseup", (event) => {
    if (mark()) return;
    const chosen = event.target.closest(".review-sentence");
    if (!chosen || event.target.closest("a")) return;
    list.value = chosen.dataset.passage;
    show(false);
  });
  list.addEventListener("input", () => show(true));
  list.addEventListener("focus", () => show(false));
})();
