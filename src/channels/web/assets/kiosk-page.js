// What only the page of a kiosk does, beside the conversation and the watch over who left.
import { beginWithPictures } from "./pictures.js";
import { offerToTakeAway } from "./take-away.js";

const byId = (id) => document.getElementById(id);
const log = byId("log");

if (byId("pictures") !== null) beginWithPictures(byId("pictures"), byId("composer"), log);
offerToTakeAway(log, byId("print"), byId("take-away"));
