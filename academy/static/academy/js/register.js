// The register by keyboard: inside a row a letter sets its mark. Choosing Part opens the minutes. The count keeps up.
// Without scripts the same radios, folds and buttons do the same.

const MARKS = { h: "HERE", p: "PART", a: "AWAY", t: "AWAY_TOLD", c: "CATCH_UP" };
const PRESENT = ["HERE", "PART", "CATCH_UP"];
const rows = [...document.querySelectorAll("[data-register-row]")];
const count = document.querySelector("[data-register-count]");

function chosen(row) {
  return row.querySelector("input[type=radio][name^=mark_]:checked")?.value;
}

function tell() {
  const marks = rows.map(chosen).filter(Boolean);
  const here = marks.filter((mark) => PRESENT.includes(mark)).length;
  const numbers = { here, away: marks.length - here, unmarked: rows.length - marks.length };
  count.textContent = count.dataset.registerCount.replace(/\{(\w+)\}/g, (_all, name) => numbers[name]);
}

for (const row of rows) {
  row.addEventListener("change", () => {
    if (chosen(row) === "PART") row.querySelector("details").open = true;
    tell();
  });
  row.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input:not([type=radio]), textarea, select");
    const mark = MARKS[event.key.toLowerCase()];
    if (!mark || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const radio = row.querySelector(`input[name^=mark_][value=${mark}]`);
    event.preventDefault();
    radio.checked = true;
    radio.focus();
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
