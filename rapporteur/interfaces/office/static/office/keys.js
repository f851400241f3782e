/* Keys that every page of the office hears, but where somebody writes: “n” leads to Log, “g q” to what waits for a
   review, “g r” to the report room, where the menu leads there too. A box on the page of Log turns them off, and so does
   Wagtail's own switch for keys in one's account. */
(() => {
    const address = document.currentScript.dataset.log;
    const OFF = "rapporteur-keys-off";
    const PATIENCE = 1500; // milliseconds between the two keys of a pair
    let pair = 0;
    const isOff = () => {
        try {
            if (localStorage.getItem(OFF) === "1") return true;
        } catch {
            return false;
        }
        const own = document.getElementById("wagtail-config")?.textContent ?? "";
        return /"KEYBOARD_SHORTCUTS_ENABLED":\s*false/.test(own);
    };
    const goal = (key) => {
        const palette = document.getElementById("palette-script")?.dataset ?? {};
        if (Date.now() - pair < PATIENCE) return { q: palette.queue, r: palette.report }[key];
        return key === "n" ? address : undefined;
    };
    document.addEventListener("keydown", (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isOff()) return;
        if (event.target.closest?.("input, textarea, select, [contenteditable], [role=textbox], dialog, [role=dialog]")) return;
        const to = goal(event.key);
        pair = event.key === "g" ? Date.now() : 0;
        if (!to || !document.querySelector(`#wagtail-sidebar a[href="${to}"]`)) return;
        event.preventDefault();
        location.assign(to);
    });
    document.addEventListener("change", (event) => {
        if (event.target.id !== "log-key") return;
        localStorage.setItem(OFF, event.target.checked ? "0" : "1");
    });
    addEventListener("DOMContentLoaded", () => {
        const sent = sessionStorage.getItem("rapporteur-form-sent"); // by a form of a record: this page says what became of it
        if (sent && document.querySelector(".messages .success") && !document.querySelector(".messages .error")) localStorage.setItem(`rapporteur-form-saved ${sent}`, Date.now());
        sessionStorage.removeItem("rapporteur-form-sent");
        const box = document.getElementById("log-key");
        if (box) box.checked = localStorage.getItem(OFF) !== "1";
    });
})();
