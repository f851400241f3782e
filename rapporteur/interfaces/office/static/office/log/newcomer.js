/* A dialog in which an organisation is recorded whose name was typed and is not on record; the page stays as it is.

   It stands outside the form of the page: a form within a form is none. */
import { Away, SignedOut, get, post } from "./server.js";

/* `back` gets the focus again; `said(text)` is told what is to be announced. Gives what was recorded, or nothing. */
export async function recordNewcomer({ name, when = "", met = "" }, { back, said }) {
    const dialog = document.querySelector("[data-newcomer]").content.firstElementChild.cloneNode(true);
    const [place, error] = dialog.children;
    const { address } = dialog.dataset;
    let recorded = null;

    function explain(failure) {
        if (!(failure instanceof Away || failure instanceof SignedOut)) throw failure;
        return failure instanceof SignedOut ? dialog.dataset.signedOut : dialog.dataset.away;
    }

    function show({ form }) {
        place.innerHTML = form;
        (place.querySelector("[aria-invalid], [autofocus], .log-error ~ .log-row input, [name=country]") ?? place.querySelector("button")).focus();
    }

    async function send(fields) {
        error.textContent = "";
        try {
            const answer = await post(address, fields);
            if (answer.form) return show(answer);
            recorded = answer;
            dialog.close();
        } catch (failure) {
            error.textContent = explain(failure);
        }
    }

    dialog.addEventListener("submit", (event) => {
        event.preventDefault();
        send(new URLSearchParams([...new FormData(event.target), ["when", when]]));
    });
    dialog.addEventListener("click", (event) => {
        if (event.target.closest("[data-back]")) dialog.close();
    });
    dialog.addEventListener("keydown", (event) => {
        event.stopPropagation(); // the keys of the page are not those of the dialog
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) place.querySelector("form").requestSubmit();
    });
    let found;
    try {
        found = await get(`${address}?${new URLSearchParams({ name, when, met })}`);
    } catch (failure) {
        said(explain(failure));
        return null;
    }
    document.body.append(dialog);
    dialog.showModal();
    show(found);
    await new Promise((closed) => dialog.addEventListener("close", closed));
    dialog.remove();
    back.focus();
    if (recorded) said(recorded.said);
    return recorded;
}

/* What stands in a box for several without one of them, whatever role stands behind it. */
export function without(text, name) {
    return text.split(/;\s*/).filter((part) => part && part.replace(/\s*\(.*\)$/, "") !== name).join("; ");
}
