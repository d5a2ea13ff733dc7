// Nothing typed is lost. A form that somebody writes in is sent by this script and sent again, with the same form_key,
// until the site has answered: the second time changes nothing. Its words also wait in the browser, per person, until
// then; on a shared device they stay in the open page only. forms.js loads this where a page has such a form.

const words = document.body.dataset;
const FIRST = 2000;
const SLOWEST = 30000;
const TOO_LONG = 30000;
const AWAY = [502, 503, 504];
const WEEK = 7 * 86400000;
const TYPED = "textarea, input[type=text], input[type=email], input:not([type])";
const drafts = `draft:${words.person}:${location.pathname}:`;
const waiting = new Map();

function say(form, text) {
  const line = form.querySelector(".not-sent");
  line.hidden = false;
  if (line.textContent !== text) line.textContent = text;
  line.scrollIntoView({ block: "nearest" });
}

function go(next) {
  const url = new URL(next, location.href);
  if (url.pathname === new URL(words.signIn, location.href).pathname) return location.assign(url);
  for (const name of kept()) localStorage.removeItem(name);
  if (url.pathname + url.search !== location.pathname + location.search) return location.assign(url);
  if (url.hash) history.replaceState(null, "", `${location.pathname}?sent`); // or it would only scroll
  location.replace(url);
}

function sendAsAlways(form, button) {
  if (button?.name) {
    const pressed = Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value });
    form.append(pressed);
  }
  HTMLFormElement.prototype.submit.call(form);
}

function later(form, state) {
  say(form, words.notSent);
  state.wait = Math.min((state.wait ?? FIRST / 2) * 2, SLOWEST);
  state.timer = setTimeout(send, state.wait, form, state);
}

async function send(form, state) {
  if (state.busy) return;
  clearTimeout(state.timer);
  state.busy = true;
  const stop = new AbortController();
  const limit = setTimeout(() => stop.abort(), TOO_LONG);
  const body = new URLSearchParams(new FormData(form, state.button));
  let answer;
  try {
    answer = await fetch(form.getAttribute("action") || location.href.split("#")[0], {
      method: "POST",
      body,
      headers: { "X-Sent-By": "script" },
      signal: stop.signal,
      keepalive: body.toString().length < 60000, // leaving the page does not take it back
    });
  } catch {
    answer = null;
  }
  clearTimeout(limit);
  state.busy = false;
  if (!answer || AWAY.includes(answer.status) || answer.headers.has("Retry-After")) return later(form, state);
  waiting.delete(form);
  if (answer.headers.has("X-Next")) return go(answer.headers.get("X-Next"));
  if (answer.status >= 500) return say(form, words.notSaved);
  sendAsAlways(form, state.button); // nothing was saved: the browser shows the page that says why
}

function kept() {
  return Object.keys(localStorage).filter((name) => name.startsWith(drafts));
}

function keep(field) {
  const name = drafts + field.name;
  if (field.value === field.defaultValue) return localStorage.removeItem(name);
  localStorage.setItem(name, JSON.stringify({ text: field.value, before: field.defaultValue, at: Date.now() }));
}

function putBack(form) {
  let back = false;
  for (const field of form.querySelectorAll(TYPED)) {
    const name = drafts + field.name;
    const draft = JSON.parse(localStorage.getItem(name) ?? "null");
    if (!draft) continue;
    if (draft.before !== field.defaultValue || Date.now() - draft.at > WEEK) {
      localStorage.removeItem(name); // the site knows better by now
    } else if (draft.text !== field.value) {
      field.value = draft.text;
      field.closest("details")?.setAttribute("open", "");
      back = true;
    }
  }
  if (!back) return;
  form.querySelector(".not-sent").hidden = false;
  form.querySelector(".not-sent").textContent = words.putBack;
}

const isCode = (field) => /one-time-code|password/.test(field.autocomplete);

// Sending twice is harmless everywhere, but a try with a code or a password counts.
const counts = "[type=password], [type=file], [name*=code], [name=digits], [name=login]";
// A form marked data-answers-once is answered by a page with a code that is never shown again: it is sent as always.

for (const form of document.querySelectorAll("form[method=post]")) {
  if (form.dataset.answersOnce !== undefined || form.querySelector(counts) || !(form.elements.form_key || form.querySelector(TYPED))) continue;
  const line = document.createElement("p");
  line.className = "notice notice-warning not-sent";
  line.setAttribute("role", "status");
  line.hidden = true;
  ([...form.querySelectorAll(".button-row")].pop() ?? form.lastElementChild).after(line);
  form.dataset.kept = "yes";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const state = waiting.get(form) ?? {};
    state.button = event.submitter;
    waiting.set(form, state);
    send(form, state);
  });
  if (!words.person) continue;
  form.addEventListener("input", (event) => {
    if (event.target.matches(TYPED) && event.target.name && !isCode(event.target)) keep(event.target);
  });
  putBack(form);
}

addEventListener("online", () => waiting.forEach((state, form) => send(form, state)));
