/* Editors: fields that Wagtail draws without a name of their own (rich text, tags, rows of a list) take the nearest one. */
(() => {
  const NAMELESS = [
    '[role="textbox"][contenteditable="true"]:not([aria-label]):not([aria-labelledby])',
    ".ui-autocomplete-input:not([aria-label])",
    "[data-contentpath] :is(input:not([type=hidden]), textarea, select):not([aria-label]):not([aria-labelledby])",
  ].join();
  // A lesson of sixty blocks has thousands of fields: each is looked at once, and no step walks through the whole page.
  const seen = new WeakSet();
  const words = (label) => label.textContent.replace(/\s+/g, " ").replace("*", "").trim();

  const labelIn = (child) =>
    child.matches("label, .w-field__label") ? child : child.matches(".w-panel__header") && child.querySelector(":scope > .w-panel__heading");

  const nearest = (element) => {
    for (let at = element.parentElement; at; at = at.parentElement) {
      for (const child of at.children) {
        const label = labelIn(child);
        if (label && words(label) && !label.contains(element)) return words(label);
      }
    }
    return "";
  };

  const name = () => {
    const fields = [...document.querySelectorAll(NAMELESS)].filter((element) => !seen.has(element));
    const labels = fields.length ? [...document.querySelectorAll("label[for]")].filter(words) : [];
    const labelled = new Set(labels.map((label) => label.htmlFor));
    for (const element of fields) {
      seen.add(element);
      if ((element.id && labelled.has(element.id)) || (element.closest("label") && words(element.closest("label")))) continue;
      const found = nearest(element);
      if (found) element.setAttribute("aria-label", found);
    }
    for (const button of document.querySelectorAll("button.w-editing-sessions__session:not([aria-label])")) {
      const told = button.querySelector('[data-w-tooltip-target="content"]') || button._tippy?.props.content;
      const said = (told?.textContent ?? String(told ?? "").replace(/<[^>]*>/g, " ")).replace(/\s+/g, " ").trim();
      if (said) button.setAttribute("aria-label", said);
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
