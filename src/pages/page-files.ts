import { fileURLToPath } from "node:url";
import { Eta } from "eta";
import { joinStyles } from "../http/join-styles.ts";
import { findVersionedAddress } from "../http/versioned-folder.ts";
import { createPageRenderer, type RenderPage } from "./frame.ts";
import { previewImage } from "./site/site-files.ts";

const room = fileURLToPath(new URL(".", import.meta.url));

/** The style sheets, scripts and pictures of the pages. */
export const pageFiles = {
  folder: `${room}assets`,
  prefix: "/pages/assets",
  made: { "pages.css": joinStyles(`${room}assets/pages.css`) },
} as const;

/** Returns the renderer of this room's templates. It needs no server, so that errors of all rooms can use it. */
export function openPageRenderer(publicUrl: string): RenderPage {
  return createPageRenderer({
    eta: new Eta({ views: room, cache: true }),
    assets: findVersionedAddress(pageFiles),
    publicOrigin: new URL(publicUrl).origin,
    previewImage: previewImage.path,
  });
}
