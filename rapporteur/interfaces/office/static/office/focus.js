/* Where the keyboard stands: what was refused is gone to first, and the first field where something is done with a record;
   after something was chosen in a window, the field that it is for is gone back to, since the button that opened the
   window is no longer there. */
(() => {
    let chooser = null;
    const isLost = () => !document.activeElement || document.activeElement === document.body;
    const seen = (element) => element.checkVisibility({ visibilityProperty: true });
    const back = () => {
        if (!chooser?.isConnected || !isLost() || document.querySelector(".modal.in, .modal.show, [role=dialog]:not([hidden])")?.checkVisibility()) return;
        [...chooser.querySelectorAll("button, a[href]")].find(seen)?.focus();
    };
    /* A window in which one chooses takes the keyboard in, from the page below or from its own frame: to where one
       searches, else to its first field or button. */
    const enter = () => {
        const window = [...document.querySelectorAll(".modal.in, .modal.show")].at(-1);
        if (!window?.checkVisibility()) return;
        const stands = document.activeElement;
        const isWithin = window.contains(stands) && !stands.matches(".modal, .modal-dialog, .modal-content");
        if (isWithin || stands?.closest("dialog, [role=dialog]:not(.modal)")) return;
        const search = window.querySelector("input[name=q], input[type=search]");
        const first = search && seen(search) ? search : [...window.querySelectorAll(".modal-body :is(input, select, textarea, button, a[href])")].find(seen);
        first?.focus();
    };
    document.addEventListener("focusin", (event) => {
        const within = event.target.closest("[data-chooser], .chooser");
        if (within) chooser = within;
        else if (event.target.matches(".modal")) setTimeout(enter); // its frame is given the keyboard once it has faded in
        else if (!event.target.closest(".modal, [role=dialog]")) chooser = null;
    });
    /* On the page of a verb one begins at what was refused, above the form, else at the first field; a form without any
       begins at the heading of the page. */
    const begin = (verb) => {
        const problems = verb.querySelector("[data-problems]") ?? document.querySelector(".log-summary");
        const fields = "input:not([type=hidden]), select, textarea, [contenteditable=true], [data-chooser-action-choose]";
        const first = problems ?? [...verb.querySelectorAll(fields)].find((one) => seen(one) && !one.disabled) ?? document.querySelector("main h1, h1");
        if (first && !first.matches("input, select, textarea, button, a, [contenteditable]")) first.setAttribute("tabindex", "-1");
        first?.focus();
    };
    addEventListener("DOMContentLoaded", () => {
        const verb = document.querySelector("form[data-verb]");
        const refused = document.querySelector(".messages .error");
        if (verb && isLost()) begin(verb);
        else if (refused && isLost()) {
            const leads = refused.querySelector("a[href], button") ?? refused;
            if (leads === refused) refused.setAttribute("tabindex", "-1");
            leads.focus();
        } else if (isLost()) [...document.querySelectorAll("main [aria-invalid=true]")].find(seen)?.focus();
        let asked = 0;
        new MutationObserver(() => {
            clearTimeout(asked);
            asked = setTimeout(() => { enter(); back(); }, 150);
        }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["class", "hidden", "style"] });
    });
})();
