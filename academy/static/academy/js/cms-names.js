/* Editors: fields that Wagtail draws without a name of their own (rich text, tags, rows of a list) take the nearest one. */
(() => {
  const NAMELESS = [
    '[role="textbox"][contenteditable="true"]:not([aria-label]):not([aria-labelledby])',
    ".ui-autocomplete-input:not([aria-label])",
    "[data-contentpath] :is(input:not([type=hidden]), textarea, select):not([aria-label]):not([aria-labelledby])",
  ].join();
  const LABELS = ":scope > label, :scope > .w-panel__header .w-panel__heading, :scope > .w-field__label";

  const nearest = (element) => {
    for (let at = element.parentElement; at; at = at.parentElement) {
      for (const label of at.querySelectorAll(LABELS)) {
        const words = label.textContent.replace(/\s+/g, " ").replace("*", "").trim();
        if (words && !label.contains(element)) return words;
      }
    }
    return "";
  };

  const name = () => {
    for (const element of document.querySelectorAll(NAMELESS)) {
      if (element.labels?.length && [...element.labels].some((label) => label.textContent.trim())) continue;
      const words = nearest(element);
      if (words) element.setAttribute("aria-label", words);
    }
    for (const button of document.querySelectorAll("button.w-editing-sessions__session:not([aria-label])")) {
      const told = button.querySelector('[data-w-tooltip-target="content"]') || button._tippy?.props.content;
      const words = (told?.textContent ?? String(told ?? "").replace(/<[^>]*>/g, " ")).replace(/\s+/g, " ").trim();
      if (words) button.setAttribute("aria-label", words);
    }
    for (const list of document.querySelectorAll(".w-minimap__list:not([tabindex])")) list.tabIndex = 0;
  };

  let waiting = 0;
  const soon = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(name);
  };
  addEventListener("DOMContentLoaded", () => {
    name();
    new MutationObserver(soon).observe(document.body, { childList: true, subtree: true });
  });
})();
