import { toLocalDay } from "../../catalog/local-time.ts";
import { sampleValues, type Values } from "./placeholders.ts";
import type { DossierRow } from "./recipient-contacts.ts";

/** A text names so many codes, and then how many more there are. */
const maxNamed = 3;

/** What placeholders stand for where these dossiers are what a recipient is told of; "" where it is not known. */
export function valuesOf(agency: string, dossiers: readonly DossierRow[]): Values {
  return {
    co_quan: agency,
    ma_ho_so: listed(dossiers.map(({ code }) => code)),
    ten_thu_tuc: listed(dossiers.map(({ procedure_name: name }) => name ?? "")),
    ngay_hen: listed(dossiers.map(({ promised_at: at }) => (at === null ? "" : dayOf(at)))),
  };
}

/** For the agency's own people, who follow no dossier. */
export function trialValues(agency: string): Values {
  return { ...sampleValues, co_quan: agency };
}

function listed(names: readonly string[]): string {
  const different = [...new Set(names.filter((name) => name !== ""))];
  const more = different.length - maxNamed;
  const named = different.slice(0, maxNamed).join(", ");
  return more > 0 ? `${named} và ${more} hồ sơ khác` : named;
}

function dayOf(at: Date): string {
  return toLocalDay(at).split("-").reverse().join("/");
}
