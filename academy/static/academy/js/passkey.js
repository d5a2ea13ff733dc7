// Passkeys need a browser that knows them: their buttons show only there. What went wrong is said on the page, not only
// in the console, and the words take focus.

if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const words = document.querySelector("[data-passkey-problem]");
  if (!words) return;
  words.hidden = false;
  words.focus();
});
