// What the walk asks of an open page. Each answer is a list of faults in words; empty is good.
// Put into the page from outside, so that the page's own policy does not matter.
(() => {
  const TABBABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], audio[controls], video[controls]";
  const PARTS = "input:is([type=date], [type=time], [type=datetime-local], [type=month], [type=week], [type=number]), audio, video";
  const shown = (each) => each.checkVisibility({ visibilityProperty: true }) && each.getClientRects().length > 0;
  const brief = (each) => each.outerHTML.replace(/\s+/g, " ").slice(0, 110);
  const stops = () => [...document.querySelectorAll(TABBABLE)].filter((each) => each.tabIndex >= 0 && !each.matches(":disabled") && shown(each));
  const group = (each) => (each.type === "radio" && each.name ? `${each.form?.id} ${each.form?.action} ${each.name}` : each);
  const labels = (each) => [...new Set([each.closest("label"), ...(each.labels ?? [])].filter(Boolean))];
  const tiny = (box) => box.width <= 2 || box.height <= 2;

  // --- Tab by Tab -------------------------------------------------------------------------------------------------
  let idle, wanted, last, first, seen;
  const outlines = (each) => [each, each.parentElement, ...labels(each)].map((one) => {
    const style = getComputedStyle(one);
    return style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2 ? "none" : style.outline;
  });

  function start() {
    wanted = stops();
    idle = new Map(wanted.map((each) => [each, outlines(each)]));
    [last, first, seen] = [null, null, new Set()];
    document.body.tabIndex = -1;
    document.body.focus({ preventScroll: true });
    scrollTo(0, 0);
    return wanted.length;
  }

  function place(each) {
    const own = each.getClientRects()[0] ?? each.getBoundingClientRect();
    const box = tiny(own) && labels(each).length ? labels(each)[0].getBoundingClientRect() : own;
    const [left, top] = [Math.max(box.left, 0), Math.max(box.top, 0)];
    const [right, bottom] = [Math.min(box.right, innerWidth), Math.min(box.bottom, innerHeight)];
    if (right <= left || bottom <= top) return "out of view";
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    if (hit && (each.contains(hit) || labels(each).some((label) => label.contains(hit)))) return "";
    return `covered by ${hit ? brief(hit) : "nothing"}`;
  }

  // null where the walk has left the page or come round; otherwise what is wrong with this stop.
  function stop() {
    const each = document.activeElement;
    if (!each || each === document.body || each === first) return null;
    if (each === last) return each.matches(PARTS) ? [] : [`a trap at ${brief(each)}`];
    const found = [];
    const before = idle.get(each);
    if (before && !outlines(each).some((one, number) => one !== "none" && (one !== before[number] || each.matches(".is-focus")))) found.push(`no ring on ${brief(each)}`);
    if (last && !(last.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING)) found.push(`out of order: ${brief(each)}`);
    const where = place(each);
    if (where) found.push(`${brief(each)}: ${where}`);
    first ??= each;
    last = each;
    seen.add(group(each));
    return found;
  }

  const missed = () => wanted.filter((each) => shown(each) && !seen.has(group(each))).map((each) => `never reached: ${brief(each)}`);

  // --- Size and flow ----------------------------------------------------------------------------------------------
  function sideways() {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    const wide = [...document.querySelectorAll("body *")].filter((each) => each.getBoundingClientRect().right > innerWidth + 1);
    return [`${document.documentElement.scrollWidth} px in ${innerWidth}: ${wide.slice(0, 2).map(brief).join(" | ")}`];
  }

  function cut() {
    return [...document.querySelectorAll("body *")].filter((each) => {
      const style = getComputedStyle(each);
      if (!/hidden|clip/.test(style.overflowX + style.overflowY) || style.clipPath !== "none") return false;
      if (each.closest("svg") || !shown(each) || tiny(each.getBoundingClientRect()) || !each.textContent.trim()) return false;
      const across = /hidden|clip/.test(style.overflowX) && each.scrollWidth > each.clientWidth + 1;
      return across || (/hidden|clip/.test(style.overflowY) && each.scrollHeight > each.clientHeight + 1);
    }).map((each) => `text is cut: ${brief(each)}`);
  }

  function inText(each) {
    if (getComputedStyle(each).display !== "inline") return false;
    return each.parentElement.textContent.trim().length > each.textContent.trim().length;
  }

  function targets() {
    const boxes = stops().filter((each) => !inText(each) && !each.matches("[tabindex]:not(a, button, input, select, textarea, summary)"));
    const sized = boxes.map((each) => {
      const all = [each, ...labels(each)].map((one) => one.getBoundingClientRect());
      const biggest = all.reduce((one, two) => (one.width * one.height >= two.width * two.height ? one : two));
      return { each, box: biggest, small: Math.min(biggest.width, biggest.height) < 23.5 };
    });
    const near = (one, two) => {
      const [x, y] = [one.left + one.width / 2, one.top + one.height / 2];
      const [dx, dy] = [Math.max(two.left - x, 0, x - two.right), Math.max(two.top - y, 0, y - two.bottom)];
      return Math.hypot(dx, dy) < 12;
    };
    return sized.filter(({ each, box, small }) => small && sized.some((other) => other.each !== each && near(box, other.box)))
      .map(({ each, box }) => `${Math.round(box.width)} × ${Math.round(box.height)} px and crowded: ${brief(each)}`);
  }

  // --- Other ways of seeing ---------------------------------------------------------------------------------------
  let sheet;
  function spaced(on) {
    sheet ??= new CSSStyleSheet();
    sheet.replaceSync(on ? `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
      p { margin-bottom: 2em !important; }` : "");
    document.adoptedStyleSheets = [...new Set([...document.adoptedStyleSheets, sheet])];
  }

  // Without our grounds a button or a field is seen by its edge alone.
  function edges() {
    const native = "[type=checkbox], [type=radio], [type=range], [type=file], [type=hidden]";
    return [...document.querySelectorAll(`.button, input:not(${native}), select, textarea`)].filter((each) => {
      const style = getComputedStyle(each);
      return shown(each) && !tiny(each.getBoundingClientRect()) && style.opacity !== "0" && (style.borderTopStyle === "none" || parseFloat(style.borderTopWidth) < 1);
    }).map((each) => `no edge: ${brief(each)}`);
  }

  function moving() {
    const running = document.getAnimations().map((each) => `moves: ${each.effect?.target ? brief(each.effect.target) : "?"}`);
    const seconds = (text) => Math.max(...text.split(",").map((each) => parseFloat(each) * (/\dms/.test(each) ? 0.001 : 1)));
    const ready = [...document.querySelectorAll("body *")].find((each) => {
      const style = getComputedStyle(each);
      return seconds(style.transitionDuration) > 0.01 || seconds(style.animationDuration) > 0.01;
    });
    return ready ? [...running, `would move: ${brief(ready)}`] : running;
  }

  function basics() {
    const found = [];
    const count = (what, number) => document.querySelectorAll(what).length === number || found.push(`not ${number} ${what}`);
    count("h1", 1);
    count("main", 1);
    if (document.documentElement.lang.toLowerCase() !== "en-gb") found.push(`lang ${document.documentElement.lang}`);
    if (!document.title.trim()) found.push("no title");
    const main = document.querySelector("main");
    const before = stops().filter((each) => main && each.compareDocumentPosition(main) & Node.DOCUMENT_POSITION_FOLLOWING);
    if (document.querySelector("[placeholder]:not([placeholder=''])")) found.push("a placeholder for a label");
    if (before.length > 1 && !before[0].matches(".skip-link")) found.push("the skip link is not first");
    return found;
  }

  globalThis.probe = { start, stop, missed, sideways, cut, targets, spaced, edges, moving, basics };
})();
