// Keeps a page of the inbox up to date, sends replies without leaving it and keeps what is being typed. Without scripts every form
// works by itself, and the page shows what there was when it was loaded.
const live = document.querySelector("[data-live-page]");
const said = document.querySelector("[data-live-said]");
/** Somebody who went away leaves the page open: it must not keep them signed in. */
const idleMs = 60 * 60_000;
const reopenMs = 1_000;
let lastActive = Date.now();
let stream = null;

function draftKey(form) {
  return `inbox-draft ${form.dataset.draft}`;
}

/** Gives the reply box back what was typed before the page was left or changed. */
function restoreDraft() {
  const form = document.querySelector("[data-draft]");
  if (form === null) return;
  const kept = sessionStorage.getItem(draftKey(form));
  if (form.words.value === "" && kept !== null) form.words.value = kept;
}

function keepDraft(form) {
  if (form.words.value === "") sessionStorage.removeItem(draftKey(form));
  else sessionStorage.setItem(draftKey(form), form.words.value);
}

/** Adds the lines that are new and changes those whose state has changed; the others stay, so that nothing is read aloud twice. */
function mergeLines(shown, fetched) {
  const known = new Map([...shown.children].map((line) => [line.dataset.line, line]));
  for (const line of [...fetched.children]) {
    const old = known.get(line.dataset.line);
    known.delete(line.dataset.line);
    if (old === undefined) shown.append(line);
    else if (old.innerHTML !== line.innerHTML) old.replaceWith(line);
  }
  for (const line of known.values()) line.remove();
}

function mergeParts(fetched) {
  for (const part of document.querySelectorAll("[data-live]")) {
    const found = fetched.querySelector(`[data-live="${part.dataset.live}"]`);
    if (found === null) continue;
    // A part with forms is replaced only if it needs other ones: somebody may be typing in it.
    const isSame =
      part.dataset.state === undefined
        ? part.innerHTML === found.innerHTML
        : part.dataset.state === found.dataset.state;
    if (isSame) continue;
    const focused = part.contains(document.activeElement) ? document.activeElement : null;
    const address = focused?.getAttribute("href");
    part.replaceWith(found);
    if (address) found.querySelector(`a[href="${CSS.escape(address)}"]`)?.focus();
  }
}

/** A reply of which nobody knows whether it was stored is sent again with what was the last line then. */
function takeOver(fetched, selector) {
  const field = document.querySelector(selector);
  const found = fetched.querySelector(selector);
  if (field !== null && found !== null) field.value = found.value;
}

let refreshing = Promise.resolve();

/** One after the other: an older answer that comes later would take away what a newer one has shown. */
function refresh() {
  refreshing = refreshing.catch(() => {}).then(fetchPage);
  return refreshing;
}

async function fetchPage() {
  // After a form with a fault, the browser's own address is the form's.
  const address = new URL(live.dataset.page, location.href);
  address.searchParams.set("live", "1");
  const answer = await fetch(address, { headers: { accept: "text/html" } });
  // Signed out, or no longer one's own: the page itself says so.
  if (answer.redirected || [401, 403, 404].includes(answer.status)) {
    return location.assign(live.dataset.page);
  }
  if (!answer.ok) throw new Error(`The page was answered ${answer.status}`);
  const fetched = new DOMParser().parseFromString(await answer.text(), "text/html");
  const lines = document.querySelector("[data-lines]");
  const fetchedLines = fetched.querySelector("[data-lines]");
  if (lines && fetchedLines) mergeLines(lines, fetchedLines);
  mergeParts(fetched);
  takeOver(fetched, '[data-send]:not([data-unsure]) [name="after"]');
  live.dataset.version = fetched.querySelector("[data-live-page]")?.dataset.version ?? "";
  restoreDraft();
  // New lines are read aloud by themselves.
  said.textContent = lines === null ? "Danh sách vừa cập nhật." : "";
}

function listen() {
  stream?.close();
  const address = new URL(live.dataset.livePage, location.href);
  address.searchParams.set("version", live.dataset.version);
  stream = new EventSource(address);
  stream.addEventListener("changed", () => (isIdle() ? goOnLater() : refresh().catch(goOnLater)));
  stream.addEventListener("error", goOnLater);
}

/** The service ends a stream after a while; a phone loses it. */
function goOnLater() {
  stream?.close();
  stream = null;
  if (document.hidden || isIdle()) return;
  setTimeout(goOn, reopenMs);
}

async function goOn() {
  if (stream !== null || document.hidden) return;
  try {
    await refresh();
    listen();
  } catch {
    // There is no network: the next try comes by itself.
    setTimeout(goOn, 10 * reopenMs);
  }
}

function isIdle() {
  return Date.now() - lastActive > idleMs;
}

function noticeActivity() {
  const wasIdle = isIdle();
  lastActive = Date.now();
  if (wasIdle) goOn();
}

async function send(form) {
  const button = form.querySelector("button[type=submit]");
  const fault = form.querySelector("[data-send-fault]");
  const words = form.words.value;
  if (button.disabled) return;
  if (words.trim() === "") return form.words.focus();
  button.disabled = true;
  fault.hidden = true;
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      headers: { accept: "application/json" },
      body: new URLSearchParams(new FormData(form)),
    });
    if (answer.ok) {
      // Something more may have been typed meanwhile.
      form.words.value = form.words.value === words ? "" : form.words.value;
      keepDraft(form);
    } else {
      fault.textContent = (await answer.json()).title;
      fault.hidden = false;
    }
    form.toggleAttribute("data-unsure", answer.status >= 500);
    await refresh().catch(goOnLater);
  } catch {
    form.setAttribute("data-unsure", "");
    fault.textContent =
      "Mất mạng, chưa rõ đã gửi chưa. Bạn bấm Gửi lần nữa: tin không bị gửi hai lần.";
    fault.hidden = false;
  } finally {
    button.disabled = false;
    form.words.focus();
  }
}

if (live !== null) {
  restoreDraft();
  listen();
  document.addEventListener("input", ({ target }) => {
    const form = target.closest("[data-draft]");
    if (form !== null && target.name === "words") keepDraft(form);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-send]")) return;
    event.preventDefault();
    send(event.target);
  });
  document.addEventListener("keydown", (event) => {
    const isSend = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (isSend && event.target.id === "words") event.target.form.requestSubmit();
  });
  document.addEventListener("click", (event) => {
    const pick = event.target.closest("[data-words]");
    const box = document.getElementById("words");
    if (pick === null || box === null) return;
    event.preventDefault();
    box.value = [box.value.trim(), pick.dataset.words].filter(Boolean).join("\n");
    keepDraft(box.form);
    pick.closest("details").open = false;
    box.focus();
  });
  for (const type of ["pointerdown", "keydown"]) document.addEventListener(type, noticeActivity);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      stream?.close();
      stream = null;
    } else goOn();
  });
}
