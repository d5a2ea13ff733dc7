// Where a recording cannot be played, its transcript opens by itself and a line says so.

function readInstead(box) {
  box.querySelector("details").open = true;
  const words = box.querySelector(".player-away");
  words.hidden = false;
}

document.querySelectorAll("[data-player]").forEach((box) => {
  // Errors of media do not bubble: they are caught on the way down.
  box.addEventListener("error", () => readInstead(box), true);
});
