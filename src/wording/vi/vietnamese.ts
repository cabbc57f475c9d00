import { askWording } from "./asks.ts";
import { messengerWording, webWording, zaloWording } from "./channels.ts";
import { checklistWording } from "./checklist.ts";
import { askedWording, conversation, handoffWording, menuWording } from "./conversation.ts";
import { broadcastWording, dossierWording } from "./dossier.ts";
import { errorPageWording } from "./error-page.ts";
import { linkWording } from "./links.ts";
import { listedWording } from "./listed.ts";
import { numberWording } from "./numbers.ts";
import { onlineWording } from "./online.ts";
import {
  keptListWording,
  layOutChecklist,
  pageWording,
  procedureListWording,
  procedurePageWording,
} from "./pages.ts";
import { pointPageWording } from "./point-pages.ts";
import { pointWording } from "./points.ts";
import { procedureWording } from "./procedure.ts";
import { wallWording } from "./wall.ts";

/** Everything that the service says, in Vietnamese. Every other language has the same shape. */
export const vietnamese = {
  conversation,
  asked: askedWording,
  asks: askWording,
  menu: menuWording,
  procedure: procedureWording,
  checklist: checklistWording,
  listed: listedWording,
  online: onlineWording,
  points: pointWording,
  numbers: numberWording,
  handoff: handoffWording,
  dossier: dossierWording,
  links: linkWording,
  pages: pageWording,
  procedureList: procedureListWording,
  procedurePage: procedurePageWording,
  layOutChecklist,
  keptList: keptListWording,
  broadcast: broadcastWording,
  errorPage: errorPageWording,
  pointPage: pointPageWording,
  wall: wallWording,
  web: webWording,
  zalo: zaloWording,
  messenger: messengerWording,
};

/** Everything that the service says in one language. A sentence that is missing in a language is a type error there. */
export type Wording = typeof vietnamese;
