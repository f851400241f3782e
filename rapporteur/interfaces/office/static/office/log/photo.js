/* A photograph from the camera: it goes behind what is typed, and is kept until the server has it. */
import { SignedOut, upload } from "./server.js";

export function takePhotos(row, { form, keeper, words, signIn }) {
    const box = row.querySelector("input");
    const said = document.getElementById("log-said-photo");
    const error = document.getElementById("log-error-photo");
    const waiting = [];
    row.hidden = false;

    /* Behind what is typed, and before what is typed next: a photograph makes another version of the draft. */
    function send() {
        error.replaceChildren();
        said.textContent = row.dataset.sending;
        keeper.send();
        keeper.queue = keeper.queue.then(sendAll);
    }

    async function sendAll() {
        while (waiting.length) {
            const data = new FormData();
            data.append("key", keeper.key);
            data.append("photo", waiting[0]);
            let answer;
            try {
                answer = await upload(row.dataset.photo, data);
            } catch (failure) {
                if (failure instanceof SignedOut) signIn();
                return wait(words.noServer);
            }
            if (answer.refused) return wait(answer.refused);
            waiting.shift();
            form.elements.draft.value = answer.draft;
            said.textContent = answer.said;
        }
        box.value = "";
        return undefined;
    }

    function wait(why) {
        said.textContent = row.dataset.waits;
        const again = Object.assign(document.createElement("button"), { type: "button", className: "log-link", textContent: row.dataset.again });
        again.addEventListener("click", send);
        error.replaceChildren(`${why} `, again);
    }

    box.addEventListener("change", () => {
        waiting.splice(0, waiting.length, ...box.files);
        send();
    });
}
