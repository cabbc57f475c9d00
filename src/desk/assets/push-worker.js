// Shows colleagues' notices while no page of the desk is open. A click opens what it is about.
self.addEventListener("push", (event) => {
  const { title, url, id } = event.data.json();
  event.waitUntil(
    self.registration.showNotification("Hướng Dẫn", {
      body: title,
      tag: id,
      lang: "vi",
      data: url,
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(event.notification.data));
});
