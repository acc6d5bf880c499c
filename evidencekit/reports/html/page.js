"use strict";
// Choosing a claim or a reference, filtering, copying. Nothing leaves the page.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);

  function choose(chosen, others) {
    all(".chosen, .partner").forEach((n) => n.classList.remove("chosen", "partner"));
    all("[aria-current]").forEach((n) => n.removeAttribute("aria-current"));
    chosen.classList.add("chosen");
    chosen.setAttribute("aria-current", "true");
    others.forEach((n) => n.classList.add("partner"));
  }

  const partners = (element) =>
    ((element.dataset.references || element.dataset.claims || "").match(/\S+/g) || [])
      .map(byId)
      .filter(Boolean);

  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const show = (element, block) =>
    element.scrollIntoView({ block, behavior: calm ? "auto" : "smooth" });

  function chooseTarget(id) {
    const target = byId(id);
    if (!target || !target.matches(".claim, .card, .finding")) return false;
    const hidden = target.closest("[hidden]");
    if (hidden) {
      all("form.filters").forEach((form) => form.reset());
      hidden.hidden = false;
    }
    const others = partners(target);
    choose(target, others);
    show(target, "center");
    return true;
  }

  document.addEventListener("click", (event) => {
    const copy = event.target.closest("button.copy");
    if (copy) return void copyText(copy);
    const claim = event.target.closest(".text .claim");
    if (claim) {
      event.preventDefault();
      const others = partners(claim);
      choose(claim, others);
      if (others.length) {
        others[0].hidden = false;
        show(others[0], "nearest");
      }
      history.replaceState(null, "", "#" + claim.id);
      return;
    }
    const link = event.target.closest("a[href^='#']");
    if (link) {
      const id = decodeURIComponent(link.getAttribute("href").slice(1));
      if (chooseTarget(id)) {
        event.preventDefault();
        byId(id).focus({ preventScroll: true });
        history.replaceState(null, "", link.getAttribute("href"));
      }
      return;
    }
    const card = event.target.closest(".card");
    if (card && !event.target.closest("a, button, summary")) {
      const others = partners(card);
      choose(card, others);
      if (others.length) show(others[0], "center");
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      all(".chosen, .partner").forEach((n) => n.classList.remove("chosen", "partner"));
    } else if (event.key === "Enter" && event.target.matches("span.claim")) {
      event.target.click();
    }
  });

  async function copyText(button) {
    const text = button.dataset.copy;
    button.dataset.label ||= button.textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      button.after(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = button.dataset.label), 1500);
  }

  const checked = (form, name) => all(`input[name=${name}]:checked`, form).map((n) => n.value);

  function filter(form) {
    const list = byId(form.dataset.for);
    const wanted = {
      status: checked(form, "status"),
      severities: checked(form, "severity"),
      rules: checked(form, "rule"),
    };
    const cards = all(".card", list);
    for (const card of cards) {
      card.hidden = !Object.entries(wanted).every(
        ([key, values]) =>
          !values.length || values.some((v) => card.dataset[key].split(" ").includes(v)),
      );
    }
    const left = cards.filter((card) => !card.hidden).length;
    list.querySelector(".none-left").hidden = left > 0;
    form.parentElement.querySelector("output").textContent =
      left < cards.length ? `${left} of ${cards.length} shown` : "";
  }

  for (const form of all("form.filters")) {
    form.parentElement.hidden = false;
    form.addEventListener("change", () => filter(form));
    form.addEventListener("reset", () => setTimeout(() => filter(form)));
    form.addEventListener("submit", (event) => event.preventDefault());
  }
  all("button.copy").forEach((button) => (button.hidden = false));
  if (location.hash.length > 1) chooseTarget(decodeURIComponent(location.hash.slice(1)));
})();
