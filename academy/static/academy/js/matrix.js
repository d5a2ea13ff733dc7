// A link in a wide table comes wholly into view when it gets the focus; browsers are content with a corner of it.

for (const region of document.querySelectorAll(".table-scroll")) {
  region.addEventListener("focusin", (event) => {
    if (event.target !== region) event.target.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
}
