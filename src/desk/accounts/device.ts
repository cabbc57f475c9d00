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

/** A User-Agent in the few words by which its owner knows it. */
export function describeDevice(userAgent: string | undefined): string {
  const named = (names: typeof systems) =>
    names.find(([form]) => form.test(userAgent ?? ""))?.[1] ?? null;
  const browser = named(browsers);
  const system = named(systems);
  if (browser === null) return system ?? "Thiết bị khác";
  return system === null ? browser : `${browser} trên ${system}`;
}
