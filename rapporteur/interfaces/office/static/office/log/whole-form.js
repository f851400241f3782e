/* A form of a record loses nothing of what is typed: it is kept in this browser from the first key; before it is sent the
   server is asked whether it is there and knows who asks, so that an ended session is begun anew on the page; and what a
   browser held that was killed is offered when the form is opened again. */
import { Away, SignedOut, get, token } from "./server.js";
import { signInDialog } from "./sign-in.js";
import { Unsent } from "./unsent.js";

const PAUSE = 300; // milliseconds after a key
const SENT = "rapporteur-form-sent"; // whose success the next page tells (office/keys.js)
const SAVED = "rapporteur-form-saved ";
const HELD = new Set(["csrfmiddlewaretoken"]);

const form = document.querySelector("form[data-edit-form]");
const LINKS = ".w-panel__anchor:not([tabindex])"; // of a panel to itself
const here = document.getElementById("whole-form");
const words = here?.dataset;

function begin() {
    const unsent = new Unsent(words.account, "rapporteur-forms");
    const key = location.pathname;
    document.body.append(here.content.cloneNode(true));
    const state = Object.assign(document.createElement("p"), { className: "whole-form-state" });
    state.setAttribute("role", "status");
    form.querySelector("footer")?.append(state);

    const fields = () => {
        for (const input of form.querySelectorAll("[data-draftail-input]")) input.draftailEditor?.saveState();
        return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !HELD.has(name));
    };
    let timer;
    const store = () => unsent.put(key, { fields: fields(), title: document.title.split(" - ")[0] });
    const changed = () => {
        clearTimeout(timer);
        timer = setTimeout(store, PAUSE);
    };
    form.addEventListener("input", changed);
    form.addEventListener("change", changed);

    let button = null;
    let isAsked = false;
    const release = () => {
        for (const one of form.querySelectorAll("button[disabled].button-longrunning, .button-longrunning-active")) {
            one.disabled = false;
            one.classList.remove("button-longrunning-active");
        }
    };
    const goOn = () => {
        isAsked = true;
        form.elements.csrfmiddlewaretoken.value = token() || form.elements.csrfmiddlewaretoken.value;
        try {
            sessionStorage.setItem(SENT, `${words.account} ${key}`);
        } catch { /* it is offered again then */ }
        if (button?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
        form.requestSubmit();
    };
    const signIn = signInDialog({ dataset: { signIn: words.signIn } }, words, goOn);
    const ask = async () => {
        await store();
        try {
            await get(`${words.day}?text=`);
        } catch (error) {
            release();
            if (error instanceof SignedOut) return signIn.open();
            if (!(error instanceof Away)) return goOn();
            state.textContent = words.away;
            return undefined;
        }
        state.textContent = "";
        return goOn();
    };
    form.addEventListener(
        "submit",
        (event) => {
            if (isAsked) return;
            event.preventDefault();
            event.stopImmediatePropagation();
            button = event.submitter;
            ask();
        },
        true
    );
    addEventListener("pageshow", () => { isAsked = false; });
    offer(unsent, key);
}

/* Shows what this browser holds of the form, unless it was saved, or is what the form shows. */
async function offer(unsent, key) {
    if (form.dataset.wUnsavedForceValue === "true") return;
    const kept = (await unsent.all()).find((one) => one.key === key);
    if (!kept) return;
    if (Number(localStorage.getItem(`${SAVED}${words.account} ${key}`)) >= kept.at) {
        unsent.drop(key);
        return;
    }
    const time = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }).format(kept.at);
    const notice = Object.assign(document.createElement("p"), { className: "whole-form-kept" });
    notice.setAttribute("role", "status");
    notice.append(words.keptUnsent.replace("{title}", kept.title).replace("{time}", time), " ");
    const verb = (text, act) => {
        const one = Object.assign(document.createElement("button"), { type: "button", className: "button button-small button-secondary", textContent: text });
        one.addEventListener("click", act);
        notice.append(one, " ");
    };
    verb(words.takeUp, () => takeUp(kept.fields));
    verb(words.drop, () => {
        unsent.drop(key);
        notice.remove();
    });
    form.before(notice);
}

/* Has the server show the form as it was typed: rows, texts and chosen records stand in it as after a refusal. */
function takeUp(fields) {
    const sent = Object.assign(document.createElement("form"), { method: "post", action: location.pathname + location.search, hidden: true });
    const own = [["csrfmiddlewaretoken", token() || form.elements.csrfmiddlewaretoken.value], [words.takeUpName, "1"]];
    for (const [name, value] of [...fields, ...own]) sent.append(Object.assign(document.createElement("textarea"), { name, value }));
    document.body.append(sent);
    sent.submit();
}

/* Whoever goes through a form by Tab stops at what is filled in, and at the button that folds a panel: the link of a panel
   to itself stays for the pointer. */
function spareStops() {
    for (const link of form.querySelectorAll(LINKS)) link.tabIndex = -1;
}

if (form) {
    spareStops();
    new MutationObserver(spareStops).observe(form, { childList: true, subtree: true }); // rows are added
}
if (form && here) begin();
