// Says two minutes ahead that somebody who does nothing will be signed out. Any key or press stays, as often as needed.
// Using the page counts, too. When the time is up the page goes, and the one after names nobody.

const dialog = document.getElementById("idle-warning");
const { stay, left, after } = dialog.dataset;
const AHEAD = 120;
const OFTEN = 60000; // how often a page that is used says so
let told = Date.now();
let timer;

function wait(seconds) {
  clearTimeout(timer);
  timer = setTimeout(() => look(), Math.max(1, seconds) * 1000);
}

async function ask(method) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const headers = method === "POST" ? { "X-CSRFToken": token } : {};
  const answer = await fetch(stay, { method, headers, redirect: "manual", cache: "no-store" });
  if (answer.type === "opaqueredirect") return 0; // signed out already
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).left;
}

async function look(method = "GET") {
  let seconds;
  try {
    seconds = await ask(method);
  } catch {
    return wait(10); // the network or the site is away: ask again
  }
  if (seconds <= 0) return location.replace(after);
  if (seconds > AHEAD) {
    dialog.close();
    return wait(seconds - AHEAD);
  }
  if (!dialog.open) dialog.showModal();
  wait(Math.min(seconds + 1, 20));
}

function use() {
  if (!dialog.open && Date.now() - told < OFTEN) return;
  told = Date.now();
  dialog.close();
  look("POST");
}

for (const event of ["keydown", "pointerdown", "click"]) addEventListener(event, use, { passive: true, capture: true });
addEventListener("visibilitychange", () => document.hidden || look());
wait(Number(left) - AHEAD);
