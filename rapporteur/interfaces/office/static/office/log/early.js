/* Until the scripts of a form stand ready, on a slow line some seconds, Enter in one of its boxes sends nothing: what is
   typed there is a choice that nobody has offered yet. */
document.addEventListener("keydown", (event) => {
    const form = document.getElementById("log-form");
    if (!form || form.dataset.ready || event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
    if (event.target.form === form && event.target.tagName === "INPUT") event.preventDefault();
}, true);
