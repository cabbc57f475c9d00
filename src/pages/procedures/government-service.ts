import type { Checklist } from "../../catalog/procedures/checklist.ts";

const addressIn = /https:\/\/[^\s;,)]+/;

/** Describes a procedure in the vocabulary of schema.org, for search engines. Only what is certain for everybody is said. */
export function describeService(
  { procedure, name, agency, fees, onlineUse }: Checklist,
  purpose: string,
  url: string,
): object {
  const { use, isCertain } = onlineUse;
  const takesPapers = isCertain && (use === "submit" || use === "ahead");
  const portals = takesPapers
    ? procedure.submit_online.flatMap((way) => addressIn.exec(way)?.[0] ?? [])
    : [];
  const [fee, ...others] = fees;
  const isOnlyFee = fee !== undefined && others.length === 0 && fee.needs.length === 0;
  return {
    "@context": "https://schema.org",
    "@type": "GovernmentService",
    name,
    ...(name !== procedure.name && { alternateName: procedure.name }),
    description: purpose,
    url,
    serviceType: procedure.field,
    ...(procedure.code !== null && { identifier: procedure.code }),
    ...(procedure.who !== null && {
      audience: { "@type": "Audience", audienceType: procedure.who },
    }),
    areaServed: { "@type": "Country", name: "Việt Nam" },
    ...(agency !== null && {
      serviceOperator: { "@type": "GovernmentOrganization", name: agency },
    }),
    ...(portals.length > 0 && {
      availableChannel: portals.map((serviceUrl) => ({ "@type": "ServiceChannel", serviceUrl })),
    }),
    ...(isOnlyFee &&
      fee.fact.vnd !== null && {
        offers: { "@type": "Offer", price: fee.fact.vnd, priceCurrency: "VND" },
      }),
  };
}
