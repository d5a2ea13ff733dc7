// Tells a screen reader the "Saved at 2.02 pm" line that a saved page comes back with.
// The line is in the page already; putting it into a live region after loading is what makes it heard.

const line = document.querySelector("[data-announce]");
if (line) {
  const region = document.createElement("p");
  region.className = "visually-hidden";
  region.setAttribute("role", "status");
  document.body.append(region);
  setTimeout(() => {
    region.textContent = line.textContent.trim();
  }, 300);
}
