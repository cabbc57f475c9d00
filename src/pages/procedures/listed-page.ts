import type { ListedProcedure } from "../../catalog/listed/listed-procedure.ts";
import { wordingIn } from "../../wording/wording.ts";
import { drawQr } from "../draw-qr.ts";
import type { PageHead } from "../frame.ts";
import { toBlocks } from "../text-blocks.ts";
import { describeFrame, type ProcedureAddress } from "./procedure-address.ts";

/** Returns what the page of a procedure without a guide shows: what the portal says, in the words of the chat. */
export async function viewListed(
  record: ListedProcedure,
  address: ProcedureAddress,
): Promise<{ readonly head: PageHead; readonly view: object }> {
  const { language } = address;
  const words = wordingIn(language);
  const { says, ...frame } = describeFrame(address);
  const head: PageHead = {
    ...frame.head,
    title: record.name,
    description: says.description(record.name),
    isIndexed: address.paper === null,
    structured: {
      "@context": "https://schema.org",
      "@type": "GovernmentService",
      name: record.name,
      identifier: record.code,
      url: frame.url,
      ...(record.field !== null && { serviceType: record.field }),
      areaServed: { "@type": "Country", name: "Việt Nam" },
    },
  };
  const [, ...blocks] = toBlocks(words.listed.complete(record));
  return {
    head,
    view: { ...frame.view, says, name: record.name, blocks, qr: await drawQr(frame.url) },
  };
}
