import type { FastifyRequest } from "fastify";
import type { Language } from "../../catalog/language.ts";
import { wordingIn } from "../../wording/wording.ts";
import type { PageHead } from "../frame.ts";
import { readLanguage, readParameter, toPath } from "../read-query.ts";

/** The papers for which there is a style sheet; otherwise the printer's own is used. */
const papers = ["a4", "a5"] as const;
export type Paper = (typeof papers)[number];

/** Where a page of a procedure is, and how it was asked for. */
export interface ProcedureAddress {
  readonly publicOrigin: string;
  /** Without its query. */
  readonly path: string;
  /** What of the query says which case it is. */
  readonly values: Readonly<Record<string, string | null>>;
  readonly language: Language;
  readonly paper: Paper | null;
}

/** Reads `?lang=en` and `?in=a5`. */
export function readLook(request: FastifyRequest): Pick<ProcedureAddress, "language" | "paper"> {
  const asked = readParameter(request, "in");
  return {
    language: readLanguage(request),
    paper: papers.find((paper) => paper === asked) ?? null,
  };
}

/** Returns what every page of a procedure has in common: its other addresses, the styles of its paper, its words. */
export function describeFrame({ publicOrigin, path, values, language, paper }: ProcedureAddress) {
  const lang = language === "vi" ? null : language;
  const with_ = (more: Record<string, string | null>) => toPath(path, { ...values, lang, ...more });
  const own = with_({});
  const head = {
    language,
    canonical: toPath(path, { lang }),
    otherLanguage: with_({ lang: language === "vi" ? "en" : null }),
    scripts: ["page.js"],
    styles: paper === null ? [] : [`paper-${paper}.css`],
  } satisfies Partial<PageHead>;
  const view = {
    lang,
    path,
    url: `${publicOrigin}${own}`,
    papers: papers.map((each) => ({
      name: each.toUpperCase(),
      path: with_({ in: each }),
      isChosen: each === paper,
    })),
    listPath: toPath("/thu-tuc", { lang }),
    procedurePath: (id: string) => toPath(`/thu-tuc/${id}`, { lang }),
  };
  return { head, view, url: view.url, says: wordingIn(language).procedurePage };
}
