/* A box with a list to choose from: what is typed is looked up on the server, a choice is said by an event.

   Enter takes the first of the list that belongs to what stands in the box now, never one of an older list; where the
   names only resemble what is typed, none is taken before an arrow key points at it. */
import Combobox from "./combobox-nav.js";

const PAUSE = 120; // milliseconds after a key before the server is asked
const SHORTEST = 3; // letters from which on what is typed may be the name of somebody to record

/* In a box for several, what is being typed stands behind the last semicolon. */
export const lastPart = (text) => text.split(";").pop().trim();

export class Chooser {
    /* `ask(text)` gives a promise of {choices, near}; `choose(choice)` takes one; `take()` hears that what stands in the
       box is whole. A box that `empties` holds what is not chosen yet; else it holds the name of what is. Where there is
       `record(text)`, the last of the list records what is typed; `recordIt` is what it is called. `above()` hears the arrow up in an empty box. */
    constructor(input, { ask, choose, take, announce, empties, record, recordIt, above }) {
        this.input = input;
        this.list = document.getElementById(input.id.replace("log-", "log-list-"));
        this.ask = ask;
        this.choose = choose;
        this.take = take;
        this.announce = announce;
        this.empties = empties;
        this.record = record;
        this.recordIt = recordIt;
        this.above = above;
        this.shownFor = null;
        this.asked = null;
        this.before = Promise.resolve();
        input.addEventListener("keydown", (event) => this.onKey(event));
        this.combobox = new Combobox(input, this.list, { tabInsertsSuggestions: false });
        input.addEventListener("input", () => this.look());
        input.addEventListener("paste", () => { clearTimeout(this.timer); this.asked = null; this.close(); }); // what is said of a pasted list stands below
        input.addEventListener("focus", () => { if (!this.text) this.look(0); });
        input.addEventListener("blur", () => { this.close(); if (this.empties && input.value) this.end(); });
        this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the box
        this.list.addEventListener("combobox-commit", (event) => this.onCommit(event.target));
    }

    /* What is looked up: the name in the box, of several the last. */
    get text() {
        return this.empties ? lastPart(this.input.value) : this.input.value;
    }

    /* Leaves in the box what stands there before the last of several. */
    cut() {
        if (this.empties) this.input.value = this.input.value.split(";").slice(0, -1).map((part) => `${part.trim()}; `).join("");
    }

    onKey(event) {
        if (event.isComposing) return;
        if (event.key === "Escape" && !this.list.hidden) {
            this.close();
            event.preventDefault();
        } else if (event.key === "ArrowDown" && this.list.hidden) {
            this.look(0);
            event.preventDefault();
        } else if (event.key === "ArrowUp" && this.list.hidden && !this.text && this.above) {
            this.before.then(() => this.above()); // what was taken by Enter is there by then
            event.preventDefault();
        } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
            event.preventDefault();
            const pointed = this.list.querySelector("[aria-selected=true]");
            if (pointed && this.shownFor === this.text) return; // the list takes it
            event.stopImmediatePropagation();
            if (this.asked && this.asked === this.text) this.takeFirst(this.asked);
            else if (this.empties && this.text) this.end();
        }
    }

    /* Takes the first of a list that is still on the way, in the order in which they were asked for; meanwhile the box
       is free for the next. */
    takeFirst(text) {
        clearTimeout(this.timer);
        this.asked = null;
        this.close();
        this.cut();
        const found = this.find(text);
        this.before = this.before.then(async () => {
            const { choices, near } = await found;
            if (choices.length && !near) {
                if (this.empties || this.text === text) this.choose(choices[0]);
            } else if (this.empties) {
                this.input.value = `${text}; ${this.input.value}`;
                this.take();
            }
        });
    }

    /* What stands in the box is whole: it is taken up as it is. */
    end() {
        const whole = `${this.input.value.replace(/[;\s]+$/, "")}; `;
        if (whole === this.input.value && document.activeElement !== this.input) return;
        this.input.value = whole;
        this.take();
    }

    async find(text) {
        try {
            return await this.ask(text);
        } catch {
            return { choices: [], near: false }; // what keeps the page says that the server is away
        }
    }

    look(pause = PAUSE) {
        const text = this.text;
        clearTimeout(this.timer);
        this.asked = text;
        this.timer = setTimeout(async () => {
            const found = await this.find(text);
            if (this.asked !== text) return;
            this.asked = null;
            if (this.text === text && document.activeElement === this.input) this.show(text, found);
        }, pause);
    }

    show(text, { choices, near }) {
        this.close();
        const options = choices.map((choice, place) => this.option(choice, place));
        if (this.record && text.length >= SHORTEST) options.push(this.recording(text, options.length));
        if (options.length) {
            this.list.replaceChildren(...options);
            this.list.hidden = false;
            this.combobox.firstOptionSelectionMode = text && choices.length && !near ? "selected" : "none";
            this.combobox.start();
            this.shownFor = text;
        }
        if (text) this.announce(choices.length); // what is offered before a key says nothing over what was just said
    }

    option(choice, place) {
        const option = document.createElement("li");
        option.id = `${this.list.id}-${place}`;
        option.setAttribute("role", "option");
        option.dataset.value = choice.value;
        option.dataset.name = choice.name;
        option.append(choice.name);
        if (choice.more) {
            const more = document.createElement("small");
            more.textContent = choice.more;
            option.append(" ", more);
            option.dataset.more = choice.more;
        }
        return option;
    }

    recording(text, place) {
        const option = this.option({ value: "", name: this.recordIt.replace("{name}", text) }, place);
        option.dataset.record = text;
        return option;
    }

    onCommit(option) {
        const { value, name, more, record } = option.dataset;
        this.close();
        if (record) return this.record(record);
        this.cut();
        this.choose({ value, name, more });
    }

    close() {
        if (this.list.hidden) return;
        this.combobox.stop();
        this.list.hidden = true;
        this.list.replaceChildren();
        this.shownFor = null;
    }
}
