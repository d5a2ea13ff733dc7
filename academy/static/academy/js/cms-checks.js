/* Editors: "Before you publish". Each line leads to its field, whatever is folded away on the way there. */
(() => {
  const NAME = "before_you_publish";

  const toggle = () => document.querySelector(`[data-side-panel-toggle="${NAME}"]`);

  const openPanel = () => {
    if (toggle()?.getAttribute("aria-expanded") === "false") toggle().click();
    const heading = document.querySelector("#before-you-publish h3");
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus();
  };

  const unfold = (element) => {
    for (let at = element; at; at = at.parentElement) {
      if (at.matches('[role="tabpanel"][hidden]')) {
        document.querySelector(`[role="tab"][aria-controls="${at.id}"], [role="tab"][href="#${at.id}"]`)?.click();
      }
      if (at.matches("[data-panel]")) {
        at.querySelector(':scope > .w-panel__header [data-panel-toggle][aria-expanded="false"]')?.click();
      }
    }
  };

  const INPUTS = "input:not([type=hidden]), textarea, select, [contenteditable=true]";

  // The very field if it stands there, else its block, else the field of the page.
  const goTo = (link) => {
    const field = link.dataset.goTo && document.getElementById(link.dataset.goTo);
    const anchor = link.hash.slice(1);
    const place = document.getElementById(anchor) || document.querySelector(`[data-contentpath="${anchor.slice(3)}"]`);
    const target = field || place;
    if (!target) return false;
    unfold(target);
    if (matchMedia("(max-width: 50rem)").matches) toggle()?.click(); // the panel covers the whole form there
    const shown = field ? field.closest(".w-field") || field : target;
    shown.scrollIntoView({ block: field ? "center" : "start" });
    const first = target.matches(INPUTS) ? target : target.querySelector(INPUTS) || target.querySelector("button");
    first?.focus({ preventScroll: true });
    return true;
  };

  document.addEventListener("click", (event) => {
    const line = event.target.closest("a[data-go-to]");
    if (line && goTo(line)) event.preventDefault();
    if (event.target.closest("[data-before-you-publish]")) {
      event.preventDefault();
      openPanel();
    }
  });

  addEventListener("load", () => {
    if (document.querySelector("#before-you-publish[data-refused]")) openPanel();
  });
})();
