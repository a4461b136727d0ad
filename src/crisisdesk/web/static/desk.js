/* Completion of filters: a list box under every field with data-completions. Without this script the field is a field.
   On a narrow page, what is marked data-wide begins folded. */
"use strict";
(() => {
  const WAIT = 120;
  let number = 0;

  function listen(input) {
    if (input.dataset.ready) return;
    input.dataset.ready = "yes";
    const list = listFor(input);
    let rows = [], active = -1, timer = 0, asked = 0;

    const close = () => {
      list.hidden = true; rows = []; active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const mark = (n) => {
      active = n;
      [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === n)));
      if (n < 0) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", list.children[n].id);
      list.children[n].scrollIntoView({ block: "nearest" });
    };
    const take = (n) => {
      const row = rows[n], at = row.start + row.text.length;
      input.value = input.value.slice(0, row.start) + row.text + input.value.slice(row.end);
      input.setSelectionRange(at, at);
      close();
      if (row.text.endsWith(":")) ask();
    };
    const show = (found) => {
      rows = found.slice(0, 40);
      if (!rows.length) return close();
      list.replaceChildren(...rows.map((row, n) => itemFor(row, `${list.id}-${n}`, () => take(n))));
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      mark(-1);
    };
    const ask = async () => {
      const turn = ++asked;
      const query = new URLSearchParams({ text: input.value, cursor: String(input.selectionStart ?? 0) });
      try {
        const answer = await fetch(`${input.dataset.completions}?${query}`, { credentials: "same-origin" });
        if (turn === asked && answer.ok && document.activeElement === input) show(await answer.json());
      } catch { close(); }
    };

    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); });
    input.addEventListener("blur", () => { clearTimeout(timer); asked++; close(); });
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" && list.hidden) { event.preventDefault(); ask(); return; }
      if (list.hidden) return;
      const last = rows.length - 1;
      if (event.key === "ArrowDown") mark(active >= last ? 0 : active + 1);
      else if (event.key === "ArrowUp") mark(active <= 0 ? last : active - 1);
      else if (event.key === "Escape") close();
      else if (event.key === "Enter" && active >= 0) take(active);
      else return;
      event.preventDefault();
    });
  }

  function listFor(input) {
    const list = document.createElement("ul");
    list.id = `completions-${++number}`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "What may be typed next");
    list.hidden = true;
    input.after(list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    return list;
  }

  function itemFor(row, id, take) {
    const item = document.createElement("li"), text = document.createElement("code"), says = document.createElement("small");
    item.id = id;
    item.setAttribute("role", "option");
    text.textContent = row.text;
    says.textContent = row.caption;
    item.append(text, " ", says);
    item.addEventListener("mousedown", (event) => { event.preventDefault(); take(); });
    return item;
  }

  const NARROW = matchMedia("(max-width: 60rem)");
  const fold = (root) => {
    if (NARROW.matches) root.querySelectorAll("details[data-wide]").forEach((one) => { one.open = false; });
  };
  const start = (root) => root.querySelectorAll("input[data-completions]").forEach(listen);
  document.addEventListener("DOMContentLoaded", () => start(document));
  document.addEventListener("htmx:load", (event) => start(event.target));
  document.addEventListener("htmx:load", (event) => fold(event.target));
  fold(document);
})();
