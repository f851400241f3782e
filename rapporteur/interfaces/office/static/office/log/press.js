/* While something is being pressed nothing may move from under the finger: what changes the page waits for its end. */
let resting = Promise.resolve();
let end = () => {};

document.addEventListener("pointerdown", () => {
    end();
    resting = new Promise((done) => (end = done));
}, true);
for (const name of ["pointerup", "pointercancel"])
    document.addEventListener(name, () => setTimeout(() => end()), true); // the click comes first

/* Gives a promise that is kept as soon as nothing is pressed. */
export const atRest = () => resting;
