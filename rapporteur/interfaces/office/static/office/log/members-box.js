/* Boxes for organisations in any form: chosen by any name in any language, as on the page of Log. */
import { Chips } from "./chips.js";
import { Chooser } from "./chooser.js";
import { recordNewcomer, without } from "./newcomer.js";
import { get } from "./server.js";

for (const box of document.querySelectorAll("[data-members-box]")) {
    const input = box.querySelector("[data-field]");
    const status = box.querySelector("[role=status]");
    const { choices, some, none, recordIt, onlyRecord } = box.dataset;
    const changed = () => box.dispatchEvent(new Event("change", { bubbles: true }));
    const chips = new Chips(box.querySelector("ul"), box.querySelector("template:not([data-newcomer])"), { field: input.dataset.field, changed, back: input });
    new Chooser(input, {
        ask: (text) => get(`${choices}?${new URLSearchParams({ of: "members", q: text })}`),
        choose: (choice) => {
            chips.add(choice);
            changed();
        },
        take: changed,
        announce: (count) => (status.textContent = count ? some.replace("{count}", count) : input.value.trim() ? onlyRecord : none),
        empties: true,
        recordIt,
        record: async (name) => {
            const said = (text) => (status.textContent = text);
            const choice = await recordNewcomer({ name, met: "yes" }, { back: input, said });
            if (!choice) return;
            input.value = without(input.value, name);
            chips.add(choice);
            changed();
        },
    });
}
