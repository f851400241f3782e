/* The plan as a tree that keys go through and carry its nodes in, and that a mouse drags them in. What is moved is sent
   as a form of the page would send it; the page that comes back takes the place of this one's parts. */
(() => {
  const page = document.getElementById("plan-tree");
  if (!page || !page.querySelector("ul#plan-nodes")) return;
  const mayWrite = "write" in page.dataset;
  const closed = new Set(); // nodes whose branch is folded up
  let lifted = null; // {item, places, at, home}
  let dragged = null;

  const tree = () => document.getElementById("plan-nodes");
  const items = (within = tree()) => [...within.querySelectorAll("li[data-node]")];
  const parentOf = (item) => item.parentElement.closest("li[data-node]");
  const depthOf = (item) => (parentOf(item) ? depthOf(parentOf(item)) + 1 : 0);
  const listOf = (item) => (item ? item.querySelector(":scope > ul") : tree());
  const childrenOf = (item) => (listOf(item) ? [...listOf(item).children] : []);
  const itemOf = (node) => tree().querySelector(`li[data-node="${node}"]`);
  const code = (item) => (item ? item.dataset.code : "");
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const say = (text, wrong = false) => {
    const said = document.getElementById("plan-said");
    said.textContent = text;
    said.classList.toggle("plan-wrong", wrong);
  };
  const shown = (item) => !item.parentElement.closest('[aria-expanded="false"]');

  // --- a tree for whoever does not see it -----------------------------------------------------------------
  function dress() {
    tree().setAttribute("role", "tree");
    items().forEach((item) => {
      const link = item.querySelector(":scope > a"), below = listOf(item);
      link.id = `plan-node-${item.dataset.node}`;
      link.tabIndex = -1;
      item.setAttribute("role", "treeitem");
      item.setAttribute("aria-labelledby", link.id);
      item.setAttribute("aria-level", depthOf(item) + 1);
      item.setAttribute("aria-selected", link.hasAttribute("aria-current"));
      item.tabIndex = -1;
      if (below && below.children.length) {
        below.setAttribute("role", "group");
        item.setAttribute("aria-expanded", !closed.has(item.dataset.node));
      } else item.removeAttribute("aria-expanded");
    });
    const first = tree().querySelector("a[aria-current]")?.parentElement ?? items()[0];
    if (first) first.tabIndex = 0;
    document.getElementById("plan-keys").hidden = !mayWrite;
  }

  function go(item) {
    if (!item) return;
    items().forEach((one) => (one.tabIndex = -1));
    item.tabIndex = 0;
    item.focus();
  }

  function fold(item, away) {
    if (!item.hasAttribute("aria-expanded")) return;
    item.setAttribute("aria-expanded", !away);
    closed[away ? "add" : "delete"](item.dataset.node);
  }

  // --- what the server says -------------------------------------------------------------------------------
  async function take(answer, focus) {
    if (!answer.ok) throw new Error(answer.status);
    const after = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!after.getElementById("plan-nodes")) return location.reload();
    for (const id of ["plan-nodes", "plan-chosen", "plan-undo"])
      document.getElementById(id).replaceWith(document.adoptNode(after.getElementById(id)));
    const said = after.getElementById("plan-said");
    dress();
    history.replaceState(null, "", answer.url);
    if (focus === "chosen") document.getElementById("plan-chosen-title").focus();
    else if (focus) go(itemOf(focus));
    say(said.textContent, said.classList.contains("plan-wrong"));
  }

  async function send(values, focus) {
    const form = document.getElementById("plan-send"), body = new FormData(form);
    for (const [name, value] of Object.entries(values)) body.set(name, value);
    try {
      await take(await fetch(location.pathname, { method: "POST", body }), focus);
    } catch {
      say(page.dataset.failed, true);
    }
  }

  const move = (item, parent, after) =>
    send({ step: "place", node: item.dataset.node, to: `${code(parent)}|${code(after)}` }, item.dataset.node);

  // --- carried by keys ------------------------------------------------------------------------------------
  function placesFor(item) {
    const depth = depthOf(item), found = [];
    const parents = depth ? items().filter((one) => depthOf(one) === depth - 1) : [null];
    for (const parent of parents) {
      if (parent && "over" in parent.dataset && parent !== parentOf(item)) continue;
      const others = childrenOf(parent).filter((one) => one !== item);
      for (const after of [null, ...others]) found.push({ parent, after });
    }
    return found;
  }

  const placeWords = ({ parent, after }) =>
    after
      ? fill(page.dataset.after, { after: code(after) })
      : parent
        ? fill(page.dataset.first, { parent: code(parent) })
        : page.dataset.firstOfAll;

  function standAt(item, { parent, after }) {
    if (after) after.after(item);
    else {
      if (parent && !listOf(parent)) parent.append(document.createElement("ul"));
      listOf(parent).prepend(item);
    }
    if (parent) fold(parent, false);
  }

  function lift(item) {
    const places = placesFor(item);
    const after = item.previousElementSibling, parent = parentOf(item);
    const at = places.findIndex((one) => one.parent === parent && one.after === after);
    lifted = { item, places, at, home: at };
    item.classList.add("plan-lifted");
    say(fill(page.dataset.lifted, { code: code(item), place: placeWords(places[at]) }));
  }

  function carry(by) {
    const to = Math.min(Math.max(lifted.at + by, 0), lifted.places.length - 1);
    lifted.at = to;
    standAt(lifted.item, lifted.places[to]);
    lifted.item.focus();
    say(fill(page.dataset.carried, { code: code(lifted.item), place: placeWords(lifted.places[to]) }));
  }

  function putDown(away) {
    const { item, places, at, home } = lifted;
    lifted = null;
    item.classList.remove("plan-lifted");
    if (away || at === home) {
      standAt(item, places[home]);
      item.focus();
      say(fill(page.dataset.cancelled, { code: code(item) }));
    } else move(item, places[at].parent, places[at].after);
  }

  function rename(item) {
    const title = item.querySelector(":scope > a .plan-title"), link = title.closest("a");
    const box = document.createElement("input");
    box.value = item.dataset.title;
    box.className = "plan-renaming";
    box.maxLength = 500;
    box.setAttribute("aria-label", `${page.dataset.rename} ${code(item)}`);
    link.hidden = true;
    link.after(box);
    let over = false;
    const end = (keep) => {
      if (over) return;
      over = true;
      const text = box.value.trim();
      link.hidden = false;
      box.remove();
      if (keep && text && text !== item.dataset.title)
        send({ step: "rename", node: item.dataset.node, title: text }, item.dataset.node);
      else go(item);
    };
    box.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter" || event.key === "Escape") {
        event.preventDefault();
        end(event.key === "Enter");
      }
    });
    box.addEventListener("blur", () => end(false));
    box.focus();
  }

  async function choose(item) {
    try {
      await take(await fetch(item.querySelector(":scope > a").href), "chosen");
    } catch {
      say(page.dataset.failed, true);
    }
  }

  page.addEventListener("keydown", (event) => {
    const item = event.target.closest('[role="treeitem"]');
    if (!item || event.target.matches("input") || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = items().filter(shown), at = all.indexOf(item);
    const keys = lifted
      ? { ArrowDown: () => carry(1), ArrowUp: () => carry(-1), Home: () => carry(-Infinity), End: () => carry(Infinity),
          " ": () => putDown(false), Enter: () => putDown(false), Escape: () => putDown(true) }
      : { ArrowDown: () => go(all[at + 1]), ArrowUp: () => go(all[at - 1]), Home: () => go(all[0]), End: () => go(all.at(-1)),
          ArrowRight: () => item.getAttribute("aria-expanded") === "false" ? fold(item, false) : go(childrenOf(item)[0]),
          ArrowLeft: () => item.getAttribute("aria-expanded") === "true" ? fold(item, true) : go(parentOf(item)),
          Enter: () => choose(item),
          ...(mayWrite ? { " ": () => lift(item), F2: () => rename(item) } : {}) };
    if (!keys[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
  page.addEventListener("focusout", (event) => { // who leaves what they carry has not put it down
    if (lifted && event.relatedTarget && !tree().contains(event.relatedTarget)) putDown(true);
  });

  // --- dragged by a mouse ---------------------------------------------------------------------------------
  const MARKS = ["plan-before", "plan-behind", "plan-into"];
  const unmark = () => items().forEach((one) => one.classList.remove(...MARKS));

  function aim(event) {
    const over = event.target.closest?.("#plan-nodes li[data-node]");
    if (!over || !dragged || dragged.contains(over)) return null;
    const depth = depthOf(dragged), row = over.querySelector(":scope > a").getBoundingClientRect();
    if (depthOf(over) === depth) {
      const parent = parentOf(over);
      if (parent && "over" in parent.dataset && parent !== parentOf(dragged)) return null;
      const before = event.clientY < row.top + row.height / 2;
      let after = before ? over.previousElementSibling : over;
      if (after === dragged) after = dragged.previousElementSibling;
      return { over, mark: before ? "plan-before" : "plan-behind", parent, after };
    }
    if (depthOf(over) !== depth - 1 || ("over" in over.dataset && over !== parentOf(dragged))) return null;
    const others = childrenOf(over).filter((one) => one !== dragged);
    return { over, mark: "plan-into", parent: over, after: others.at(-1) ?? null };
  }

  page.addEventListener("dragstart", (event) => {
    dragged = mayWrite ? event.target.closest("#plan-nodes li[data-node]") : null;
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", code(dragged));
    dragged.classList.add("plan-lifted");
  });
  page.addEventListener("dragover", (event) => {
    const place = aim(event);
    unmark();
    if (!place) return;
    event.preventDefault();
    place.over.classList.add(place.mark);
  });
  page.addEventListener("drop", (event) => {
    const place = aim(event), item = dragged;
    if (!place) return;
    event.preventDefault();
    move(item, place.parent, place.after);
  });
  page.addEventListener("dragend", () => {
    unmark();
    dragged?.classList.remove("plan-lifted");
    dragged = null;
  });
  dress();
})();
