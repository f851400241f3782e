/* An event or a mail that is dropped anywhere on the page is read as if it had been chosen. */

const form = document.getElementById("log-drop");
const carries = (event) => event.dataTransfer?.types.includes("Files");
if (form) {
    document.addEventListener("dragover", (event) => {
        if (carries(event)) event.preventDefault();
    });
    document.addEventListener("drop", (event) => {
        if (!carries(event) || !event.dataTransfer.files.length) return;
        event.preventDefault();
        form.elements.files.files = event.dataTransfer.files;
        form.requestSubmit();
    });
}
