/* In the window in which a record is chosen: who was looked for and is not on record is recorded under the name that was
   typed. The window is made anew each time it opens, so the page listens, once. */
document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-record-typed]");
    if (!button) return;
    const form = document.querySelector("#tab-create form");
    document.getElementById("tab-label-create").click();
    const name = form.elements.namedItem("name");
    name.value = button.dataset.recordTyped;
    setTimeout(() => name.focus(), 300); // once its tab is shown, which fades in
});
