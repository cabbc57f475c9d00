import { OnestopSystem } from "../test/journeys/onestop-system.ts";
import type { OwnKeys } from "./credentials.ts";
import type { OwnService } from "./service.ts";

/** The dossier that is there to be followed, and the news of it that an official may bring. */
export const dossier = {
  code: "000.00.16.H26-251122-0001",
  /** Of the phone that the one-stop system knows: the service asks for them. */
  lastDigits: "5678",
} as const;

export const newsNames = ["processing", "supplement", "done"] as const;
export type NewsName = (typeof newsNames)[number];

/** The one-stop system's number of a status, and what the official writes beside it. */
const news: Readonly<Record<NewsName, { readonly status: string; readonly note: string }>> = {
  processing: { status: "4", note: "" },
  supplement: { status: "5", note: "Thiếu bản chính giấy chứng sinh" },
  done: { status: "9", note: "" },
};

/** Tells the service of the dossier, as a one-stop system does. Returns how to tell it of news. */
export async function registerDossier(
  service: Pick<OwnService, "app">,
  { onestop }: OwnKeys,
): Promise<(name: NewsName) => Promise<void>> {
  const system = new OnestopSystem(service, () => new Date(), onestop);
  await system.register(dossier.code);
  return (name) => system.step(dossier.code, news[name].status, news[name].note);
}
