// Lessons that somebody opened or chose, to read without a network: each with its pictures in a cache of its own, so that
// letting one go is one act. What is kept is the lesson on paper, and no answer of anybody. Only where somebody is signed
// in on a device that is not shared (forms.js); signing out empties it all.

const MOST_LESSONS = 30;
const MOST_BYTES = 1e6; // of one lesson with its pictures
const LIST = "/learn/offline/";
const WITHIN_A_LESSON = /^(\/learn\/[^/]+\/[^/]+\/[^/]+\/)/;
const FILE = /(?:href|src)="(\/(?:static|media\/images)\/[^"]+)"/g;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(Promise.all([registration.navigationPreload?.enable(), clients.claim()])));

const lessons = async () => (await caches.keys()).filter((name) => name.startsWith("lesson:"));
const filesOf = (page) => [...new Set([...page.matchAll(FILE)].map((found) => found[1]))];

async function forgetOthers(person) {
  for (const name of await caches.keys()) if (name.split(":")[1] !== person) await caches.delete(name);
}

async function store(cache, address, title) {
  const answer = await fetch(address);
  if (!answer.ok || answer.redirected) return "";
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  headers.set("X-Title", encodeURIComponent(title));
  const page = await answer.text();
  await cache.put(address, new Response(page, { headers }));
  return page;
}

async function storeFiles(cache, files, room) {
  for (const file of files) {
    if (await caches.match(file)) continue;
    const answer = await fetch(file).catch(() => null);
    const size = answer?.ok ? (await answer.clone().blob()).size : Infinity;
    if (size <= room) await cache.put(file, answer);
    if (size <= room) room -= size;
  }
}

async function keepOne(person, { address, title }) {
  const name = `lesson:${person}:${new URL(address, location).pathname}`;
  if (await (await caches.open(name)).match(address)) return;
  await caches.delete(name); // an older edition of it
  const cache = await caches.open(name);
  const page = await store(cache, address, title).catch(() => "");
  if (!page) return caches.delete(name);
  const files = filesOf(page);
  const own = (file) => file.startsWith("/media/");
  await storeFiles(cache, files.filter(own), MOST_BYTES - page.length);
  await storeFiles(await caches.open(`site:${person}`), files.filter((file) => !own(file)), MOST_BYTES);
}

async function keep({ person, these }) {
  await forgetOthers(person);
  const site = await caches.open(`site:${person}`);
  if (!(await site.match(LIST))) {
    const page = await store(site, LIST, "").catch(() => "");
    await storeFiles(site, filesOf(page), MOST_BYTES);
  }
  for (const each of these) await keepOne(person, each);
  const all = await lessons();
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST_LESSONS)).map((name) => caches.delete(name)));
  return (await lessons()).length;
}

addEventListener("message", (event) => event.waitUntil(keep(event.data).then((kept) => event.source?.postMessage({ kept }))));

async function readInstead(url) {
  const lesson = url.pathname.match(WITHIN_A_LESSON)?.[1];
  const name = lesson && (await lessons()).find((each) => each.split(":")[2].startsWith(lesson));
  const [page] = name ? await (await caches.open(name)).keys() : [];
  const found = await caches.match(page ?? LIST);
  if (!found) return null;
  const words = (await found.text()).replace("<body", '<body data-away="yes"');
  return new Response(words, { headers: found.headers });
}

async function visit(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch (away) {
    const found = await readInstead(new URL(event.request.url));
    if (found) return found;
    throw away;
  }
}

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(visit(event));
  else if (/^\/(static|media\/images)\//.test(url.pathname)) {
    event.respondWith(fetch(event.request).catch(async (away) => (await caches.match(event.request)) ?? Promise.reject(away)));
  }
});
