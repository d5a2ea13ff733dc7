// Lessons to read without a network: an opened lesson is kept by itself, others where somebody asks for it. The work is
// sw.js's. forms.js loads this where somebody is signed in on a device of their own and the page has something to keep.

const { person } = document.body.dataset;
const marked = [...document.querySelectorAll("[data-keep]")].map(({ dataset }) => ({ address: dataset.keep, title: dataset.title }));
const button = document.querySelector("[data-keep-these]");

async function keep() {
  await navigator.serviceWorker.register("/sw.js");
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ person, these: marked });
}

const idle = globalThis.requestIdleCallback ?? setTimeout;
if (button) {
  const said = document.querySelector("[data-kept-said]");
  button.closest("[hidden]").hidden = false;
  button.addEventListener("click", () => {
    said.textContent = said.dataset.wait;
    keep().catch(() => {
      said.textContent = said.dataset.not;
    });
  });
  navigator.serviceWorker.addEventListener("message", () => {
    said.textContent = said.dataset.done;
  });
} else if (!navigator.connection?.saveData) {
  addEventListener("load", () => idle(() => keep().catch(() => {})));
  if (document.readyState === "complete") idle(() => keep().catch(() => {}));
}
