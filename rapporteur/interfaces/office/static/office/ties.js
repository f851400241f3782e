/* Of a long list of boxes to tick, those whose names have what is typed, and those that are ticked. */
(() => {
    const box = document.getElementById("ties-q");
    if (!box) return;
    const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const rows = [...document.querySelectorAll("main input[type=checkbox]")].map((tick) => {
        const label = tick.closest("label");
        return { tick, row: label?.parentElement ?? tick, text: plain(label?.textContent ?? "") };
    });
    const show = () => {
        const typed = plain(box.value.trim());
        for (const { tick, row, text } of rows) row.hidden = !tick.checked && !text.includes(typed);
    };
    document.getElementById("ties-find").hidden = false;
    box.addEventListener("input", show);
    box.addEventListener("keydown", (event) => {
        if (event.key === "Enter") event.preventDefault();
        if (event.key === "Escape") box.value = "";
        show();
    });
})();
