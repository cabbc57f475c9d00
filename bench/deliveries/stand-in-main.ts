import { zalo } from "../platforms/zalo.ts";
import { startStandIn } from "../turns/stand-in.ts";

/** Zalo's servers in a process of their own, so that they take no time from what is measured. Prints its address. */
const { url } = await startStandIn(zalo, () => {});
console.log(url);
