/* Names for what would be read out without one, or with half of one: texts per language (the field, and the language), the
   box that takes files, who else has a form open. */
(() => {
    const words = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";
    const heading = (element) => {
        const own = element.closest(".w-field__wrapper")?.querySelector(":scope > .w-field__label");
        const section = element.closest("section[aria-labelledby]")?.getAttribute("aria-labelledby");
        return words(own ?? document.getElementById(section)).replace(/\s*\*$/, "");
    };
    const language = (element) => element.closest(".localized-text")?.getAttribute("aria-label") ?? "";
    const both = (field, tongue) => [field, tongue].filter(Boolean).join(", ");
    const NAMES = {
        ".public-DraftEditor-content": (editor) => both(heading(editor), language(editor)),
        ".localized-text > :is(input, textarea)": (box) => both(heading(box), language(box)),
        "#fileupload": (box) => words(box.parentElement.querySelector("button")),
        "button.w-editing-sessions__session": (button) => words(button.querySelector(".w-editing-sessions__popup")),
    };
    const name = () => {
        for (const [which, called] of Object.entries(NAMES)) {
            for (const element of document.querySelectorAll(`${which}:not([data-called])`)) {
                const text = called(element);
                if (!text) continue;
                element.setAttribute("aria-label", text);
                element.setAttribute("data-called", "");
            }
        }
    };
    let asked = 0;
    const soon = () => {
        cancelAnimationFrame(asked);
        asked = requestAnimationFrame(name);
    };
    addEventListener("DOMContentLoaded", () => {
        name();
        new MutationObserver(soon).observe(document.body, { childList: true, subtree: true });
    });
})();
