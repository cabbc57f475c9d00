import { zalo } from "../platforms/zalo.ts";
import { startStandIn } from "../turns/stand-in.ts";

/** Runs Zalo's servers in a process of their own, which takes no time from the measured one. Prints their address. */
const { url } = await startStandIn(zalo, () => {});
console.log(url);
