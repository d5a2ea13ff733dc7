// The code on the screen, asked for again every five seconds. Without the site the last one stays until it is back;
// the link "Show the next code" does the same without a script.

const EVERY = 5000;
const box = document.querySelector("[data-screen]");

async function ask() {
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (answer.ok && !answer.redirected) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-screen]");
      if (fresh && fresh.textContent !== box.textContent) box.replaceChildren(...fresh.childNodes);
    }
  } catch {
    // Asked again below.
  }
  setTimeout(ask, EVERY);
}

if (box) setTimeout(ask, EVERY);
