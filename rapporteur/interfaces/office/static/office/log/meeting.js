/* Noting a meeting: the boxes of Log for members and places; what else is typed is read when it is sent. */
import { Chips } from "./chips.js";
import { Chooser } from "./chooser.js";
import { get } from "./server.js";

const byId = (name) => document.getElementById(`log-${name}`);
const form = byId("form");
const { names, where, when } = form.elements;
const members = new Chips(byId("chips-names"), byId("chip-member"), { field: "member", changed: () => {}, back: names });

function chooser(input, of, choose) {
    const ask = (text) => get(`${form.dataset.choices}?${new URLSearchParams({ of, q: text, when: when.value })}`);
    const { dataset } = byId("count");
    const announce = (count) => (byId("count").textContent = count ? dataset.choices.replace("{count}", count) : dataset.none);
    return new Chooser(input, { ask, choose, take: () => {}, announce, empties: of === "members" });
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
    const { text, value, name } = button.dataset;
    members.add({ value, name });
    names.value = names.value.split(/;\s*/).filter((part) => part && part !== text).join("; ");
    button.closest(".log-question").remove();
    names.focus();
});
