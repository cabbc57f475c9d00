import type { Wording } from "../vi/vietnamese.ts";
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

/** Everything that the service says, in plain English. */
export const english: Wording = {
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
