/** Draws a QR code of an address as an SVG element, which stands in the page itself and is printed with it. */
export async function drawQr(address: string): Promise<string> {
  // Loaded only if it is used.
  const { toString: draw } = await import("qrcode");
  const svg = await draw(address, { type: "svg", errorCorrectionLevel: "M", margin: 2 });
  return svg.replace(/^<\?xml[^>]*>\s*|<!DOCTYPE[^>]*>\s*/g, "").trim();
}
