const sections = new Map(
  [...document.querySelectorAll(".platform")].map((section) => [section.dataset.platform, section]),
);
const notice = document.querySelector("#notice");
const connection = document.querySelector(".connection");
const places = document.querySelector("#places");
const search = document.querySelector("#places-search");
const found = document.querySelector("#places-found");
const noticeMs = 6_000;
const typingPauseMs = 150;

const refusals = new Map([
  [400, "Nội dung này không gửi được."],
  [409, "Lúc này chưa làm được việc đó."],
]);

/* Commands to the sandbox */

function act(platform, command) {
  return post(`/phones/${platform}`, command);
}

async function post(path, content) {
  const request = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(content),
  };
  try {
    const { ok, status } = await fetch(path, request);
    if (!ok) complain(refusals.get(status) ?? "Sân thử gặp lỗi, xem cửa sổ dòng lệnh.");
    return ok;
  } catch {
    complain("Không nối được với sân thử. Nó còn chạy không?");
    return false;
  }
}

function complain(words) {
  notice.textContent = words;
  notice.hidden = false;
  clearTimeout(complain.timer);
  complain.timer = setTimeout(() => {
    notice.hidden = true;
  }, noticeMs);
}

const commands = {
  tap: ({ line, button }) => ({ do: "tap", line: Number(line), button: Number(button) }),
  menu: ({ item }) => ({ do: "menu", item: Number(item) }),
};

function press(platform, button) {
  const { fault, open, do: name } = button.dataset;
  if (open === "places") return openPlaces(platform);
  if (fault !== undefined) {
    const isArmed = button.getAttribute("aria-pressed") === "true";
    return act(platform, { do: "fault", fault: isArmed ? null : fault });
  }
  if (name !== undefined) return act(platform, commands[name]?.(button.dataset) ?? { do: name });
}

for (const [platform, section] of sections) {
  section.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button !== null) return press(platform, button);
    const link = event.target.closest(".wire-link");
    if (link !== null) {
      event.preventDefault();
      showRecord(link.getAttribute("href").slice(1));
    }
  });
  section.querySelector(".composer").addEventListener("submit", async (event) => {
    event.preventDefault();
    const field = event.currentTarget.elements.text;
    const text = field.value.trim();
    if (text === "") return;
    field.value = "";
    if (!(await act(platform, { do: "text", text })) && field.value === "") field.value = text;
  });
  section.querySelector(".routine-switch").addEventListener("change", ({ target }) => {
    section.querySelector(".log").classList.toggle("with-routine", target.checked);
  });
  // Highlights the line and its record together when either has the pointer or the focus.
  for (const name of ["mouseover", "focusin"]) {
    section.addEventListener(name, ({ target }) => light(section, target.closest("[data-line]")));
  }
  section.addEventListener("toggle", keepByHand, true);
}

for (const button of document.querySelectorAll("[data-news]")) {
  button.addEventListener("click", () => post("/dossier", { news: button.dataset.news }));
}

function light(section, element) {
  for (const lit of section.querySelectorAll(".lit")) lit.classList.remove("lit");
  const line = element?.dataset.line;
  if (line === undefined) return;
  for (const twin of section.querySelectorAll(
    `.line[data-line="${line}"], .record[data-line="${line}"]`,
  )) {
    twin.classList.add("lit");
  }
}

/* Events from the sandbox */

function element(html) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  return template.content.firstElementChild;
}

/** Appends a new element to the list, or replaces the element with the same id. */
function put(list, html) {
  const next = element(html);
  if (next === null) return;
  const before = document.getElementById(next.id);
  if (before === null) {
    list.append(next);
    return scrollToEnd(list.closest("[tabindex]"));
  }
  const [was, is] = [before, next].map((each) => each.querySelector("details"));
  if (was !== null && is !== null) {
    if (was.dataset.byHand) is.dataset.byHand = "1";
    setOpen(is, was.open);
  }
  before.replaceWith(next);
}

function scrollToEnd(list) {
  list.scrollTop = list.scrollHeight;
}

/** Opens the latest webhook and the latest call, except those that the user opened or closed by hand. */
function openLatest(section) {
  for (const kind of ["webhook", "call"]) {
    const records = [...section.querySelectorAll(`.record.${kind}:not(.routine) details`)];
    const last = records.pop();
    for (const details of records) if (!details.dataset.byHand) setOpen(details, false);
    if (last !== undefined && !last.dataset.byHand) setOpen(last, true);
  }
}

function setOpen(details, isOpen) {
  if (details.open === isOpen) return;
  details.dataset.byCode = "1";
  details.open = isOpen;
}

function keepByHand({ target }) {
  if (target.dataset.byCode) delete target.dataset.byCode;
  else if (target.tagName === "DETAILS") target.dataset.byHand = "1";
}

function showRecord(id) {
  const record = document.getElementById(id);
  const details = record?.querySelector("details");
  if (!details) return;
  details.open = true;
  record.scrollIntoView({ block: "nearest" });
  record.querySelector("summary").focus();
}

const eventHandlers = {
  phone({ platform, thread, log }) {
    const section = sections.get(platform);
    section.querySelector(".lines").innerHTML = thread;
    section.querySelector(".log").innerHTML = log;
    openLatest(section);
    for (const list of section.querySelectorAll(".thread, .log")) scrollToEnd(list);
  },
  line({ platform, thread, log }) {
    const section = sections.get(platform);
    put(section.querySelector(".lines"), thread);
    put(section.querySelector(".log"), log);
    openLatest(section);
    scrollToEnd(section.querySelector(".log"));
  },
  state({ platform, user, armed, follow, isShut }) {
    const section = sections.get(platform);
    section.querySelector(".user-id").textContent = user.slice(-4);
    const relation = section.querySelector(".relation");
    relation.dataset.do = follow.do;
    relation.textContent = follow.label;
    for (const button of section.querySelectorAll("[data-fault]")) {
      button.setAttribute("aria-pressed", String(button.dataset.fault === armed));
    }
    const field = section.querySelector(".composer input");
    field.disabled = isShut;
    field.value = isShut ? "" : field.value;
  },
};

/* The code of the administrator's second factor */

const deskCode = document.querySelector("#desk-code");
const deskCodeLeft = document.querySelector("#desk-code-left");

async function showDeskCode() {
  const answer = await fetch("/desk-code").catch(() => null);
  if (!answer?.ok) return;
  const { code, secondsLeft } = await answer.json();
  deskCode.textContent = code;
  deskCodeLeft.textContent = secondsLeft;
}

setInterval(() => {
  const left = Number(deskCodeLeft.textContent) - 1;
  if (left > 0) deskCodeLeft.textContent = left;
  else showDeskCode();
}, 1_000);

/* Stories */

const storyNext = document.querySelector("#story-next");
const storyAuto = document.querySelector("#story-auto");
/** Time to read an answer. */
const autoMs = 6_000;
let autoTimer;

function playNext() {
  clearTimeout(autoTimer);
  return post("/stories/next", {});
}

function playLater() {
  clearTimeout(autoTimer);
  if (storyAuto.checked && !storyNext.disabled) autoTimer = setTimeout(playNext, autoMs);
}

document.querySelector("#story-begin").addEventListener("click", () => {
  post("/stories", { begin: document.querySelector("#story").value });
});
storyNext.addEventListener("click", playNext);
storyAuto.addEventListener("change", () => {
  if (storyAuto.checked && !storyNext.disabled) playNext();
});
eventHandlers.story = ({ html, hasNext, state }) => {
  document.querySelector("#story-now").innerHTML = html;
  storyNext.disabled = !hasNext;
  if (state === "differs") storyAuto.checked = false;
  playLater();
};

/* The clock */

const localTime = new Intl.DateTimeFormat("vi-VN", {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
  timeZone: "Asia/Ho_Chi_Minh",
});
const localDay = new Intl.DateTimeFormat("vi-VN", {
  weekday: "long",
  timeZone: "Asia/Ho_Chi_Minh",
});
const localDate = new Intl.DateTimeFormat("vi-VN", {
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
  timeZone: "Asia/Ho_Chi_Minh",
});
let offsetMs = 0;

function showTime() {
  const at = Date.now() + offsetMs;
  const words = `${localTime.format(at)} ${localDay.format(at)} ${localDate.format(at)}`;
  for (const place of document.querySelectorAll(".sandbox-time")) {
    if (place.textContent !== words) place.textContent = words;
  }
}

eventHandlers.clock = (clock) => {
  offsetMs = clock.offsetMs;
  document.querySelector("#clock-moved").hidden = offsetMs === 0;
  showTime();
  showDeskCode();
};
setInterval(showTime, 1_000);
for (const button of document.querySelectorAll("[data-clock]")) {
  button.addEventListener("click", () => post("/clock", { preset: button.dataset.clock }));
}
document.querySelector("#clock-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const { day, time } = event.currentTarget.elements;
  post("/clock", { day: day.value, time: time.value });
});

const source = new EventSource("/events");
for (const [name, show] of Object.entries(eventHandlers)) {
  source.addEventListener(name, ({ data }) => show(JSON.parse(data)));
}
source.addEventListener("open", () => {
  connection.textContent = "";
});
source.addEventListener("error", () => {
  connection.textContent = "Mất nối với sân thử, đang thử lại…";
});

/* Sharing a location */

async function openPlaces(platform) {
  places.dataset.platform = platform;
  search.value = "";
  await findPlaces();
  places.showModal();
  search.focus();
}

async function findPlaces() {
  const words = search.value;
  const answer = await fetch(`/places?q=${encodeURIComponent(words)}`);
  if (!answer.ok || words !== search.value) return;
  const list = (await answer.json()).places;
  document.querySelector("#places-none").hidden = list.length > 0;
  found.replaceChildren(
    ...list.map(({ id, name, detail }) => {
      const item = element(
        '<li><button type="button"><strong></strong><span></span></button></li>',
      );
      item.querySelector("strong").textContent = name;
      item.querySelector("span").textContent = detail;
      item.firstElementChild.dataset.place = id;
      return item;
    }),
  );
}

search.addEventListener("input", () => {
  clearTimeout(findPlaces.timer);
  findPlaces.timer = setTimeout(findPlaces, typingPauseMs);
});
search.addEventListener("keydown", async (event) => {
  if (event.key !== "Enter") return;
  // The list may still show the results of an earlier text.
  clearTimeout(findPlaces.timer);
  await findPlaces();
  found.querySelector("button")?.click();
});
found.addEventListener("click", (event) => {
  const place = event.target.closest("button")?.dataset.place;
  if (place === undefined) return;
  places.close();
  act(places.dataset.platform, { do: "location", place });
});
document.querySelector("#places-close").addEventListener("click", () => places.close());
