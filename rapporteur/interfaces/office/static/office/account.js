/* Where something was refused, whoever reads by ear or by keys begins there: at the summary, else at the first wrong field. */
addEventListener("DOMContentLoaded", () => {
    (document.querySelector("main [role=alert]") ?? document.querySelector("main [aria-invalid=true]"))?.focus();
});
