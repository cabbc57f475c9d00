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
  let fromResident = 0;
  for (const line of [...fetched.children]) {
    const old = known.get(line.dataset.line);
    known.delete(line.dataset.line);
    if (old === undefined) {
      shown.append(line);
      if (line.classList.contains("resident")) fromResident += 1;
    } else if (old.innerHTML !== line.innerHTML) old.replaceWith(line);
  }
  for (const line of known.values()) line.remove();
  return fromResident;
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

async function refresh() {
  const address = new URL(location.href);
  address.searchParams.set("live", "1");
  address.hash = "";
  const answer = await fetch(address, { headers: { accept: "text/html" } });
  // Signed out, or no longer one's own: the page itself says so.
  if (answer.redirected || !answer.ok) return location.reload();
  const fetched = new DOMParser().parseFromString(await answer.text(), "text/html");
  const lines = document.querySelector("[data-lines]");
  const fetchedLines = fetched.querySelector("[data-lines]");
  const isNew = lines && fetchedLines ? mergeLines(lines, fetchedLines) > 0 : false;
  mergeParts(fetched);
  const after = document.querySelector('[data-send] [name="after"]');
  if (after)
    after.value = fetched.querySelector('[data-send] [name="after"]')?.value ?? after.value;
  live.dataset.version = fetched.querySelector("[data-live-page]")?.dataset.version ?? "";
  restoreDraft();
  said.textContent = isNew ? "" : "Trang vừa cập nhật.";
}

function listen() {
  stream?.close();
  const address = new URL(live.dataset.livePage, location.href);
  address.searchParams.set("version", live.dataset.version);
  stream = new EventSource(address);
  stream.addEventListener("changed", () => refresh().catch(goOnLater));
  stream.addEventListener("error", goOnLater);
}

/** The service ends a stream after a while; a phone loses it. */
function goOnLater() {
  stream?.close();
  stream = null;
  if (document.hidden || Date.now() - lastActive > idleMs) return;
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

function noticeActivity() {
  const wasIdle = Date.now() - lastActive > idleMs;
  lastActive = Date.now();
  if (wasIdle) goOn();
}

async function send(form) {
  const button = form.querySelector("button[type=submit]");
  const fault = form.querySelector("[data-send-fault]");
  const words = form.words.value;
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
    await refresh();
  } catch {
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
