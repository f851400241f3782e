/* Photographs from the camera: each is sent as soon as it is taken, and what was not kept is said until it is. */
import { SignedOut, upload } from "./server.js";

/* `signIn` opens the sign-in where somebody is signed out. Returns `left()`, the names of what is not kept yet, and
   `again()`, which sends it once more. */
export function takePhotos({ box, waiting, photos, form, words, changed, signIn }) {
    const pending = new Set();

    function line(one, text, ...buttons) {
        one.item.textContent = text.replace("{name}", one.file.name);
        for (const [label, act] of buttons) {
            const made = Object.assign(document.createElement("button"), { type: "button", className: "log-link", textContent: label });
            made.addEventListener("click", act);
            one.item.append(" ", made);
        }
    }

    function drop(one) {
        pending.delete(one);
        one.item.remove();
        box.focus();
    }

    async function keep(one) {
        one.isOnItsWay = true;
        line(one, words.photoSaving);
        const body = new FormData();
        body.append("file", one.file);
        body.append("title", form.elements.title.value);
        body.append("account", form.dataset.account);
        try {
            const answer = await upload(form.dataset.photo, body);
            if (answer.refusal) {
                pending.delete(one); // the same would be refused again
                line(one, `${words.photoRefused} ${answer.refusal}`, [words.drop, () => drop(one)]);
                return;
            }
            pending.delete(one);
            one.item.remove();
            photos.add(answer);
            changed();
        } catch (error) {
            const isOut = error instanceof SignedOut;
            line(one, isOut ? words.photoSignedOut : words.photoAway, [words.photoAgain, () => keep(one)], [words.drop, () => drop(one)]);
            if (isOut && !document.querySelector("dialog[open]")) signIn();
        } finally {
            one.isOnItsWay = false;
        }
    }

    function again() {
        for (const one of pending) if (!one.isOnItsWay) keep(one);
    }

    box.addEventListener("change", () => {
        for (const file of box.files) {
            const one = { file, item: document.createElement("li") };
            waiting.append(one.item);
            pending.add(one);
            keep(one);
        }
        box.value = "";
    });
    box.addEventListener("input", (event) => event.stopPropagation()); // nothing of the page has changed yet
    addEventListener("online", again);
    addEventListener("beforeunload", (event) => {
        if (pending.size) event.preventDefault(); // the browser asks before they are gone
    });
    return { left: () => [...pending].map((one) => one.file.name), again };
}
