/** Translates the English kinds of a typed place: "ward 9, Phu Nhuan district" → "phường 9, quận Phu Nhuan". */
export function translatePlaceKinds(typed: string): string {
  return typed
    .replace(/^(?:i am|i'm|i live|we live|my place is)\s+/i, "")
    .replace(/^(?:at|in|near|around)\s+(?=\S)/i, "")
    .replace(/\bward (?=\d)/gi, "phường ")
    .replace(/\bdistrict (?=\d)/gi, "quận ")
    .replace(/\b(\S+ \S+) district\b/gi, "quận $1")
    .replace(/\bHo Chi Minh city\b/gi, "Hồ Chí Minh")
    .replace(/\b(?:the )?(?:ward|commune)(?: of)?\b/gi, " ")
    .replace(/\b(?:city|province)(?: of)?\b/gi, " ")
    .replace(/\s+/g, " ")
    .replace(/ ,/g, ",")
    .trim();
}
