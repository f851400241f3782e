/* What this browser holds of earlier pages and the server has not: offered again, never taken up by itself. */

export async function offerUnsent(place, { unsent, form, words, codes, members, photos, changed }) {
    const own = form.elements.key.value;
    const kept = await unsent.all();
    if (!kept.length) return;
    const box = document.createElement("div");
    box.className = "log-summary log-unsent";
    box.setAttribute("role", "status");
    for (const one of kept) {
        const line = document.createElement("p");
        const at = new Date(one.at).toLocaleString(document.documentElement.lang);
        line.append(words.keptUnsent.replace("{title}", one.title || words.untitled).replace("{time}", at), " ");
        line.append(
            button(words.takeUp, () => {
                if (one.key !== own) location.assign(`${form.dataset.pages}${one.key}/#take-up`);
                else takeUp(one, { form, codes, members, photos, changed });
                line.remove();
            }),
            " ",
            button(words.drop, () => {
                unsent.drop(one.key);
                line.remove();
            })
        );
        box.append(line);
    }
    place.querySelector("h1").after(box);
    const asked = kept.find((one) => one.key === own && location.hash === "#take-up");
    if (asked) {
        takeUp(asked, { form, codes, members, photos, changed });
        box.remove();
    }
}

function button(text, act) {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "log-link", textContent: text });
    made.addEventListener("click", act);
    return made;
}

const OF_PAGE = new Set(["key", "version", "draft", "deliverable", "member", "role", "photo"]); // not a box with a text

/* Puts what was typed back into the boxes; chosen records get their names from the server's next answer. */
function takeUp({ fields, names = {} }, { form, codes, members, photos, changed }) {
    const given = new Map(fields);
    for (const [name, value] of fields) {
        const box = form.elements[name];
        if (OF_PAGE.has(name) || !box || box instanceof RadioNodeList) continue;
        if (box.type === "checkbox") box.checked = true;
        else box.value = value;
    }
    const all = (wanted) => fields.filter(([name]) => name === wanted).map(([, value]) => value);
    const roles = all("role");
    codes.set(all("deliverable").map((value) => ({ value, name: names[value] ?? value })));
    members.set(all("member").map((value, n) => ({ value, name: names[value] ?? value, role: roles[n] })));
    photos?.set(all("photo").map((value) => ({ value, name: names[value] ?? value })));
    if (given.has("place")) {
        const chosen = Object.assign(document.createElement("input"), { type: "hidden", name: "place", value: given.get("place") });
        document.getElementById("log-said-where").replaceChildren(chosen);
    }
    form.elements.title.focus();
    changed();
}
