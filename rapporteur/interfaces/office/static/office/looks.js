/* Sends what stands in the form of the association to a frame below it, which shows a part of a report so: when asked,
   and from then on whenever something in the form has changed. A form of its own sends it, for the editor's own says
   by being sent that nothing is unsaved. */
(() => {
    const PAUSE = 800; // milliseconds after the last change
    const button = document.querySelector("[data-looks]");
    if (!button) return;
    const form = button.closest("form");
    const frame = form.querySelector("iframe[name=looks]");
    const language = document.getElementById("looks-language");
    let timer;

    function show() {
        const sender = Object.assign(document.createElement("form"), {
            method: "post", action: button.dataset.looks, target: "looks", hidden: true,
        });
        const add = (name, value) => sender.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
        for (const [name, value] of new FormData(form)) if (typeof value === "string") add(name, value);
        add("preview_language", language.value);
        frame.hidden = false;
        document.body.append(sender);
        sender.submit();
        sender.remove();
    }

    function later() {
        if (frame.hidden) return;
        clearTimeout(timer);
        timer = setTimeout(show, PAUSE);
    }

    button.addEventListener("click", show);
    form.addEventListener("input", later);
    form.addEventListener("change", later);
})();
