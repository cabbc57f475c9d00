const systems: readonly (readonly [RegExp, string])[] = [
  [/Android/, "Android"],
  [/iPhone|iPad/, "iPhone/iPad"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "Mac"],
  [/Linux/, "Linux"],
];
const browsers: readonly (readonly [RegExp, string])[] = [
  [/Zalo/i, "Zalo"],
  [/coc_coc|CocCoc/i, "Cốc Cốc"],
  [/Edg\//, "Edge"],
  [/Firefox\//, "Firefox"],
  [/Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
];

/** Returns a User-Agent in a few words by which its owner recognises a session. */
export function describeDevice(userAgent: string | undefined): string {
  const firstMatch = (names: typeof systems) =>
    names.find(([pattern]) => pattern.test(userAgent ?? ""))?.[1] ?? null;
  const browser = firstMatch(browsers);
  const system = firstMatch(systems);
  if (browser === null) return system ?? "Thiết bị khác";
  return system === null ? browser : `${browser} trên ${system}`;
}
