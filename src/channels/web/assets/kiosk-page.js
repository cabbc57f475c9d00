// What only the page of a kiosk does, beside the conversation.
import { watchIdle } from "./kiosk.js";
import { beginWithPictures } from "./pictures.js";
import { offerToTakeAway } from "./take-away.js";

const byId = (id) => document.getElementById(id);
const log = byId("log");

if (byId("pictures") !== null) beginWithPictures(byId("pictures"), byId("composer"), log);
watchIdle(document.body, byId("leaving"), log);
offerToTakeAway(log, byId("print"), byId("take-away"));
