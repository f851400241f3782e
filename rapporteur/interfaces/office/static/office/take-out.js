// Copies the text of a box; where the browser gives no clipboard, the text is marked for the keys that copy.
for (const button of document.querySelectorAll("[data-copies]")) {
  button.addEventListener("click", async () => {
    const box = document.getElementById(button.dataset.copies);
    box.select();
    try {
      await navigator.clipboard.writeText(box.value);
    } catch {
      box.focus();
      return;
    }
    document.getElementById("take-out-state").textContent = button.dataset.copied;
    button.textContent = button.dataset.copied;
  });
}
