/* Questions answered by keys: j and k go to the next and the one before, 1 to 9 choose, Enter answers. Off where “n” is off. */
(() => {
    const OFF = "rapporteur-keys-off";
    const isOff = () => {
        try {
            return localStorage.getItem(OFF) === "1";
        } catch {
            return false;
        }
    };
    const questions = () => [...document.querySelectorAll("#doubts .imports-doubt")];
    const current = () => document.activeElement?.closest?.("#doubts .imports-doubt");
    const goTo = (question) => {
        question?.focus();
        question?.scrollIntoView({ block: "nearest" });
    };
    const step = (by) => {
        const all = questions();
        const at = all.indexOf(current());
        goTo(all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]);
    };
    document.addEventListener("keydown", (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isOff()) return;
        if (event.target.closest?.("input[type=text], textarea, select, [contenteditable], dialog, [role=dialog]")) return;
        if (event.key === "j" || event.key === "k") {
            event.preventDefault();
            step(event.key === "j" ? 1 : -1);
            return;
        }
        const question = current();
        if (!question) return;
        if (/^[1-9]$/.test(event.key)) {
            const choice = question.querySelectorAll("input[type=radio]")[Number(event.key) - 1];
            if (!choice) return;
            event.preventDefault();
            choice.checked = true;
        } else if (event.key === "Enter" && event.target === question && question.querySelector("input[type=radio]:checked")) {
            event.preventDefault();
            question.querySelector("form").requestSubmit();
        }
    });
    document.addEventListener("input", (event) => {
        if (event.target.name !== "name") return;
        const other = event.target.form.querySelector("input[type=radio][value='']");
        if (other) other.checked = true;
    });
    addEventListener("DOMContentLoaded", () => {
        if (location.hash === "#doubts") goTo(questions()[0]);
    });
})();
