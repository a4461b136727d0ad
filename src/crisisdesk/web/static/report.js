// The layers that were marked last, for the next report; the page works without this.
"use strict";

const KEPT = "crisisdesk-layers";
const boxes = [...document.querySelectorAll(".layers input[type=checkbox]")];

const chosenHere = new URLSearchParams(location.search).has("layer");
let kept = null;
try {
  kept = JSON.parse(localStorage.getItem(KEPT));
} catch {
  kept = null;
}
if (Array.isArray(kept) && !chosenHere) {
  for (const box of boxes) box.checked = kept.includes(box.value);
}
for (const box of boxes) {
  box.addEventListener("change", () => {
    try {
      localStorage.setItem(KEPT, JSON.stringify(boxes.filter((one) => one.checked).map((one) => one.value)));
    } catch {
      // The choice then holds for this page alone.
    }
  });
}
