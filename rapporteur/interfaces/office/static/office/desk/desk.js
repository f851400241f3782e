/* The desk by keyboard, and what is typed kept in the browser until it is on record. The page works without it. */
const form = document.getElementById("desk-form");
const rows = [...form.querySelectorAll("textarea:not([readonly])")];
const shelf = `rapporteur-desk ${form.dataset.account} ${location.pathname}`;
const refused = Boolean(form.dataset.refused);
/* A page that came back refused shows what was typed: none of it is on record. */
const onRecord = new Map(rows.map((row) => [row.name, refused ? null : row.defaultValue]));
const revisions = () => [...form.querySelectorAll("[name^=made_for-], [name^=instead_of-]")].map((one) => one.value).join();

const kept = () => {
    try {
        return JSON.parse(localStorage.getItem(shelf));
    } catch {
        return null;
    }
};
const keep = () => {
    const typed = Object.fromEntries(rows.filter((row) => row.value !== onRecord.get(row.name)).map((row) => [row.name, row.value]));
    try {
        if (Object.keys(typed).length) localStorage.setItem(shelf, JSON.stringify({ revisions: revisions(), typed }));
        else localStorage.removeItem(shelf);
    } catch { /* a browser that keeps nothing: the form alone has it */ }
};

const take = (button) => {
    const row = button.closest(".desk-target").querySelector("textarea");
    row.value = button.value.slice(button.value.indexOf(":") + 1);
    row.focus();
    keep();
};

/* What was typed when the browser went, the session ended or the server was away is back in its boxes. Where the texts
   are others by now it is not put over them: unless it is what stands there (it was saved), it is listed above. */
const before = kept();
if (before && !refused) {
    if (before.revisions === revisions()) {
        for (const row of rows) if (row.name in before.typed) row.value = before.typed[row.name];
        const notice = document.getElementById("desk-unsent");
        notice.hidden = false;
        notice.querySelector("button").addEventListener("click", () => {
            for (const row of rows) row.value = onRecord.get(row.name);
            localStorage.removeItem(shelf);
            notice.hidden = true;
            rows[0]?.focus();
        });
    } else {
        const lost = rows.filter((row) => row.name in before.typed && row.value.trim() !== before.typed[row.name].trim());
        const notice = document.getElementById("desk-other");
        const list = notice.querySelector("ul");
        for (const row of lost) list.append(Object.assign(document.createElement("li"), { textContent: before.typed[row.name] }));
        notice.hidden = !lost.length;
        if (!lost.length) localStorage.removeItem(shelf);
        notice.querySelector("button").addEventListener("click", () => {
            localStorage.removeItem(shelf);
            notice.hidden = true;
        });
    }
}

let pause;
form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(keep, 300);
});
addEventListener("pagehide", keep);

form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=take]");
    if (!button) return;
    event.preventDefault();
    take(button);
});

document.addEventListener("keydown", (event) => {
    const row = event.target.closest?.("textarea");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        const next = form.querySelector("button[name=next]");
        if (!next) return;
        event.preventDefault();
        keep();
        form.requestSubmit(next);
    } else if (event.altKey && !event.ctrlKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
        const at = rows.indexOf(row) + (event.key === "ArrowDown" ? 1 : -1);
        if (rows[at]) {
            event.preventDefault();
            rows[at].focus();
        }
    } else if (event.altKey && row && /^Digit[1-9]$/.test(event.code)) {
        const offer = row.closest(".desk-target").querySelectorAll("button[name=take]")[event.code.slice(-1) - 1];
        if (offer) {
            event.preventDefault();
            take(offer);
        }
    } else if (event.altKey && row && event.code === "Digit0") {
        const box = row.closest(".desk-text").querySelector("[name^=meaning-]");
        if (box) {
            event.preventDefault();
            box.checked = !box.checked;
        }
    }
});
