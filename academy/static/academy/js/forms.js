// While a form is on its way its button says so, and stays pressable: sending twice is harmless here.
// Coming back to the page (Back, or a lost network) gives the button its own words again.

const words = new WeakMap();

function restore() {
  for (const button of document.querySelectorAll("button.sending")) {
    if (!words.has(button)) continue;
    button.classList.remove("sending");
    button.lastElementChild.textContent = words.get(button);
  }
}

document.addEventListener("submit", (event) => {
  const button = event.submitter ?? event.target.querySelector("button[data-sending]");
  const prevented = event.defaultPrevented && !event.target.dataset.kept; // keep.js prevents, to send it by itself
  if (prevented || !button?.dataset.sending || button.classList.contains("sending")) return;
  words.set(button, button.lastElementChild.textContent);
  button.classList.add("sending");
  button.lastElementChild.textContent = button.dataset.sending;
  setTimeout(restore, 10000); // a file that downloads leaves us on this page
});

addEventListener("pageshow", restore);

// After the skip link the address ends in #main. An answer at that address would give main the focus, not its summary.
document.addEventListener("submit", () => {
  if (location.hash) history.replaceState(history.state, "", location.pathname + location.search);
}, true);

// The account menu closes with Escape, and when focus or a press goes elsewhere. Without scripts it stays a fold.
const menu = document.querySelector(".account-menu");
if (menu) {
  const summary = menu.querySelector("summary");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      summary.focus();
    }
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}

// What is typed into a form is looked after. The drafts of anybody else, and at signing out all of them, go.
const written = document.querySelector("form[method=post] :is(input[name=form_key], textarea, input[type=text], input[type=email])");
if (written && "submitter" in SubmitEvent.prototype) {
  import("./keep.js");
}

function wipe(others) {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith("draft:") && !(others && name.startsWith(`draft:${others}:`))) localStorage.removeItem(name);
  }
}

const { person, shared, out } = document.body.dataset;
if (person || shared) wipe(person);

// Lessons to read without a network are kept for whoever is signed in on a device of their own, and for nobody else.
async function forgetLessons(but) {
  for (const name of (await globalThis.caches?.keys()) ?? []) if (name.split(":")[1] !== but) await caches.delete(name);
  if (!but) await (await navigator.serviceWorker?.getRegistration())?.unregister();
}
if (out || shared || person) forgetLessons(shared ? "" : person);
if (person && !shared && navigator.serviceWorker && document.querySelector("[data-keep]")) import("./offline.js");

document.addEventListener("submit", (event) => {
  if (new URL(event.target.getAttribute("action") ?? "", location.href).pathname !== "/accounts/logout/") return;
  wipe();
  forgetLessons();
});
