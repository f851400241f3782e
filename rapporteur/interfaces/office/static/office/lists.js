/* A list that is searched while one types: what is saved under a name is what stands in the box, and a name that is
   being typed outlasts the rows that come in meanwhile. */
const form = () => document.querySelector(".list-bar details form");
let before = null; // which still holds what was typed when it is replaced
let focused = "";

document.addEventListener("focusin", (event) => {
    focused = event.target.closest(".list-bar details form") ? event.target.name : "";
});
document.addEventListener("w-swap:begin", () => (before = form()));
document.addEventListener("w-swap:success", () => {
    const after = form();
    if (!after || !before || before === after || !before.closest("details").open) return;
    after.closest("details").open = true;
    for (const one of before.elements) {
        const box = after.elements[one.name];
        if (!box || one.type === "hidden") continue; // what is hidden says what is seen now
        if (one.type === "checkbox") box.checked = one.checked;
        else box.value = one.value;
        if (one.name && one.name === focused) box.focus();
    }
});
document.addEventListener("submit", (event) => {
    const box = document.querySelector("[data-search-form] [name=q]");
    if (event.target !== form() || !box) return;
    const query = new URLSearchParams(event.target.elements.query.value);
    query.delete("q");
    if (box.value.trim()) query.set("q", box.value.trim());
    event.target.elements.query.value = query.toString();
});
