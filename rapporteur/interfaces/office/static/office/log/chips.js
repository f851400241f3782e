/* What was chosen, each with a button that takes it off: deliverables, and members with their roles. */

export class Chips {
    constructor(list, template, { field, changed, back }) {
        this.list = list;
        this.template = template;
        this.field = field;
        this.changed = changed;
        this.back = back;
        list.addEventListener("click", (event) => {
            const button = event.target.closest("button");
            if (button) this.remove(button.closest("li"));
        });
        list.addEventListener("change", changed);
        list.addEventListener("keydown", (event) => {
            if (event.key !== "Enter" || !event.target.matches("select")) return;
            event.preventDefault();
            back.focus();
        });
    }

    /* Leads to the role of the newest; Enter leads back to the box. */
    toRole() {
        this.list.lastElementChild?.querySelector("select")?.focus();
    }

    get size() {
        return this.list.children.length;
    }

    /* Adds a chip and returns it; one that is there already is returned as it is, but for a role that is given. */
    add({ value, name, more, role }) {
        let chip = [...this.list.children].find(
            (one) => one.querySelector(`[name=${this.field}]`).value === value && (!role || this.role(one) === role)
        );
        if (chip) return this.describe(chip, more);
        chip = this.template.content.firstElementChild.cloneNode(true);
        chip.querySelector("input").value = value;
        chip.querySelector("span").textContent = name;
        for (const labelled of chip.querySelectorAll("[data-label]"))
            labelled.setAttribute("aria-label", `${labelled.dataset.label} ${name}`);
        if (role) chip.querySelector("select").value = role;
        this.list.append(chip);
        return this.describe(chip, more);
    }

    /* Says on a chip what tells its record from others: beside its name where there is room for it, else as its title. */
    describe(chip, more) {
        if (!more) return chip;
        const beside = chip.querySelector("small");
        if (beside) beside.textContent = more;
        (beside ?? chip.querySelector("span")).title = more;
        return chip;
    }

    role(chip) {
        return chip.querySelector("select")?.value ?? "";
    }

    remove(chip) {
        const next = chip.nextElementSibling ?? chip.previousElementSibling;
        chip.remove();
        (next?.querySelector("button") ?? this.back).focus();
        this.changed();
    }

    /* Shows exactly these; what is there already keeps its place and its focus. */
    set(rows) {
        const key = (row) => `${row.value} ${row.role ?? ""}`;
        const wanted = new Set(rows.map(key));
        for (const chip of [...this.list.children]) {
            const value = chip.querySelector(`[name=${this.field}]`).value;
            if (!wanted.has(`${value} ${this.role(chip)}`)) chip.remove();
        }
        rows.forEach((row) => this.add(row));
    }
}
