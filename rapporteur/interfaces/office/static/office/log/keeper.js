/* Keeps the page: in the browser at once, on the server after a pause; “saved” is said when the server says so. */
import { lastPart } from "./chooser.js";
import { Away, Elsewhere, NotAllowed, SignedOut, post } from "./server.js";

const PAUSE = 900; // milliseconds without a change before the page is sent; the answer comes well within two seconds
const RETRIES = [2, 4, 8, 15, 30]; // seconds until a server that was away is asked again

export class Keeper {
    /* `show(answer, upTo)` shows what was understood of the page as it was after so many changes, `conflict(answer)` what somebody else has written. */
    constructor(form, { unsent, words, state, show, conflict, signIn }) {
        Object.assign(this, { form, unsent, words, state, show, conflict, signIn });
        this.changes = 0;
        this.sent = 0;
        this.failures = 0;
        this.stopped = false;
        this.isSignedOut = false;
        this.queue = Promise.resolve();
        addEventListener("online", () => this.again());
        addEventListener("focus", () => { if (this.isSignedOut) this.resume(); }); // signed in, perhaps, in another window
        document.addEventListener("visibilitychange", () => {
            if (!this.isSent) this.send({}, { keepalive: true }); // it goes on its way without waiting for the pause
        });
    }

    get key() {
        return this.form.elements.key.value;
    }

    /* The form as it is sent; the last part of a box in which somebody writes is not taken up yet, unless it `isWhole`. */
    fields(isWhole = false) {
        const fields = [...new FormData(this.form).entries()].filter(([name]) => name !== "csrfmiddlewaretoken");
        const box = document.activeElement;
        if (!isWhole && box?.form === this.form && ["codes", "names"].includes(box.name)) fields.push(["typing", lastPart(box.value)]);
        return fields;
    }

    get isSent() {
        return this.sent === this.changes;
    }

    changed() {
        this.changes += 1;
        this.store();
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.send(), PAUSE);
    }

    store() {
        const chips = [...this.form.querySelectorAll(".log-chip")];
        const names = Object.fromEntries(
            chips.map((chip) => [chip.querySelector("input").value, chip.querySelector("span").textContent])
        );
        this.unsent.put(this.key, { fields: this.fields(), names, title: this.form.elements.title.value });
    }

    /* Sends the page when what was sent before has been answered; `more` are fields beside those of the form. Returns
       the answer, or nothing where there is none. */
    send(more = {}, options = {}) {
        clearTimeout(this.timer);
        this.queue = this.queue.then(() => this.post(more, options));
        return this.queue;
    }

    async post(more, options) {
        if (this.stopped || (this.isSent && !more.then)) return undefined;
        const upTo = this.changes;
        this.state(this.words.saving);
        let answer;
        try {
            answer = await post(this.form.dataset.keep, [...this.fields(Boolean(more.then)), ...Object.entries(more)], options);
        } catch (error) {
            this.fail(error);
            return undefined;
        }
        this.failures = 0;
        this.isSignedOut = false;
        this.sent = upTo;
        this.form.elements.version.value = answer.version;
        this.form.elements.draft.value = answer.draft;
        if (this.isSent) this.unsent.drop(this.key);
        history.replaceState(null, "", answer.address);
        const said = answer.is_draft ? this.words.saved : this.words.savedTyped;
        if (this.isSent) this.state(answer.refusal ? `${this.words.refused} ${answer.refusal}` : said.replace("{time}", answer.saved));
        this.show(answer, upTo);
        return answer;
    }

    fail(error) {
        if (error instanceof SignedOut) {
            this.stopped = this.isSignedOut = true;
            this.state(this.words.signedOut, this.signIn);
        } else if (error instanceof Elsewhere) {
            this.stopped = true;
            this.state(this.words.keptHere);
            this.conflict(error.answer);
        } else if (error instanceof NotAllowed) {
            this.state(this.words.notAllowed);
        } else if (error instanceof Away) {
            const wait = RETRIES[Math.min(this.failures, RETRIES.length - 1)];
            this.failures += 1;
            this.state(this.words.away.replace("{seconds}", wait));
            this.timer = setTimeout(() => this.send(), wait * 1000);
        } else {
            throw error;
        }
    }

    /* Goes on after whatever had stopped it. */
    resume() {
        this.stopped = false;
        return this.send();
    }

    again() {
        if (!this.isSent && !this.stopped) this.send();
    }
}
