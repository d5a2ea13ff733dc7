// Asks how a piece of work is getting on every two seconds, and says so aloud at 25, 50, 75 and 100%.
// A failed question is asked again, more and more slowly; the "Check again" link is there throughout.

const EVERY = 2000;
const SLOWEST = 30000;

function follow(box) {
  const bar = box.querySelector("progress");
  const words = box.querySelector(".job-words");
  const aloud = box.querySelector("[role=status]");
  let said = 0;
  let wait = EVERY;

  function show(job) {
    if (job.total) {
      bar.max = job.total;
      bar.value = job.done;
    }
    if (job.words) words.textContent = job.words;
    const quarter = job.total ? Math.floor((4 * job.done) / job.total) * 25 : 0;
    if (quarter > said) {
      said = quarter;
      aloud.textContent = `${quarter}%. ${words.textContent}`;
    }
  }

  async function ask() {
    try {
      const answer = await fetch(box.dataset.poll, { headers: { Accept: "application/json" }, credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      const job = await answer.json();
      show(job);
      if (job.state === "done" || job.state === "parked") return location.assign(job.url || location.href);
      wait = EVERY;
    } catch {
      wait = Math.min(wait * 2, SLOWEST);
    }
    setTimeout(ask, wait);
  }

  setTimeout(ask, EVERY);
}

document.querySelectorAll("[data-poll]").forEach(follow);
