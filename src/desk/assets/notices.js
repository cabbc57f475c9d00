// Keeps the badges of every page true, counts in the tab's title, and rings for what the reader chose to hear.
const source = document.currentScript.dataset.counts;
const title = document.title;
const shownIntervalMs = 10_000;
const hiddenIntervalMs = 30_000;
const rungKey = "huong-dan-desk-rung";
let sound = null;
let timer;

/** A browser lets a page sound only after its reader has touched it. */
function allowSound() {
  sound ??= new AudioContext();
  sound.resume();
  document.documentElement.dataset.sound = "on";
}
for (const gesture of ["pointerdown", "keydown"]) {
  document.addEventListener(gesture, allowSound, { once: true });
}

/** Two short tones, one above the other. */
function ring() {
  if (sound === null) return;
  for (const [at, pitch] of [
    [0, 660],
    [0.18, 880],
  ]) {
    const tone = sound.createOscillator();
    const volume = sound.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.2, sound.currentTime + at);
    volume.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + at + 0.4);
    tone.connect(volume).connect(sound.destination);
    tone.start(sound.currentTime + at);
    tone.stop(sound.currentTime + at + 0.4);
  }
}

/** Of several tabs one rings, and none again after a reload. */
function ringOnce(latest) {
  const rung = Number(localStorage.getItem(rungKey) ?? 0);
  if (latest <= rung) return;
  localStorage.setItem(rungKey, String(latest));
  ring();
}

function showBadge(place, text) {
  if ((place.querySelector(".badge")?.lastChild.textContent ?? "") === text) return;
  place.textContent = "";
  if (text === "") return;
  const badge = document.createElement("span");
  badge.className = "badge";
  const spoken = document.createElement("span");
  spoken.className = "unseen";
  spoken.textContent = ": đang chờ ";
  badge.append(spoken, text);
  place.append(badge);
}

async function look() {
  clearTimeout(timer);
  try {
    const answer = await fetch(source, { headers: { accept: "application/json" } });
    // Signed out: the next page says so.
    if (answer.status === 401 || answer.status === 403) return;
    if (answer.ok) {
      const { badges, notices, ring: latest } = await answer.json();
      for (const place of document.querySelectorAll("[data-badge]")) {
        showBadge(place, badges[place.dataset.badge] ?? "");
      }
      document.title = notices === 0 ? title : `(${badges.notices}) ${title}`;
      ringOnce(latest);
    }
  } catch {
    // No network: the next look tries again.
  }
  timer = setTimeout(look, document.hidden ? hiddenIntervalMs : shownIntervalMs);
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) look();
});
look();
