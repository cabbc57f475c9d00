import type { Catalog } from "../../catalog/catalog.ts";
import type { Flow } from "../engine/flow.ts";
import { chooseFlow } from "./choose-procedure.ts";
import { asideFlow } from "./digression.ts";
import { findPointFlow } from "./find-point.ts";
import { pairChatFlow, stopNewsFlow } from "./general-news.ts";
import { handoffFlow } from "./handoff.ts";
import { menuFlow } from "./menu.ts";
import { myDossiersFlow } from "./my-dossiers.ts";
import { onlineFlow } from "./online.ts";
import { dataRequestFlow, eraseDataFlow, stopNoticesFlow } from "./privacy.ts";
import { procedureFlow } from "./procedure.ts";
import { rateFlow } from "./rate-dossier.ts";
import { dossierFlow } from "./track-dossier.ts";

const fixed = new Map(
  [
    ...[menuFlow, chooseFlow, asideFlow, handoffFlow, findPointFlow],
    ...[dossierFlow, myDossiersFlow, stopNoticesFlow, eraseDataFlow, dataRequestFlow, rateFlow],
    ...[stopNewsFlow, pairChatFlow],
  ].map((flow) => [flow.id, flow]),
);

/** Compiled once for each catalogue: a new catalogue brings new flows. */
const compiled = new WeakMap<Catalog, Map<string, Flow>>();

/** The flow of that name, or null where there is none (any more). */
export function flowNamed(id: string, catalog: Catalog): Flow | null {
  const known = fixed.get(id);
  if (known !== undefined) return known;
  const flows = compiled.get(catalog) ?? compileAll(catalog);
  return flows.get(id) ?? null;
}

/** Every flow of the catalogue, for those who walk through all of them. */
export function allFlows(catalog: Catalog): readonly Flow[] {
  const flows = compiled.get(catalog) ?? compileAll(catalog);
  return [...fixed.values(), ...flows.values()];
}

function compileAll(catalog: Catalog): Map<string, Flow> {
  const flows = [...catalog.procedures.values()].flatMap((procedure) => {
    const guide = catalog.guides.get(procedure.id);
    if (guide === undefined) return [];
    const recorded = catalog.inLanguage("vi").procedures.get(procedure.id) ?? procedure;
    return [procedureFlow(procedure, guide), onlineFlow(procedure, recorded)];
  });
  const named = new Map(flows.map((flow) => [flow.id, flow]));
  compiled.set(catalog, named);
  return named;
}
