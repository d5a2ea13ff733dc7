/* Editors: a button of the form waits for the saving that is under way. Both at once would make a new page twice. */
(() => {
  let saving = null; // the form that saves itself now
  let held = null; // what waits for it: the form and the button that was pressed
  let gone = false; // the form is on its way, so it no longer saves itself

  addEventListener("w-autosave:save", (event) => {
    if (held || gone) event.preventDefault();
    else saving = event.target;
  });

  const saved = () => {
    saving = null;
    if (!held) return;
    const { form, button } = held;
    setTimeout(() => {
      held = null;
      if (button) button.disabled = false; // it shows that it works, and a disabled one would not be sent
      form.requestSubmit(button);
    });
  };
  addEventListener("w-autosave:success", saved);
  addEventListener("w-autosave:error", saved);

  const wait = (event) => {
    if (event.target !== saving && !held) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    held ??= { form: event.target, button: event.submitter };
  };
  addEventListener("submit", wait, { capture: true });
  addEventListener("submit", (event) => {
    if (event.target.matches('[data-controller~="w-autosave"]')) gone = !event.defaultPrevented;
  });
})();
