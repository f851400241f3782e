/* The palette: Ctrl-K, or its entry in the menu, opens a box that finds records, what can be done and pages. What is
   found is a link each, asked of the server, which shows nobody what they may not see. */
import Combobox from "../log/combobox-nav.js";

const own = document.getElementById("palette-script").dataset;
const words = JSON.parse(own.words);
const PAUSE = 120; // milliseconds after a key before the server is asked

const made = (tag, properties = {}, ...inside) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...inside);
    return element;
};

class Palette {
    constructor() {
        this.box = made("input", { type: "text", id: "palette-box", autocomplete: "off", spellcheck: false });
        this.list = made("div", { id: "palette-list", className: "palette-list", hidden: true });
        this.list.setAttribute("role", "listbox");
        this.list.setAttribute("aria-label", words.title);
        this.told = made("p", { className: "palette-told" });
        this.told.setAttribute("role", "status");
        const close = made("button", { type: "button", className: "palette-close", textContent: "×" });
        close.setAttribute("aria-label", words.close);
        const label = made("label", { htmlFor: this.box.id, textContent: words.box });
        const keys = made("p", { className: "palette-keys", textContent: words.keys });
        this.dialog = made("dialog", { className: "palette" }, close, label, this.box, this.told, this.list, keys);
        this.dialog.setAttribute("aria-label", words.title);
        document.body.append(this.dialog);
        this.combobox = new Combobox(this.box, this.list, { tabInsertsSuggestions: false, firstOptionSelectionMode: "selected" });
        close.addEventListener("click", () => this.dialog.close());
        this.dialog.addEventListener("click", (event) => { if (event.target === this.dialog) this.dialog.close(); });
        this.dialog.addEventListener("close", () => this.clear());
        this.box.addEventListener("input", () => this.look());
        this.box.addEventListener("keydown", (event) => this.onKey(event));
    }

    open() {
        if (this.dialog.open) return;
        this.before = document.activeElement;
        this.box.value = "";
        this.dialog.showModal();
        this.box.focus();
        this.look(0);
    }

    clear() {
        this.asked = null;
        clearTimeout(this.timer);
        this.show({ groups: [], told: "" });
        this.before?.focus();
    }

    /* Enter before the list is there opens the first of what belongs to what stands in the box, when it comes. */
    onKey(event) {
        if (event.key !== "Enter" || event.isComposing) return;
        event.preventDefault();
        if (this.asked !== null) {
            event.stopImmediatePropagation();
            this.isWanted = true;
        }
    }

    look(pause = PAUSE) {
        const text = this.box.value;
        clearTimeout(this.timer);
        this.asked = text;
        this.isWanted = false;
        this.timer = setTimeout(async () => {
            let found = null;
            try {
                const response = await fetch(`${own.find}?${new URLSearchParams({ q: text, as: "json" })}`, { redirect: "manual" });
                if (response.ok) found = await response.json();
            } catch {
                // said below
            }
            if (this.asked !== text || !this.dialog.open) return;
            this.asked = null;
            this.show(found ?? { groups: [], told: words.away });
            const first = this.list.querySelector("[role=option]");
            if (this.isWanted && first && text.trim() && !found?.isNear) first.click();
        }, pause);
    }

    show({ groups, told, isNear }) {
        if (!this.list.hidden) this.combobox.stop();
        this.list.replaceChildren(...groups.map((group, place) => this.group(group, place)));
        this.list.hidden = !groups.length;
        this.told.textContent = told;
        this.combobox.firstOptionSelectionMode = this.box.value.trim() && !isNear ? "selected" : "none";
        if (groups.length) this.combobox.start();
    }

    group({ title, rows }, place) {
        const head = made("div", { id: `palette-group-${place}`, className: "palette-group", textContent: title });
        head.setAttribute("role", "presentation");
        const options = rows.map((row, at) => {
            const option = made("a", { href: row.address, id: `palette-${place}-${at}`, tabIndex: -1 }, row.name);
            option.setAttribute("role", "option");
            if (row.more) option.append(" ", made("small", { textContent: row.more }));
            return option;
        });
        const whole = made("div", {}, head, ...options);
        whole.setAttribute("role", "group");
        whole.setAttribute("aria-labelledby", head.id);
        return whole;
    }
}

const palette = new Palette();

/* In rich text Ctrl-K makes a link, as everywhere else. */
document.addEventListener("keydown", (event) => {
    if (event.key?.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    if (event.target.closest?.("[contenteditable=true]")) return;
    event.preventDefault();
    palette.open();
});
document.addEventListener("click", (event) => {
    const link = event.target.closest?.(`a[href="${own.find}"]`);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    event.stopPropagation();
    palette.open();
}, true);
