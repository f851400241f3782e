/* Questions to the server, and the four ways in which it does not answer as asked. */

export class SignedOut extends Error {}
export class Away extends Error {}
export class NotAllowed extends Error {}
export class Elsewhere extends Error {
    constructor(answer) {
        super();
        this.answer = answer;
    }
}

const PATIENCE = 15000; // milliseconds after which a server that says nothing is away

const FILE_PATIENCE = 120000;

/* The cookie, not the field of the form: signing in again makes a new token. */
export function token() {
    return document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] ?? "";
}

async function ask(address, options = {}) {
    let response;
    try {
        response = await fetch(address, {
            redirect: "manual",
            credentials: "same-origin",
            signal: AbortSignal.timeout(PATIENCE),
            ...options,
            headers: { "X-CSRFToken": token(), ...options.headers },
        });
    } catch {
        throw new Away();
    }
    return response;
}

async function answer(response) {
    if (response.type === "opaqueredirect" || response.status === 401) throw new SignedOut();
    if (response.status === 409) throw new Elsewhere(await response.json());
    if (response.status === 403) throw new NotAllowed();
    if (!response.ok) throw new Away();
    try {
        return await response.json();
    } catch {
        throw new Away();
    }
}

export async function get(address) {
    return answer(await ask(address));
}

export async function post(address, fields, options = {}) {
    return answer(await ask(address, { method: "POST", body: new URLSearchParams(fields), ...options }));
}

/* Sends a file, which may take its time on a slow line. */
export async function upload(address, body) {
    return answer(await ask(address, { method: "POST", body, signal: AbortSignal.timeout(FILE_PATIENCE) }));
}

/* Signs in and returns "in", "wrong", or "further" where a code or a passkey is asked for beside the password: the page
   that signs in leads on, or is shown again with what is wrong; where it leads is not for a script to see, so another
   page of the office is asked. */
export async function signIn(address, login, password) {
    await ask(address); // for a token where the cookie is gone
    const response = await ask(address, { method: "POST", body: new URLSearchParams({ login, password }) });
    if (response.type !== "opaqueredirect") return "wrong";
    const inside = await ask(document.querySelector("script[data-day]").dataset.day);
    return inside.type === "opaqueredirect" ? "further" : "in";
}
