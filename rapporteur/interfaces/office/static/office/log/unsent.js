/* What is typed and not yet on the server, kept in this browser: by account, so that nobody is shown another's.

   IndexedDB, not localStorage: what is put there is on the disk at once, where the other waits for some seconds, in
   which a browser can be killed. */

const NAME = "rapporteur-log";
const STORE = "unsent";

function opened(name) {
    return new Promise((resolve, reject) => {
        const request = indexedDB.open(name, 1);
        request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: ["account", "key"] });
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
}

export class Unsent {
    constructor(account, name = NAME) {
        this.account = account;
        this.name = name;
        this.database = null;
        this.last = Promise.resolve();
    }

    /* Does one thing after the other; a browser that keeps nothing (a private window, a full disk) is no reason to stop. */
    act(mode, ask) {
        this.last = this.last
            .then(async () => {
                this.database ??= await opened(this.name);
                const transaction = this.database.transaction(STORE, mode, { durability: "strict" });
                const request = ask(transaction.objectStore(STORE));
                return await new Promise((resolve, reject) => {
                    transaction.oncomplete = () => resolve(request.result);
                    transaction.onerror = transaction.onabort = () => reject(transaction.error);
                });
            })
            .catch(() => undefined);
        return this.last;
    }

    /* `page` is {fields, names, title}: pairs as a form sends them, and what chosen records are called. */
    put(key, page) {
        return this.act("readwrite", (store) => store.put({ ...page, key, account: this.account, at: Date.now() }));
    }

    drop(key) {
        return this.act("readwrite", (store) => store.delete([this.account, key]));
    }

    async all() {
        const kept = (await this.act("readonly", (store) => store.getAll())) ?? [];
        return kept.filter((one) => one.account === this.account).sort((one, other) => other.at - one.at);
    }
}
