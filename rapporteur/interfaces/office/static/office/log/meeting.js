/* Noting a meeting: the boxes of Log for members and places; what else is typed is read when it is sent. */
import { Chips } from "./chips.js";
import { Chooser } from "./chooser.js";
import { recordNewcomer, without } from "./newcomer.js";
import { get } from "./server.js";

const byId = (name) => document.getElementById(`log-${name}`);
const form = byId("form");
const { names, where, when } = form.elements;
const members = new Chips(byId("chips-names"), byId("chip-member"), { field: "member", changed: () => {}, back: names });

const { choices: some, none, recordIt, onlyRecord } = byId("count").dataset;

async function record(name) {
    const said = (text) => (byId("count").textContent = text);
    const choice = await recordNewcomer({ name, when: when.value, met: "yes" }, { back: names, said });
    if (!choice) return;
    members.add(choice);
    names.value = without(names.value, name);
    for (const button of form.querySelectorAll("[data-newcomer-name]"))
        if (button.dataset.newcomerName === name) button.closest(".log-question").remove();
}

function chooser(input, of, choose) {
    const ask = (text) => get(`${form.dataset.choices}?${new URLSearchParams({ of, q: text, when: when.value })}`);
    const empties = of === "members";
    const nothing = () => (empties && names.value.trim() ? onlyRecord : none);
    const announce = (count) => (byId("count").textContent = count ? some.replace("{count}", count) : nothing());
    return new Chooser(input, { ask, choose, take: () => {}, announce, empties, recordIt, record: empties ? record : null });
}

chooser(names, "members", (choice) => members.add(choice));
chooser(where, "places", (choice) => {
    where.value = choice.name;
    byId("said-where").replaceChildren(
        Object.assign(document.createElement("input"), { type: "hidden", name: "place", value: choice.value })
    );
});
where.addEventListener("input", () => byId("said-where").replaceChildren()); // chosen for what stood there before
form.addEventListener("click", (event) => {
    const button = event.target.closest(".log-pick");
    if (!button) return;
    const { text, value, name, newcomerName } = button.dataset;
    if (newcomerName) return record(newcomerName);
    members.add({ value, name });
    names.value = without(names.value, text);
    button.closest(".log-question").remove();
    names.focus();
});
