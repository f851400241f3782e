/* The editor of texts writes what is typed into the form a quarter of a second later; a form that is sent sooner gets it
   here. Heard on its way down, before anything else reads the form. */
document.addEventListener(
    "submit",
    (event) => {
        for (const input of event.target.querySelectorAll("[data-draftail-input]")) input.draftailEditor?.saveState();
    },
    true
);
