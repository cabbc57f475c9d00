// Without scripts the browser's own menu prints, and the page's address is copied by hand.
const print_ = document.querySelector("#print");
if (print_ !== null) {
  print_.hidden = false;
  document.querySelector("#print-hint")?.setAttribute("hidden", "");
  print_.addEventListener("click", () => print());
}

const share = document.querySelector("#share");
const status = document.querySelector("#shared");

async function copy({ url, done }) {
  await navigator.clipboard.writeText(url);
  status.textContent = done;
}

async function send() {
  const { title, text, url } = share.dataset;
  try {
    if (navigator.share === undefined) await copy(share.dataset);
    else await navigator.share({ title, text, url });
  } catch (error) {
    // The person closed the window in which they choose whom to send it to.
    if (error.name === "AbortError") return;
    status.textContent = `${share.dataset.failed} ${url}`;
  }
}

if (share !== null) {
  share.hidden = false;
  share.addEventListener("click", send);
}
