/* Signing in without leaving the page, so that what is typed stays where it is. */
import { Away, signIn } from "./server.js";

export function signInDialog(form, words, resume) {
    const dialog = document.getElementById("log-sign-in");
    const error = document.getElementById("log-sign-in-error");
    const box = dialog.querySelector("form");
    let before = null;
    box.addEventListener("submit", async (event) => {
        event.preventDefault();
        error.textContent = "";
        try {
            const became = await signIn(form.dataset.signIn, box.elements.login.value, box.elements.password.value);
            if (became !== "in") {
                error.textContent = words[became];
                return;
            }
        } catch (failure) {
            if (!(failure instanceof Away)) throw failure;
            error.textContent = words.noServer;
            return;
        }
        box.elements.password.value = "";
        dialog.close();
        resume();
    });
    dialog.querySelector("[data-later]").addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => before?.focus());
    return {
        open() {
            before = document.activeElement;
            dialog.showModal();
            box.elements[box.elements.login.value ? "password" : "login"].focus();
        },
    };
}
