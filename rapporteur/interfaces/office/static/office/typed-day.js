/* Says below a box for a day what is understood of it, as it is typed. The box keeps what was typed. */
(() => {
    const PAUSE = 300; // milliseconds after a key
    const timers = new WeakMap();

    function line(box) {
        const id = `${box.id}-understood`;
        let said = document.getElementById(id);
        if (!said) {
            said = Object.assign(document.createElement("p"), { id, className: "help" });
            said.setAttribute("role", "status");
            box.after(said);
            box.setAttribute("aria-describedby", [box.getAttribute("aria-describedby"), id].filter(Boolean).join(" "));
        }
        return said;
    }

    async function ask(box) {
        const typed = box.value;
        const address = document.querySelector("script[data-day]")?.dataset.day;
        if (!address) return;
        try {
            const response = await fetch(`${address}?${new URLSearchParams({ text: typed, as: box.dataset.typedDay })}`, { redirect: "error" });
            const answer = await response.json();
            if (box.value === typed) line(box).textContent = answer.said || answer.asked || "";
        } catch {
            line(box).textContent = ""; // the form says it when it is sent
        }
    }

    document.addEventListener("input", ({ target }) => {
        if (!target.matches?.("[data-typed-day]")) return;
        clearTimeout(timers.get(target));
        timers.set(target, setTimeout(() => ask(target), PAUSE));
    });
})();
