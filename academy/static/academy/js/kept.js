// The lessons kept on this device, read from the caches that sw.js fills: a block for each, its title above its button.

const list = document.querySelector("[data-kept]");
const words = list.dataset;
const nothing = document.querySelector("[data-nothing]");
const all = document.querySelector("[data-remove-all]");

function row(name, address, title) {
  const item = Object.assign(document.createElement("li"), { className: "card stack" });
  const heading = Object.assign(document.createElement("h2"), { className: "card-title" });
  const link = Object.assign(document.createElement("a"), { href: address, textContent: title });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button button-secondary" });
  button.append(words.remove, Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: ` ${title}` }));
  button.addEventListener("click", async () => {
    await caches.delete(name);
    await show();
    document.querySelector("h1").focus();
  });
  heading.append(link);
  item.append(heading, button);
  return item;
}

async function show() {
  const names = ((await globalThis.caches?.keys()) ?? []).filter((name) => name.startsWith("lesson:")).reverse();
  const rows = [];
  for (const name of names) {
    const cache = await caches.open(name);
    const [page] = await cache.keys();
    if (!page) continue;
    const { pathname, search } = new URL(page.url);
    const kept = await cache.match(page);
    rows.push(row(name, pathname + search, decodeURIComponent(kept.headers.get("X-Title"))));
  }
  list.replaceChildren(...rows);
  nothing.hidden = rows.length > 0;
  all.hidden = rows.length === 0;
}

all.querySelector("button").addEventListener("click", async () => {
  for (const name of await caches.keys()) if (name.startsWith("lesson:")) await caches.delete(name);
  await show();
  document.querySelector("h1").focus();
});
show();
