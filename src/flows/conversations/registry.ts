import type { Catalog } from "../../catalog/catalog.ts";
import type { Flow, FlowId } from "../engine/flow.ts";
import type { FindFlow } from "../engine/frame-stack.ts";
import { chooseFlow } from "./choose-procedure.ts";
import { digressionFlow } from "./digression.ts";
import { findPointFlow } from "./find-point.ts";
import { handoffFlow } from "./handoff.ts";
import { listedFlow } from "./listed-procedure.ts";
import { menuFlow } from "./menu.ts";
import { myDossiersFlow } from "./my-dossiers.ts";
import { onlineFlow } from "./online.ts";
import {
  dataRequestFlow,
  eraseDataFlow,
  pairChatFlow,
  stopGeneralNewsFlow,
  stopNotificationsFlow,
} from "./privacy.ts";
import { procedureFlow } from "./procedure.ts";
import { rateDossierFlow } from "./rate-dossier.ts";
import { dossierFlow } from "./track-dossier.ts";

/** Flows that do not belong to one procedure. */
type SingleFlowId = Exclude<FlowId, `${string}:${string}`>;

/** The list of all flows. It does not compile while a flow that has declared its id is missing. */
const singleFlows: { readonly [Id in SingleFlowId]: Flow<Id> } = {
  menu: menuFlow,
  choose: chooseFlow,
  aside: digressionFlow,
  handoff: handoffFlow,
  "find-point": findPointFlow,
  dossier: dossierFlow,
  "my-dossiers": myDossiersFlow,
  "rate-dossier": rateDossierFlow,
  "stop-notices": stopNotificationsFlow,
  "stop-news": stopGeneralNewsFlow,
  "erase-data": eraseDataFlow,
  "data-request": dataRequestFlow,
  "pair-chat": pairChatFlow,
};

const singleFlowsById: ReadonlyMap<string, Flow> = new Map(Object.entries(singleFlows));

/** Compiled once for each catalogue: a new catalogue brings new flows. */
const procedureFlows = new WeakMap<Catalog, ReadonlyMap<string, Flow>>();

/** Returns a function that finds a flow by its id; null if there is no such flow, or no longer. */
export function flowFinder(catalog: Catalog): FindFlow {
  return (id) =>
    singleFlowsById.get(id) ?? compiledFlows(catalog).get(id) ?? findListedFlow(catalog, id);
}

/** Every flow of the catalogue. */
export function allFlows(catalog: Catalog): readonly Flow[] {
  return [
    ...singleFlowsById.values(),
    ...compiledFlows(catalog).values(),
    ...[...catalog.listed.values()].map(listedFlow),
  ];
}

/** Made when it is asked for: an import brings thousands, and most are never begun. */
function findListedFlow({ listed }: Catalog, id: string): Flow | null {
  const record = id.startsWith("listed:") ? listed.get(id.slice("listed:".length)) : undefined;
  return record === undefined ? null : listedFlow(record);
}

function compiledFlows(catalog: Catalog): ReadonlyMap<string, Flow> {
  const known = procedureFlows.get(catalog);
  if (known !== undefined) return known;
  const flows = [...catalog.procedures.values()].flatMap((procedure) => {
    const guide = catalog.guides.get(procedure.id);
    if (guide === undefined) return [];
    const recorded = catalog.inLanguage("vi").procedures.get(procedure.id) ?? procedure;
    return [procedureFlow(procedure, guide), onlineFlow(procedure, guide, recorded)];
  });
  const compiled = new Map<string, Flow>(flows.map((flow) => [flow.id, flow]));
  procedureFlows.set(catalog, compiled);
  return compiled;
}
