/* The page of Log: its boxes, what is understood of them, and keeping it. */
import { Chips } from "./chips.js";
import { Chooser } from "./chooser.js";
import { offerConflict } from "./conflict.js";
import { Keeper } from "./keeper.js";
import { recordNewcomer, without } from "./newcomer.js";
import { atRest } from "./press.js";
import { offerUnsent } from "./offers.js";
import { takePhotos } from "./photos.js";
import { get, post } from "./server.js";
import { signInDialog } from "./sign-in.js";
import { Unsent } from "./unsent.js";

const LOOK = 250; // milliseconds after a key before what is understood is asked for
const byId = (name) => document.getElementById(`log-${name}`);
const form = byId("form");
const fields = form.elements;
const words = byId("words").dataset;
const unsent = new Unsent(form.dataset.account);
const keeper = new Keeper(form, { unsent, words, state, show, conflict, signIn: () => dialog.open() });
const dialog = signInDialog(form, words, () => {
    taking?.again();
    return keeper.resume();
});
const codes = chips("codes", "code", "deliverable");
const members = chips("names", "member", "member");
const photos = byId("photos") ? chips("photo", "photo", "photo") : null;
const taking = photos && takePhotos({ box: byId("photo"), waiting: byId("photos-waiting"), photos, form, words, changed, signIn: () => dialog.open() });
if (photos) byId("photo").hidden = false; // it needs this script
const MAY_ERR = ["title", "when", "where", "codes", "names"];
let looking = 0;
let shownUpTo = 0;

/* --- saying --- */

function state(text, act) {
    const line = byId("state");
    line.textContent = text;
    if (!act) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small";
    button.textContent = words.signIn;
    button.addEventListener("click", act);
    line.append(" ", button);
}

/* Shows what was understood of the page after `upTo` changes; chosen records and boxes only where none came since. What
   is being pressed stays under the finger. */
async function show(answer, upTo) {
    await atRest();
    if (upTo < shownUpTo) return; // a later answer was faster
    shownUpTo = upTo;
    for (const [name, html] of Object.entries(answer.parts)) replacePart(byId(`said-${name}`), html);
    for (const name of MAY_ERR) if (!answer.errors[name]) showError(name, "");
    if (upTo !== keeper.changes) return;
    const before = codes.size + members.size;
    codes.set(answer.deliverables);
    members.set(answer.members);
    for (const name of ["codes", "names"]) {
        const [, bare, end] = /^(.*?)([;\s]*)$/s.exec(fields[name].value);
        if (bare !== answer[name]) fields[name].value = answer[name] && answer[name] + end;
    }
    if (answer.members.length + answer.deliverables.length !== before) changed(); // names became members
}

function replacePart(part, html) {
    if (part.dataset.html === html) return;
    part.dataset.html = html;
    const focused = part.contains(document.activeElement) ? document.activeElement : null;
    part.innerHTML = html;
    if (!focused) return;
    const same = [...part.querySelectorAll("input, button, a")].find(
        (one) => one.name === focused.name && one.value === focused.value && one.dataset.value === focused.dataset.value
    );
    (same ?? part.closest(".log-row")?.querySelector("input:not([type=hidden])"))?.focus();
}

function showError(name, text) {
    byId(`error-${name}`).textContent = text;
    if (text) fields[name].setAttribute("aria-invalid", "true");
    else fields[name].removeAttribute("aria-invalid");
}

function showErrors({ errors, refusal, not_sent: notSent }) {
    for (const name of MAY_ERR) showError(name, errors[name] ?? "");
    const summary = byId("errors");
    summary.replaceChildren();
    if (!Object.keys(errors).length && !refusal && !notSent) return;
    const box = document.createElement("div");
    box.className = "log-summary";
    box.setAttribute("role", "alert");
    const head = document.createElement("p");
    head.textContent = refusal ? `${words.refused} ${refusal}` : notSent ? `${words.notSent} ${notSent}` : words.errors;
    const list = document.createElement("ul");
    for (const [name, text] of Object.entries(errors)) {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = `#log-${name}`;
        link.textContent = text;
        item.append(link);
        list.append(item);
    }
    box.append(head, ...(list.children.length ? [list] : []));
    summary.append(box);
    summary.focus();
}

function conflict(answer) {
    offerConflict(byId("conflict"), answer, { form, codes, members, keeper, changed });
}

/* --- asking --- */

function changed() {
    keeper.changed();
    clearTimeout(looking);
    looking = setTimeout(() => understand(), LOOK);
}

/* Asks what is understood; what stands in the boxes of codes and names is taken up, but for what is being typed there. */
async function understand() {
    const upTo = keeper.changes;
    try {
        const answer = await post(form.dataset.understand, keeper.fields());
        show(answer, upTo);
    } catch {
        // what keeps the page says why nothing answers
    }
}

function chips(box, template, field) {
    return new Chips(byId(`chips-${box}`), byId(`chip-${template}`), { field, changed, back: byId(box) });
}

function chooser(name, of, choose, take) {
    const ask = (text) => get(`${form.dataset.choices}?${new URLSearchParams({ of, q: text, when: fields.when.value })}`);
    const isOfMembers = of === "members";
    const none = () => (isOfMembers && fields.names.value.trim() ? words.onlyRecord : words.noChoices);
    const announce = (count) => (byId("count").textContent = count ? words.choices.replace("{count}", count) : none());
    const record = isOfMembers ? newcomer : null;
    const above = isOfMembers ? () => members.toRole() : null;
    return new Chooser(byId(name), { ask, choose, take, announce, empties: of !== "places", record, recordIt: words.recordIt, above });
}

/* Records whom a name means that is not on record: it stands among the chosen ones then, and the text goes. */
async function newcomer(name, role) {
    const said = (text) => (byId("count").textContent = text);
    const choice = await recordNewcomer({ name, when: fields.when.value }, { back: byId("names"), said });
    if (!choice) return;
    members.add({ ...choice, role: role || undefined });
    fields.names.value = without(fields.names.value, name);
    changed();
}

chooser("where", "places", (choice) => {
    fields.where.value = choice.name;
    replacePart(byId("said-where"), "");
    const place = Object.assign(document.createElement("input"), { type: "hidden", name: "place", value: choice.value });
    byId("said-where").append(place);
    fields.no_host.value = "";
    changed();
});
chooser("codes", "deliverables", (choice) => {
    codes.add(choice);
    changed();
}, changed);
chooser("names", "members", (choice) => {
    members.add(choice);
    changed();
}, changed);

/* --- hearing --- */

form.addEventListener("input", (event) => {
    if (event.target.name === "where") {
        fields.no_host.value = "";
        byId("said-where").replaceChildren(); // what was chosen was chosen for what stood there before
        byId("said-where").dataset.html = "";
    }
    changed();
});
form.addEventListener("change", (event) => {
    if (event.target.name === "language") fields.title.lang = event.target.value;
});
form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-no-host], .log-pick");
    if (!button) return;
    if (button.dataset.newcomerName) return newcomer(button.dataset.newcomerName, button.dataset.role);
    if (button.dataset.noHost) {
        fields.no_host.value = button.dataset.noHost;
        byId("names").focus();
    } else {
        pick(button.dataset);
    }
    changed();
});

/* Takes one of the records that a text may mean: it stands among the chosen ones, the text goes. */
function pick({ for: box, text, value, name, role }) {
    (box === "codes" ? codes : members).add({ value, name, role: box === "names" ? role || undefined : undefined });
    fields[box].value = without(fields[box].value, text);
    byId(box).focus();
}

for (const name of ["codes", "names"])
    byId(name).addEventListener("paste", (event) => {
        const text = event.clipboardData.getData("text");
        if (!/[\n;,]/.test(text)) return;
        event.preventDefault();
        fields[name].value = [fields[name].value, ...text.split(/\r?\n/)].map((line) => line.trim()).filter(Boolean).join("; ");
        fields[name].value += "; "; // it is whole: nothing of it is being typed
        changed();
    });

form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (photos) byId("error-photo").textContent = taking.left().length ? words.photoFirst : "";
    if (taking?.left().length) {
        byId("photo").focus();
        return;
    }
    const answer = await keeper.send({ then: event.submitter?.value || "next" });
    if (!answer) {
        if (keeper.isSignedOut) dialog.open();
        return;
    }
    if (answer.next) location.assign(answer.next);
    else showErrors(answer);
});
document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        form.requestSubmit();
    }
});

offerUnsent(document.querySelector(".log"), { unsent, form, words, codes, members, photos, changed });
form.dataset.ready = "yes"; // for early.js
