/* Where one is led to by an address with a field (#id_title_0): its panel is opened, it stands in sight, and what is filled in
   there has the focus, whether it is a box, an editor of texts, or a field that is chosen in a window. */
(() => {
    const USED = "input:not([type=hidden]), select, textarea, button, [contenteditable=true], a[href]";
    const usable = (element) => element.matches(USED) && element.checkVisibility({ visibilityProperty: true });
    const meant = (place) => {
        if (usable(place)) return place;
        const around = place.type === "hidden" ? place.parentElement : place;
        return [...around.querySelectorAll(USED)].find(usable);
    };
    const open = (place) => {
        for (let around = place.closest(".w-panel, details"); around; around = around.parentElement?.closest(".w-panel, details")) {
            if (around.matches("details")) around.open = true;
            else around.querySelector("[data-panel-toggle][aria-expanded=false]")?.click();
        }
    };
    const lead = (tries) => {
        const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
        if (!place) return;
        open(place);
        const field = meant(place);
        if (!field) {
            if (tries > 0) setTimeout(lead, 100, tries - 1); // an editor of texts is drawn a moment later
            return;
        }
        field.focus({ preventScroll: true });
        field.scrollIntoView({ block: "center", behavior: "instant" });
    };
    if (document.querySelector("form[data-edit-form]") && location.hash) addEventListener("load", () => lead(30));
})();
