/* Noting a meeting: the boxes of Log for members and places, and what is understood of when, as it is typed. */
import { Chips } from "./chips.js";
import { Chooser } from "./chooser.js";
import { recordNewcomer, without } from "./newcomer.js";
import { get } from "./server.js";

const LOOK = 250; // milliseconds after a key before what is understood is asked for

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

let looking = 0;
let noticed = when.value;

async function understand() {
    const typed = when.value;
    const said = byId("said-when");
    noticed = typed;
    if (!typed.trim()) return said.replaceChildren();
    try {
        const answer = await get(`${form.dataset.when}?${new URLSearchParams({ when: typed })}`);
        if (when.value !== typed) return; // a later question is under way
        said.innerHTML = answer.said;
        byId("error-when").textContent = "";
        when.removeAttribute("aria-invalid");
    } catch {
        said.replaceChildren(); // the form says it when it is sent
    }
}

when.addEventListener("input", () => {
    clearTimeout(looking);
    looking = setTimeout(understand, LOOK);
});
when.addEventListener("change", () => {
    clearTimeout(looking);
    if (when.value !== noticed) understand();
});
form.dataset.ready = "yes"; // for early.js
