// The time of the map by two sliders beside its date fields; without this file the fields do the same.
"use strict";
(() => {
  const box = document.querySelector("fieldset.days");
  const day = 86400000;
  const first = box ? Date.parse(box.dataset.first) : NaN;
  const last = box ? Date.parse(box.dataset.last) : NaN;
  if (!(last > first)) return;
  const slide = (field, fallback, label) => {
    const slider = document.createElement("input");
    slider.type = "range";
    slider.min = "0";
    slider.max = String(Math.round((last - first) / day));
    slider.setAttribute("aria-label", label);
    const read = () => {
      const at = Date.parse(field.value);
      const days = Number.isNaN(at) ? fallback : Math.round((at - first) / day);
      slider.value = String(days);
      slider.setAttribute("aria-valuetext", field.value || "open");
    };
    slider.addEventListener("input", () => {
      field.value = new Date(first + Number(slider.value) * day).toISOString().slice(0, 10);
      slider.setAttribute("aria-valuetext", field.value);
    });
    slider.addEventListener("change", () => {
      const [from, to] = fields.map((one) => one.value);
      if (from && to && from > to) fields.forEach((one) => { one.value = field.value; });
      box.form.requestSubmit();
    });
    field.addEventListener("change", read);
    field.parentElement.append(" ", slider);
    read();
  };
  const fields = [...box.querySelectorAll("input[type=date]")];
  slide(fields[0], 0, "From");
  slide(fields[1], Math.round((last - first) / day), "To");
})();
