import { askedWording } from "./asked.ts";
import { broadcastWording } from "./broadcast.ts";
import { webWording } from "./channels.ts";
import { checklistWording } from "./checklist.ts";
import { conversation } from "./conversation.ts";
import { dossierWording } from "./dossier.ts";
import { handoffWording } from "./handoff.ts";
import { linkWording } from "./links.ts";
import { menuWording } from "./menu.ts";
import { messengerWording } from "./messenger.ts";
import { onlineWording } from "./online.ts";
import { pointWording } from "./points.ts";
import { procedureWording } from "./procedure.ts";
import { zaloWording } from "./zalo.ts";

/** Everything that the service says, in Vietnamese: the pattern of every other language. */
export const vietnamese = {
  conversation,
  asked: askedWording,
  menu: menuWording,
  procedure: procedureWording,
  checklist: checklistWording,
  online: onlineWording,
  points: pointWording,
  handoff: handoffWording,
  dossier: dossierWording,
  links: linkWording,
  broadcast: broadcastWording,
  web: webWording,
  zalo: zaloWording,
  messenger: messengerWording,
};

/** Everything that the service says in one language: a sentence that is missing in one is a type error there. */
export type Wording = typeof vietnamese;
