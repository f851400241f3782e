/* From anywhere in the form of a record to its end: Ctrl-S saves it (the frame's own key), Ctrl-Enter does what the form is
   for (puts it to review, or publishes, or saves), and a link before everything else leads to the buttons. The buttons tell
   their keys to who hears the page. */
(() => {
    const { skip } = document.currentScript.dataset;
    const MAIN = ["action-submit", "action-publish"];
    const buttons = () => {
        const form = document.querySelector("form[data-edit-form]");
        return form ? [...form.querySelectorAll("footer button[type=submit]")] : [];
    };
    const save = () => buttons().find((one) => one.dataset.wKbdKeyValue === "mod+s") ?? buttons().find((one) => !one.name);
    const asked = (one) => one.value === "anyway"; // what is asked back is answered by hand
    const main = () => MAIN.map((name) => buttons().find((one) => one.name === name && !asked(one))).find(Boolean) ?? save();
    const leadToButtons = (first) => {
        const link = document.createElement("a");
        link.className = "skiplink button";
        link.href = "#form-buttons";
        link.textContent = skip;
        link.addEventListener("click", (event) => {
            event.preventDefault();
            (save() ?? first).focus();
        });
        document.querySelector("a.skiplink")?.after(link);
    };
    addEventListener("DOMContentLoaded", () => {
        const [first] = buttons();
        if (!first) return;
        first.closest("footer").id ||= "form-buttons";
        leadToButtons(first);
        save()?.setAttribute("aria-keyshortcuts", "Control+S");
        const own = main()?.getAttribute("aria-keyshortcuts");
        main()?.setAttribute("aria-keyshortcuts", own ? `${own} Control+Enter` : "Control+Enter");
    });
    document.addEventListener(
        "keydown",
        (event) => {
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat || event.defaultPrevented) return;
            if (!event.target.closest?.("form[data-edit-form]") || document.querySelector("dialog[open], .modal.in, .modal.show")) return;
            const button = main();
            if (!button || button.disabled) return;
            event.preventDefault();
            event.stopPropagation();
            button.click();
        },
        true,
    );
})();
