import type { Input } from "../flows/input.ts";

/** Where a link or a code leads. */
export type Arrival = Extract<Input, { type: "start" }>;

/** What a link carried as `ref`, or a code without its `#`. It is anybody's to make up: it may open, never allow. */
export type ResolveReferral = (ref: string) => Promise<Arrival>;

/** Messenger's links allow no colon in a ref. */
const placeForm = /^(point|procedure)[:=_]([a-z0-9-]{1,100})$/;

/** Places of the catalogue named outright: `point:<id>`, `procedure:<id>`. Anything else leads nowhere yet. */
export async function resolveReferral(ref: string): Promise<Arrival> {
  const [, kind, id = ""] = placeForm.exec(ref.trim()) ?? [];
  if (kind === "point") return { type: "start", point: id };
  if (kind === "procedure") return { type: "start", procedure: id };
  return { type: "start", lost: true };
}

/** With a digit at least: `#khaisinh` is a word. */
const codeForm = /^#\s?((?=[a-z]*\d)[a-z0-9]{3,12})$/i;

/** The code that the whole message is, as printed beside a QR code for where the platform drops the link: `#PX12`. */
export function typedCode(text: string): string | null {
  return codeForm.exec(text.trim())?.[1]?.toUpperCase() ?? null;
}
