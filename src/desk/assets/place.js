// Fills in the place of the phone in whose hands the form is.
const button = document.querySelector("[data-place]");
const said = document.querySelector("[data-place-said]");

if (window.isSecureContext && "geolocation" in navigator) {
  button.hidden = false;
  button.addEventListener("click", () => {
    said.textContent = "Đang lấy vị trí…";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        document.getElementById("lat").value = coords.latitude.toFixed(6);
        document.getElementById("lon").value = coords.longitude.toFixed(6);
        said.textContent = `Đã điền, sai số khoảng ${Math.round(coords.accuracy)} m.`;
      },
      () => {
        said.textContent = "Máy không cho biết vị trí. Bạn điền tay, hoặc cho phép rồi bấm lại.";
      },
      { enableHighAccuracy: true, timeout: 20_000 },
    );
  });
}
