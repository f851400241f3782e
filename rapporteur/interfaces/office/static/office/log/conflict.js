/* Somebody else has written the same activity: both texts side by side, a choice for each field that differs. */

export function offerConflict(place, answer, { form, codes, members, keeper, changed }) {
    place.innerHTML = answer.html;
    place.focus();
    place.querySelector("form").addEventListener("submit", (event) => {
        event.preventDefault();
        for (const input of place.querySelectorAll("input[value=theirs]:checked"))
            take(input.dataset.field, answer.theirs, { form, codes, members });
        form.elements.version.value = answer.version;
        form.elements.draft.value = answer.draft;
        place.replaceChildren();
        form.elements.title.focus();
        keeper.stopped = false;
        changed();
    });
}

function take(field, theirs, { form, codes, members }) {
    const { elements } = form;
    if (field === "deliverables") codes.set(theirs.deliverables);
    else if (field === "members") {
        members.set(theirs.members);
        elements.no_host.value = theirs.no_host;
    } else if (field === "online") elements.online.checked = theirs.online;
    else if (field === "where") {
        elements.where.value = theirs.where;
        const chosen = Object.assign(document.createElement("input"), { type: "hidden", name: "place", value: theirs.place });
        document.getElementById("log-said-where").replaceChildren(chosen);
    } else {
        elements[field].value = theirs[field];
        if (field === "title") elements.language.value = theirs.language;
    }
}
