// Switches web push on for this browser. Without scripts, or without push, the page says that it is not possible.
const button = document.querySelector("[data-push]");
const said = document.querySelector("[data-push-said]");

async function switchOn() {
  said.textContent = "";
  try {
    if ((await Notification.requestPermission()) !== "granted") {
      said.textContent =
        "Trình duyệt đang chặn báo của trang này; bạn cho phép trong cài đặt của trình duyệt.";
      return;
    }
    const worker = await navigator.serviceWorker.register("/desk/push-worker.js");
    const subscription = await worker.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: button.dataset.push,
    });
    const { endpoint, keys } = subscription.toJSON();
    const answer = await fetch("/desk/account/notices/devices", {
      method: "POST",
      headers: {
        accept: "application/json",
        "content-type": "application/json",
        "x-csrf-token": button.dataset.csrf,
      },
      body: JSON.stringify({ subscription: { endpoint, keys } }),
    });
    if (answer.ok) location.reload();
    else said.textContent = "Chưa bật được; bạn thử lại.";
  } catch {
    said.textContent = "Trình duyệt này chưa nhận báo được.";
  }
}

if (button !== null && "serviceWorker" in navigator && "PushManager" in window) {
  button.hidden = false;
  said.textContent = "";
  button.addEventListener("click", switchOn);
}
