// What of a page takes long is asked for when the page is there, and put in its places; a link leads to the same page
// with all its parts, where this fails or does not run.
(() => {
  const first = document.querySelector("[data-later]");
  if (!first) return;

  function tell(key) {
    for (const said of document.querySelectorAll(".later-said")) said.textContent = said.dataset[key];
  }

  async function whole(address) {
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  }

  function put(part, other) {
    const worked = part.contains(document.activeElement);
    part.replaceWith(document.importNode(other, true));
    if (!worked) return;
    const heading = document.querySelector(`#${part.id} :is(h2, h3)`) || document.getElementById(part.id);
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  async function fill() {
    first.setAttribute("role", "status"); // one of them speaks for all
    tell("coming");
    try {
      const page = await whole(first.dataset.later);
      const parts = [...document.querySelectorAll("[data-part]")].map((one) => [one, page.getElementById(one.id)]);
      if (parts.some(([, other]) => !other)) throw new Error("another page");
      for (const [part, other] of parts) put(part, other);
    } catch {
      tell("failed");
      return;
    }
    const status = document.createElement("p");
    status.className = "w-sr-only";
    status.setAttribute("role", "status");
    document.querySelector("main").append(status);
    status.textContent = first.dataset.there;
    const wanted = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (wanted) wanted.scrollIntoView();
  }

  fill();
})();
