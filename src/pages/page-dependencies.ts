import type { Catalog } from "../catalog/catalog.ts";
import type { SiteOrigin } from "../http/site-origin.ts";
import type { RenderPage } from "./frame.ts";
import type { KeptLists } from "./kept/kept-lists.ts";
import type { FindMostAsked } from "./wall/most-asked.ts";

export interface PagesOptions {
  /** Called once a request, because a change of data replaces the catalogue. */
  readonly catalog: () => Catalog;
  readonly now: () => Date;
  readonly keptLists: KeptLists;
  /** The address that residents open. */
  readonly publicUrl: string;
  /** The number to call that the operator has set; null if there is none. */
  readonly contactPhone: string | null;
  /** What residents ask for most, for the screen on the wall. */
  readonly mostAsked: FindMostAsked;
  /** Of one address, which a whole neighbourhood may share. */
  readonly requestsPerMinute?: number;
}

/** What the routes of the pages share. */
export interface PageDependencies extends PagesOptions {
  readonly render: RenderPage;
  /** Without a slash at the end. */
  readonly publicOrigin: string;
  readonly siteOrigin: SiteOrigin;
}
